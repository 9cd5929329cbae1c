import { type CheckoutPayload, type Recency, supersedes, toMinor } from "#app/integrations/shopify/index.ts";
import { type ContactRow, readPhone, recogniseContact, resolveContact } from "#app/modules/contacts/index.ts";
import { countCarts } from "#app/modules/funnel/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { LOCK_CHECKOUT } from "./checkouts.sql.ts";
import { linesOf } from "./lines.ts";

export type CheckoutRow = NonNullable<Awaited<ReturnType<Transaction["db"]["checkout"]["findFirst"]>>>;

type WithPeople = Pick<CheckoutPayload, "phone" | "shipping_address" | "billing_address" | "customer">;

/** The first of the phones in a checkout or order that is one, with the country of its own address. */
export function phoneIn(payload: WithPeople, defaultCountry: string | null) {
  const shipping = payload.shipping_address;
  const billing = payload.billing_address;
  const home = payload.customer?.default_address;
  const country = shipping?.country_code ?? billing?.country_code ?? home?.country_code ?? defaultCountry;
  return (
    readPhone(payload.phone, country) ??
    readPhone(shipping?.phone, shipping?.country_code ?? country) ??
    readPhone(billing?.phone, billing?.country_code ?? country) ??
    readPhone(payload.customer?.phone, home?.country_code ?? country) ??
    readPhone(home?.phone, home?.country_code ?? country)
  );
}

/** What a checkout or an order says of its person. */
export function personIn(
  payload: WithPeople & Pick<CheckoutPayload, "email" | "customer_locale">,
  shop: ShopProfile,
) {
  const { shipping_address: shipping, billing_address: billing, customer } = payload;
  return {
    phone: phoneIn(payload, shop.settings.defaultCountry ?? shop.countryCode),
    shopifyCustomer: customer?.admin_graphql_api_id,
    firstName: customer?.first_name ?? shipping?.first_name ?? billing?.first_name,
    lastName: customer?.last_name ?? shipping?.last_name ?? billing?.last_name,
    email: payload.email ?? customer?.email,
    locale: payload.customer_locale,
    countryCode: shipping?.country_code ?? billing?.country_code,
  };
}

function amountsOf(payload: CheckoutPayload) {
  const currency = payload.currency;
  const presentment = payload.total_price_set?.presentment_money;
  const presentmentCurrency = presentment?.currency_code ?? payload.presentment_currency ?? currency;
  const total = toMinor(payload.total_price_set?.shop_money?.amount ?? payload.total_price, currency) ?? 0n;
  return {
    currency,
    totalMinor: total,
    presentmentCurrency,
    presentmentTotalMinor: toMinor(presentment?.amount ?? payload.total_price, presentmentCurrency) ?? total,
  };
}

export interface SavedCheckout {
  readonly checkout: CheckoutRow;
  readonly contact: ContactRow | undefined;
  /** Older news than those stored: nothing follows from them. */
  readonly stale: boolean;
}

/** News of a checkout, which is known by its token: since API 2026-04 it has no id. */
export async function saveCheckout(
  tx: Transaction,
  shop: ShopProfile,
  payload: CheckoutPayload,
  recency: Recency,
  now: Date,
): Promise<SavedCheckout> {
  const person = personIn(payload, shop);
  await tx.sql(LOCK_CHECKOUT, [tx.shopId, payload.token]);
  const stored = await tx.db.checkout.findFirst({ where: { token: payload.token } });
  if (stored && (stored.deletedAt || !supersedes(recency, stored))) {
    await recogniseContact(tx, person, now);
    return { checkout: stored, contact: undefined, stale: true };
  }
  const grave = await deletedCart(tx, payload.cart_token, recency);
  if (grave) {
    await recogniseContact(tx, person, now);
    const { vendorUpdatedAt, vendorTriggeredAt } = grave;
    await deleteCheckout(
      tx,
      payload.token,
      payload.cart_token ?? null,
      { vendorUpdatedAt, vendorTriggeredAt },
      now,
    );
    const checkout = await tx.db.checkout.findFirstOrThrow({ where: { token: payload.token } });
    return { checkout, contact: undefined, stale: true };
  }
  const contact = await resolveContact(tx, person, now);
  const completedAt = payload.completed_at ? new Date(payload.completed_at) : (stored?.completedAt ?? null);
  const values = {
    cartToken: payload.cart_token ?? null,
    contactId: contact?.id ?? stored?.contactId ?? null,
    email: person.email ?? null,
    phone: person.phone?.e164 ?? null,
    countryCode: person.countryCode ?? null,
    locale: payload.customer_locale ?? null,
    ...amountsOf(payload),
    recoveryUrl: payload.abandoned_checkout_url ?? null,
    lines: linesOf(payload.line_items, payload.presentment_currency ?? payload.currency),
    sourceName: payload.source_name ?? null,
    state: completedAt ? "completed" : "open",
    startedAt: payload.created_at ? new Date(payload.created_at) : recency.vendorUpdatedAt,
    lastActivityAt: recency.vendorUpdatedAt,
    completedAt,
    ...recency,
    updatedAt: now,
  };
  const id = stored?.id ?? newId();
  if (stored) await tx.db.checkout.updateMany({ where: { id }, data: values });
  else await tx.db.checkout.create({ data: { shopId: tx.shopId, id, token: payload.token, ...values } });
  await countCarts(tx, [payload.token]);
  const checkout = await tx.db.checkout.findFirstOrThrow({ where: { id } });
  return { checkout, contact, stale: false };
}

