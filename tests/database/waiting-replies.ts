import type { Services } from "#app/integrations/services.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";

const UNCAPPED = 100_000;

/**
 * A shop with a number of its own, whose answers to so many people wait.
 * @param throughput messages a second of the number
 */
export async function shopWithReplies(
  { services, now }: { readonly services: Services; readonly now: Date },
  count: number,
  throughput = UNCAPPED,
): Promise<{ readonly shopId: ShopId; readonly phoneNumberId: string }> {
  const shopId = await shopIdOf(services, `lane-${newId()}.myshopify.com`);
  const db = services.database.shop(shopId);
  const phoneNumberId = `number-${shopId}`;
  await db.phoneNumber.create({
    data: {
      shopId,
      id: newId(),
      phoneNumberId,
      wabaId: `waba-${shopId}`,
      displayPhoneNumber: "+39 02 5550 1234",
      wabaCurrency: "USD",
      accessToken: services.secrets.seal("token", shopId, "phone_number.access_token"),
      throughput,
      state: "connected",
      connectedAt: now,
      updatedAt: now,
    },
  });
  const people = Array.from({ length: count }, (_, index) => ({
    shopId,
    id: newId(),
    phone: `+39333${String(index).padStart(7, "0")}`,
    countryCode: "IT",
    reachability: "usable",
    createdAt: now,
    updatedAt: now,
  }));
  await db.contact.createMany({ data: people });
  await db.message.createMany({
    data: people.map(({ id: contactId, phone }) => ({
      shopId,
      id: newId(),
      dedupeKey: contactId,
      phoneNumberId,
      contactId,
      recipient: phone,
      countryCode: "IT",
      // An answer to who wrote needs no permission of its own.
      purpose: "reply",
      category: "SERVICE",
      priority: 3,
      content: { type: "text", text: { body: "Ciao" } },
      preview: {},
      status: "queued",
      notBefore: now,
      actor: "system",
      createdAt: now,
      updatedAt: now,
    })),
  });
  await db.contact.updateMany({ data: { lastInboundAt: now } });
  return { shopId, phoneNumberId };
}
