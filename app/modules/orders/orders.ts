import { type OrderPayload, type Recency, supersedes, toMinor } from "#app/integrations/shopify/index.ts";
import { linesOf, personIn } from "#app/modules/checkouts/index.ts";
import { type ContactRow, recogniseContact, resolveContact } from "#app/modules/contacts/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { LOCK_ORDER } from "./orders.sql.ts";

export type OrderRow = NonNullable<Awaited<ReturnType<Transaction["db"]["order"]["findFirst"]>>>;

export interface SavedOrder {
  readonly order: OrderRow;
  readonly contact: ContactRow | undefined;
  readonly before: OrderRow | null;
  readonly stale: boolean;
}

function amountsOf(payload: OrderPayload) {
  const { currency } = payload;
  const presentment = payload.total_price_set?.presentment_money;
  const presentmentCurrency = presentment?.currency_code ?? payload.presentment_currency ?? currency;
  const total = toMinor(payload.total_price_set?.shop_money?.amount ?? payload.total_price, currency) ?? 0n;
  return {
    currency,
    totalMinor: total,
    presentmentCurrency,
    presentmentTotalMinor: toMinor(presentment?.amount, presentmentCurrency) ?? total,
  };
}

/** One change of an order at a time, whichever deliveries it comes from. */
export async function lockOrder(tx: Transaction, shopifyId: string): Promise<void> {
  await tx.sql(LOCK_ORDER, [tx.shopId, shopifyId]);
}

/** News of an order, known by its gid. */
export async function saveOrder(
  tx: Transaction,
  shop: ShopProfile,
  payload: OrderPayload,
  recency: Recency,
  now: Date,
): Promise<SavedOrder> {
  const shopifyId = payload.admin_graphql_api_id;
  const person = personIn(payload, shop);
  await lockOrder(tx, shopifyId);
  const stored = await tx.db.order.findFirst({ where: { shopifyId } });
  if (stored && (stored.deletedAt || !supersedes(recency, stored))) {
    await recogniseContact(tx, person, now);
    return { order: stored, contact: undefined, before: stored, stale: true };
  }
  const contact = await resolveContact(tx, person, now);
  const placedAt = new Date(payload.processed_at ?? payload.created_at);
  const values = {
    name: payload.name,
    checkoutToken: payload.checkout_token ?? null,
    cartToken: payload.cart_token ?? null,
    contactId: contact?.id ?? stored?.contactId ?? null,
    email: person.email ?? null,
    phone: person.phone?.e164 ?? null,
    countryCode: person.countryCode ?? null,
    locale: payload.customer_locale ?? null,
    ...amountsOf(payload),
    financialStatus: payload.financial_status ?? null,
    fulfillmentStatus: payload.fulfillment_status ?? null,
    sourceName: payload.source_name ?? null,
    test: payload.test ?? false,
    statusUrl: payload.order_status_url ?? null,
    lines: linesOf(payload.line_items, payload.currency),
    placedAt,
    cancelledAt: payload.cancelled_at ? new Date(payload.cancelled_at) : null,
    ...recency,
    updatedAt: now,
  };
  const id = stored?.id ?? newId();
  if (stored) await tx.db.order.updateMany({ where: { id }, data: values });
  else await tx.db.order.create({ data: { shopId: tx.shopId, id, shopifyId, ...values } });
  if (contact && (!contact.lastOrderAt || contact.lastOrderAt < placedAt)) {
    await tx.db.contact.updateMany({ where: { id: contact.id }, data: { lastOrderAt: placedAt } });
  }
  return {
    order: await tx.db.order.findFirstOrThrow({ where: { id } }),
    contact,
    before: stored,
    stale: false,
  };
}

/** What a deleted order still holds: nothing of the person, nothing of what was bought. */
function blank(recency: Recency) {
  return {
    name: "",
    checkoutToken: null,
    cartToken: null,
    contactId: null,
    email: null,
    phone: null,
    countryCode: null,
    locale: null,
    currency: "XXX",
    totalMinor: 0n,
    presentmentCurrency: "XXX",
    presentmentTotalMinor: 0n,
    financialStatus: null,
    fulfillmentStatus: null,
    sourceName: null,
    test: false,
    statusUrl: null,
    lines: [],
    placedAt: recency.vendorUpdatedAt,
    cancelledAt: null,
    refundedMinor: 0n,
    deletedAt: recency.vendorUpdatedAt,
    ...recency,
  };
}

/** A deleted order leaves a tombstone that later news can't raise. */
export async function deleteOrder(
  tx: Transaction,
  shopifyId: string,
  recency: Recency,
  now: Date,
): Promise<void> {
  const stored = await tx.db.order.findFirst({ where: { shopifyId } });
  if (stored?.deletedAt) return;
  const values = { ...blank(recency), updatedAt: now };
  if (stored) await tx.db.order.updateMany({ where: { id: stored.id }, data: values });
  else await tx.db.order.create({ data: { shopId: tx.shopId, id: newId(), shopifyId, ...values } });
}
