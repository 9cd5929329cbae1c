import {
  type CustomerPayload,
  type Recency,
  supersedes,
  toGid,
  type WhatsappConsentPayload,
} from "#app/integrations/shopify/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { readPhone, recogniseContact, resolveContact } from "#app/modules/contacts/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";

/** News of a customer of Shopify's, known by the gid. */
export async function saveCustomer(
  tx: Transaction,
  shop: ShopProfile,
  payload: CustomerPayload,
  recency: Recency,
  now: Date,
): Promise<void> {
  const shopifyId = payload.admin_graphql_api_id;
  const stored = await tx.db.customer.findFirst({ where: { shopifyId } });
  if (stored && (stored.deletedAt || !supersedes(recency, stored))) {
    await recogniseContact(tx, { shopifyCustomer: shopifyId }, now);
    return;
  }
  const home = payload.default_address;
  const countryCode = home?.country_code ?? null;
  const fallback = countryCode ?? shop.settings.defaultCountry ?? shop.countryCode;
  const phone = readPhone(payload.phone, fallback) ?? readPhone(home?.phone, fallback);
  const person = {
    firstName: payload.first_name ?? null,
    lastName: payload.last_name ?? null,
    email: payload.email ?? null,
    countryCode,
    locale: payload.locale ?? null,
  };
  const contact = await resolveContact(tx, { ...person, phone, shopifyCustomer: shopifyId }, now);
  const values = {
    ...person,
    contactId: contact?.id ?? null,
    phone: phone?.e164 ?? null,
    tags: (payload.tags ?? "")
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    ...recency,
    updatedAt: now,
  };
  if (stored) await tx.db.customer.updateMany({ where: { id: stored.id }, data: values });
  else await tx.db.customer.create({ data: { shopId: tx.shopId, id: newId(), shopifyId, ...values } });
}

/** A deletion leaves a tombstone without the person's data. */
export async function deleteCustomer(
  tx: Transaction,
  shopifyId: string,
  recency: Recency,
  now: Date,
): Promise<void> {
  const stored = await tx.db.customer.findFirst({ where: { shopifyId } });
  if (stored?.deletedAt) return;
  const blank = {
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    countryCode: null,
    locale: null,
  };
  const values = {
    ...blank,
    contactId: null,
    tags: [],
    deletedAt: recency.vendorUpdatedAt,
    ...recency,
    updatedAt: now,
  };
  if (stored) await tx.db.customer.updateMany({ where: { id: stored.id }, data: values });
  else await tx.db.customer.create({ data: { shopId: tx.shopId, id: newId(), shopifyId, ...values } });
}

/** Shopify's states of a WhatsApp consent that say something; PENDING and the rest do not. */
const GRANTED: Readonly<Record<string, boolean>> = { subscribed: true, unsubscribed: false, redacted: false };

/** The customer's own WhatsApp consent at Shopify changed (API 2026-07). News without a state or a time prove nothing. */
export async function saveCustomerConsent(
  tx: Transaction,
  payload: WhatsappConsentPayload,
  news: { readonly now: Date; readonly causedBy: string },
): Promise<void> {
  const shopifyId = toGid("Customer", payload.customer_id);
  const consent = payload.whats_app_marketing_consent;
  const granted = GRANTED[consent?.state?.toLowerCase() ?? ""];
  if (granted === undefined || !consent?.updated_at) return;
  const at = new Date(consent.updated_at);
  const phone = readPhone(payload.phone_number, undefined);
  const person = { phone, givesPhone: granted, shopifyCustomer: shopifyId };
  const contact = await resolveContact(tx, person, news.now);
  if (!contact) return;
  await recordConsent(
    tx,
    {
      contactId: contact.id,
      purpose: "marketing",
      granted,
      source: "shopify",
      wording: `Shopify: ${consent.state}`,
      wordingVersion: "shopify",
      locale: null,
      phone: phone?.e164 ?? null,
      evidence: { customer: shopifyId, optInLevel: consent.opt_in_level ?? null },
      actor: "shopify",
      occurredAt: at,
      causedBy: news.causedBy,
    },
    news.now,
  );
}
