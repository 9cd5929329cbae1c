import { recordConsent } from "#app/modules/consent/index.ts";
import { resolveContact } from "#app/modules/contacts/index.ts";
import type { Database } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";

/** A person with an Italian number agrees in the checkout. @param more what else the person is known by */
export async function agreeInCheckout(
  database: Database,
  shopId: ShopId,
  phone: string,
  now: Date,
  purposes: readonly ("marketing" | "utility")[] = ["marketing", "utility"],
  more: { readonly shopifyCustomer?: string } = {},
): Promise<void> {
  await database.transaction(shopId, async (tx) => {
    const contact = await resolveContact(tx, { phone: { e164: phone, country: "IT" }, ...more }, now);
    for (const purpose of purposes) {
      await recordConsent(
        tx,
        {
          contactId: contact?.id ?? "",
          purpose,
          granted: true,
          source: "checkout",
          wording: "Sì",
          wordingVersion: "1",
          locale: "it",
          phone,
          evidence: {},
          actor: "contact",
          occurredAt: now,
          causedBy: null,
        },
        now,
      );
    }
  });
}
