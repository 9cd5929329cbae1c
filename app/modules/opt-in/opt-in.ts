import { z } from "zod";
import { readExtensionToken } from "#app/integrations/shopify/index.ts";
import { confirmAfterConsent } from "#app/modules/automations/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { readPhone, resolveContact } from "#app/modules/contacts/index.ts";
import { figuresLast } from "#app/modules/figures/index.ts";
import { findShopByDomain } from "#app/modules/shops/index.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import type { PlatformServices } from "#app/platform/services.ts";

const request = z.object({
  surface: z.enum(["checkout", "thank-you"]),
  checkoutToken: z.string().max(200).nullish(),
  orderId: z.string().max(200).nullish(),
  phone: z.string().max(40),
  countryCode: z.string().length(2).nullish(),
  granted: z.boolean(),
  locale: z.string().max(20),
  /** Exactly what the shopper read beside the box. */
  wording: z.string().min(1).max(2_000),
  wordingVersion: z.string().min(1).max(100),
});

export type OptInAnswer =
  | { readonly status: 200; readonly body: { readonly state: "granted" | "revoked" } }
  | { readonly status: 401; readonly body: { readonly error: "token_invalid" } }
  | { readonly status: 404; readonly body: { readonly error: "shop_unknown" } }
  | {
      readonly status: 422;
      readonly body: { readonly error: "phone_invalid" | "request_invalid"; readonly fields?: string[] };
    };

type Needs = Pick<PlatformServices, "database" | "env" | "shopTime" | "signals">;

/** Where and how it was given: what proves the consent later. The phone's typing is kept, nothing of the device is. */
function evidenceOf(asked: z.infer<typeof request>, authorization: string) {
  return {
    surface: asked.surface,
    checkoutToken: asked.checkoutToken ?? null,
    order: asked.orderId ?? null,
    sessionTokenSha256: sha256Hex(authorization),
  };
}

/**
 * The opt-in box of checkout and thank-you page was ticked, or its tick removed. One box asks for promotions and
 * order news together, so both are recorded, each with the words that the shopper read.
 */
export async function optIn(
  services: Needs,
  authorization: string | undefined,
  body: unknown,
): Promise<OptInAnswer> {
  const session = await readExtensionToken(services.env, authorization);
  if (!session || authorization === undefined) return { status: 401, body: { error: "token_invalid" } };
  const asked = request.safeParse(body);
  if (!asked.success) {
    const fields = asked.error.issues.map((issue) => issue.path.join("."));
    return { status: 422, body: { error: "request_invalid", fields } };
  }
  const shop = await findShopByDomain(services, session.shopDomain);
  if (shop?.status !== "installed") return { status: 404, body: { error: "shop_unknown" } };
  const { data } = asked;
  const phone = readPhone(data.phone, data.countryCode ?? shop.settings.defaultCountry ?? shop.countryCode);
  if (!phone) return { status: 422, body: { error: "phone_invalid" } };
  const now = services.shopTime.now();
  const state = await services.database.transaction(shop.id, (tx) =>
    figuresLast(tx, async () => {
      const person = { phone, givesPhone: true, shopifyCustomer: session.customer, locale: data.locale };
      const contact = await resolveContact(tx, person, now);
      if (!contact) throw new Error("a phone number identifies a contact");
      const facts = {
        contactId: contact.id,
        granted: data.granted,
        source: data.surface,
        wording: data.wording,
        wordingVersion: data.wordingVersion,
        locale: data.locale,
        phone: phone.e164,
        evidence: evidenceOf(data, authorization),
        actor: "contact" as const,
        occurredAt: now,
        causedBy: data.checkoutToken ? `checkout:${data.checkoutToken}` : null,
      };
      await recordConsent(tx, { ...facts, purpose: "utility" }, now);
      if (data.granted) await confirmAfterConsent(tx, contact.id, now);
      return recordConsent(tx, { ...facts, purpose: "marketing" }, now);
    }),
  );
  services.signals.raise("due");
  return { status: 200, body: { state } };
}