/** What a deleted checkout still holds: nothing of the person, nothing of the cart. */
function blank(recency: Recency) {
  const { vendorUpdatedAt } = recency;
  return {
    contactId: null,
    email: null,
    phone: null,
    countryCode: null,
    locale: null,
    currency: "XXX",
    totalMinor: 0n,
    presentmentCurrency: "XXX",
    presentmentTotalMinor: 0n,
    recoveryUrl: null,
    lines: [],
    sourceName: null,
    state: "deleted",
    startedAt: vendorUpdatedAt,
    lastActivityAt: vendorUpdatedAt,
    completedAt: null,
    deletedAt: vendorUpdatedAt,
    ...recency,
  };
}

/** A deleted checkout leaves a tombstone that later news can't raise. */
export async function deleteCheckout(
  tx: Transaction,
  token: string,
  cartToken: string | null,
  recency: Recency,
  now: Date,
): Promise<void> {
  const stored = await tx.db.checkout.findFirst({ where: { token } });
  if (stored?.deletedAt) return;
  const values = { ...blank(recency), cartToken, updatedAt: now };
  if (stored) await tx.db.checkout.updateMany({ where: { id: stored.id }, data: values });
  else await tx.db.checkout.create({ data: { shopId: tx.shopId, id: newId(), token, ...values } });
  await countCarts(tx, [token]);
}

const graveOf = (cartToken: string) => `cart:${cartToken}`;

/** The tombstone of a cart, if these news are from before it was deleted; the same cart may begin anew. */
async function deletedCart(tx: Transaction, cartToken: string | null | undefined, recency: Recency) {
  if (!cartToken) return undefined;
  const grave = await tx.db.checkout.findFirst({ where: { token: graveOf(cartToken) } });
  return grave && !supersedes(recency, grave) ? grave : undefined;
}

/** A deletion that names the cart alone: each checkout of it, and those whose news are still on the way. */
export async function deleteCart(
  tx: Transaction,
  cartToken: string,
  recency: Recency,
  now: Date,
): Promise<void> {
  const open = await tx.db.checkout.findMany({ where: { cartToken, deletedAt: null } });
  for (const checkout of open) {
    if (supersedes(recency, checkout)) await deleteCheckout(tx, checkout.token, cartToken, recency, now);
  }
  await deleteCheckout(tx, graveOf(cartToken), cartToken, recency, now);
}

/** An order came of these: by checkout token, else by cart token. */
export async function completeCheckouts(
  tx: Transaction,
  by: { readonly checkoutToken: string | null; readonly cartToken: string | null },
  completedAt: Date,
  now: Date,
): Promise<void> {
  const tokens = [
    ...(by.checkoutToken ? [{ token: by.checkoutToken }] : []),
    ...(by.cartToken ? [{ cartToken: by.cartToken }] : []),
  ];
  if (tokens.length === 0) return;
  const where = { OR: tokens, state: "open" };
  const open = await tx.db.checkout.findMany({ where, select: { token: true } });
  await tx.db.checkout.updateMany({ where, data: { state: "completed", completedAt, updatedAt: now } });
  await countCarts(
    tx,
    open.map(({ token }) => token),
  );
}
