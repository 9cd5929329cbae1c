import { shopIdOf } from "#app/modules/shops/index.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

/** The number of the person in Meta's samples. */
export const PHONE = "+16505551234";

/** A shop that has what Meta's samples speak of. */
export interface MetaShop {
  readonly db: ShopClient;
  readonly phoneNumberId: string;
  readonly wabaId: string;
}

/** The texts, by Meta's ids, and what Meta said of them before. */
const TEXTS: Readonly<Record<string, string>> = {
  "1689556908129832": "PENDING",
  "1689556908129835": "APPROVED",
  "806312974732579": "APPROVED",
  "278077987957091": "APPROVED",
};

const AT = new Date("2026-09-20T12:00:00Z");
const TIMES = { createdAt: AT, updatedAt: AT };

async function addPerson(db: ShopClient, shopId: ShopId): Promise<string> {
  const contactId = newId();
  await db.contact.create({ data: { shopId, id: contactId, phone: PHONE, countryCode: "US", ...TIMES } });
  await db.contactIdentity.create({
    data: { shopId, id: newId(), contactId, kind: "phone", value: PHONE, createdAt: AT },
  });
  for (const purpose of ["marketing", "utility"]) {
    const recordId = newId();
    await db.consentRecord.create({
      data: {
        ...{ shopId, id: recordId, contactId, purpose, granted: true, source: "checkout", wording: "Yes" },
        ...{ wordingVersion: "1", phone: PHONE, evidence: {}, actor: "contact" },
        ...{ occurredAt: AT, recordedAt: AT },
      },
    });
    await db.consent.create({
      data: { shopId, id: newId(), contactId, purpose, state: "granted", since: AT, recordId },
    });
  }
  return contactId;
}

async function addTexts(db: ShopClient, shopId: ShopId, wabaId: string): Promise<void> {
  for (const [metaTemplateId, status] of Object.entries(TEXTS)) {
    const templateId = newId();
    await db.template.create({
      data: {
        ...{ shopId, id: templateId, purpose: "order_confirmed", name: metaTemplateId },
        ...{ category: "UTILITY", ...TIMES },
      },
    });
    await db.templateVersion.create({
      data: {
        ...{ shopId, id: newId(), templateId, wabaId, metaTemplateId, language: "en" },
        ...{ category: "UTILITY", parameterFormat: "named", components: [], bindings: {} },
        ...{ status: status.toLowerCase(), ...TIMES },
      },
    });
  }
}

/** A message that was sent, wamid.OUT_0001, and one that the person wrote, wamid.IN_0000. */
async function addMessages(db: ShopClient, shopId: ShopId, phoneNumberId: string, contactId: string) {
  await db.message.create({
    data: {
      ...{ shopId, id: newId(), dedupeKey: "1", phoneNumberId, contactId },
      ...{ recipient: PHONE, countryCode: "US", purpose: "order_status", category: "UTILITY", priority: 1 },
      ...{ content: {}, preview: {}, status: "accepted", wamid: "wamid.OUT_0001", actor: "system" },
      ...{ notBefore: AT, acceptedAt: AT, ...TIMES },
    },
  });
  await db.inboundMessage.create({
    data: {
      ...{ shopId, id: newId(), wamid: "wamid.IN_0000", phoneNumberId, contactId },
      ...{ kind: "text", text: "First text", payload: { text: { body: "First text" } } },
      ...{ state: "waiting", receivedAt: AT, recordedAt: AT },
    },
  });
}

/** Makes a shop with a number, an account, texts, a person and their messages, all its own. */
export async function makeMetaShop(services: PlatformServices): Promise<MetaShop> {
  const shopId = await shopIdOf(services, `shop-${newId()}.myshopify.com`);
  const ids = { phoneNumberId: newId(), wabaId: newId() };
  const db = services.database.shop(shopId);
  await services.database.system.phoneNumberOwner.create({ data: { ...ids, shopId } });
  await db.phoneNumber.create({
    data: {
      ...{ shopId, id: newId(), ...ids, displayPhoneNumber: "+1 555-078-3881", wabaCurrency: "USD" },
      ...{ state: "connected", connectedAt: AT, checkedAt: AT, updatedAt: AT },
    },
  });
  await addTexts(db, shopId, ids.wabaId);
  await addMessages(db, shopId, ids.phoneNumberId, await addPerson(db, shopId));
  return { db, ...ids };
}
