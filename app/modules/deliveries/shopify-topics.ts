import type { z } from "zod";
import {
  checkoutDeletePayload,
  checkoutPayload,
  customerPayload,
  deletePayload,
  fulfillmentEventPayload,
  fulfillmentPayload,
  orderPayload,
  productPayload,
  type Recency,
  recencyOf,
  refundPayload,
  shopPayload,
  toGid,
  whatsappConsentPayload,
} from "#app/integrations/shopify/index.ts";
import { deleteProduct, saveProduct } from "#app/modules/catalog/index.ts";
import { completeCheckouts, deleteCart, deleteCheckout, saveCheckout } from "#app/modules/checkouts/index.ts";
import { deleteCustomer, saveCustomer, saveCustomerConsent } from "#app/modules/customers/index.ts";
import {
  deleteOrder,
  saveFulfillment,
  saveFulfillmentEvent,
  saveOrder,
  saveRefund,
  syncRefunded,
} from "#app/modules/orders/index.ts";
import { type ShopProfile, uninstallShop, updateShop } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";

/** One delivery on its way into the domain. */
interface News {
  readonly tx: Transaction;
  readonly shop: ShopProfile;
  readonly body: unknown;
  readonly triggeredAt: Date | undefined;
  /** Shop time. */
  readonly now: Date;
  /** `delivery:<id>`. */
  readonly causedBy: string;
}

type Handler = (news: News) => Promise<unknown>;

const recency = (news: News, updatedAt: string | null | undefined): Recency =>
  recencyOf(updatedAt, news.triggeredAt, news.now);

/** A handler of a parsed payload. */
function of<T>(shape: z.ZodType<T>, handle: (payload: T, news: News) => Promise<unknown>): Handler {
  return (news) => handle(shape.parse(news.body), news);
}

const checkout = of(checkoutPayload, (payload, news) =>
  saveCheckout(news.tx, news.shop, payload, recency(news, payload.updated_at), news.now),
);

const order = of(orderPayload, async (payload, news) => {
  const { tx, shop, now } = news;
  const saved = await saveOrder(tx, shop, payload, recency(news, payload.updated_at), now);
  if (saved.stale) return;
  await syncRefunded(tx, saved.order.shopifyId);
  await completeCheckouts(tx, saved.order, saved.order.placedAt, now);
});

const fulfillment = of(fulfillmentPayload, (payload, news) =>
  saveFulfillment(news.tx, payload, recency(news, payload.updated_at), news.now),
);

const customer = of(customerPayload, (payload, news) =>
  saveCustomer(news.tx, news.shop, payload, recency(news, payload.updated_at), news.now),
);

const product = of(productPayload, (payload, news) =>
  saveProduct(news.tx, payload, recency(news, payload.updated_at), news.now),
);

/** Kept in the inbox as they came; their work comes with the privacy module. */
const kept: Handler = async () => undefined;

const HANDLERS: Readonly<Record<string, Handler>> = {
  "app/uninstalled": ({ tx, triggeredAt, now, causedBy }) => uninstallShop(tx, triggeredAt, now, causedBy),
  "shop/update": of(shopPayload, (payload, { tx, now }) => updateShop(tx, payload, now)),
  "checkouts/create": checkout,
  "checkouts/update": checkout,
  "checkouts/delete": of(checkoutDeletePayload, async (payload, news) => {
    const { token, cart_token: cartToken } = payload;
    const deleted = recency(news, undefined);
    if (token) await deleteCheckout(news.tx, token, cartToken ?? null, deleted, news.now);
    else if (cartToken) await deleteCart(news.tx, cartToken, deleted, news.now);
  }),
  "orders/create": order,
  "orders/updated": order,
  "orders/paid": order,
  "orders/cancelled": order,
  "orders/fulfilled": order,
  "orders/delete": of(deletePayload, (payload, news) => {
    const shopifyId = payload.admin_graphql_api_id ?? toGid("Order", payload.id);
    return deleteOrder(news.tx, shopifyId, recency(news, undefined), news.now);
  }),
  "refunds/create": of(refundPayload, (payload, { tx, shop, now }) =>
    saveRefund(tx, payload, shop.currency, now),
  ),
  "fulfillments/create": fulfillment,
  "fulfillments/update": fulfillment,
  "fulfillment_events/create": of(fulfillmentEventPayload, (payload, { tx }) =>
    saveFulfillmentEvent(tx, payload),
  ),
  "customers/create": customer,
  "customers/update": customer,
  "customers/delete": of(deletePayload, (payload, news) => {
    const shopifyId = payload.admin_graphql_api_id ?? toGid("Customer", payload.id);
    return deleteCustomer(news.tx, shopifyId, recency(news, undefined), news.now);
  }),
  "customers_whats_app_marketing_consent/update": of(whatsappConsentPayload, (payload, news) =>
    saveCustomerConsent(news.tx, payload, { now: news.now, causedBy: news.causedBy }),
  ),
  "products/create": product,
  "products/update": product,
  "products/delete": of(deletePayload, (payload, news) => {
    const shopifyId = payload.admin_graphql_api_id ?? toGid("Product", payload.id);
    return deleteProduct(news.tx, shopifyId, recency(news, undefined), news.now);
  }),
  "customers/data_request": kept,
  "customers/redact": kept,
  "shop/redact": kept,
};

/**
 * Changes the domain by one delivery.
 * @returns false for a topic that nobody knows: it is kept, and nothing follows from it
 * @throws z.ZodError when the payload lacks what its topic needs
 */
export async function understandShopify(topic: string, news: News): Promise<boolean> {
  const handler = HANDLERS[topic];
  if (!handler) return false;
  await handler(news);
  return true;
}
