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
import { attributeOrder, forgetAttribution } from "#app/modules/attribution/index.ts";
import { endWaiting, enrolCart, enrolOrderNews, type OrderKind } from "#app/modules/automations/index.ts";
import { deleteProduct, saveProduct } from "#app/modules/catalog/index.ts";
import { completeCheckouts, deleteCart, deleteCheckout, saveCheckout } from "#app/modules/checkouts/index.ts";
import { deleteCustomer, saveCustomer, saveCustomerConsent } from "#app/modules/customers/index.ts";
import {
  deleteOrder,
  type OrderRow,
  saveFulfillment,
  saveFulfillmentEvent,
  saveOrder,
  saveRefund,
  syncRefunded,
} from "#app/modules/orders/index.ts";
import { type ShopProfile, uninstallShop, updateShop } from "#app/modules/shops/index.ts";
import { plus, SECOND } from "#app/platform/clock.ts";
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

const checkout = of(checkoutPayload, async (payload, news) => {
  const { tx, shop, now, causedBy } = news;
  const saved = await saveCheckout(tx, shop, payload, recency(news, payload.updated_at), now);
  if (saved.stale) return;
  if (saved.checkout.state === "open") await enrolCart(tx, saved.checkout, now, causedBy);
  else await endWaiting(tx, { subject: `checkout:${saved.checkout.token}` }, "bought", now, causedBy);
});

/** Who has bought is left alone: the runs of their carts end, and what waits in the lane is taken back. */
async function endCarts(news: News, order: OrderRow): Promise<void> {
  const { tx, now, causedBy } = news;
  await completeCheckouts(tx, order, order.placedAt, now);
  if (order.checkoutToken)
    await endWaiting(tx, { subject: `checkout:${order.checkoutToken}` }, "bought", now, causedBy);
  if (!order.contactId) return;
  // News of an older order say nothing of a cart that was begun since.
  await endWaiting(
    tx,
    { cartsOf: order.contactId, begunBy: plus(order.placedAt, SECOND) },
    "bought",
    now,
    causedBy,
  );
}

/** What a parcel's event is told as; others are not. */
const KIND_OF_EVENT: Readonly<Record<string, "order_out_for_delivery" | "order_delivered">> = {
  out_for_delivery: "order_out_for_delivery",
  delivered: "order_delivered",
};

/** Shopify promises no order of its webhooks: what was heard of an order before the order itself is told now. */
async function tellWhatCameBefore({ tx, now, causedBy }: News, order: OrderRow): Promise<void> {
  const where = { orderShopifyId: order.shopifyId };
  const tell = (kind: OrderKind, subject: string, happenedAt: Date) =>
    enrolOrderNews(tx, { kind, order, subject, happenedAt, now, causedBy });
  for (const parcel of await tx.db.fulfillment.findMany({ where: { ...where, status: "success" } }))
    await tell("order_shipped", `fulfillment:${parcel.shopifyId}`, parcel.happenedAt);
  for (const event of await tx.db.fulfillmentEvent.findMany({ where })) {
    const kind = KIND_OF_EVENT[event.status];
    if (kind) await tell(kind, `fulfillment:${event.fulfillmentShopifyId}`, event.happenedAt);
  }
  for (const refund of await tx.db.refund.findMany({ where: { ...where, amountMinor: { gt: 0n } } }))
    await tell("order_refunded", `refund:${refund.shopifyId}`, refund.refundedAt);
}

const order = of(orderPayload, async (payload, news) => {
  const { tx, shop, now, causedBy } = news;
  const saved = await saveOrder(tx, shop, payload, recency(news, payload.updated_at), now);
  if (saved.stale) return;
  await syncRefunded(tx, saved.order.shopifyId);
  const current = await tx.db.order.findFirstOrThrow({ where: { id: saved.order.id } });
  await endCarts(news, current);
  await attributeOrder(tx, shop, current, now, causedBy);
  const subject = `order:${current.shopifyId}`;
  if (!saved.before) {
    const happenedAt = current.placedAt;
    await enrolOrderNews(tx, { kind: "order_confirmed", order: current, subject, happenedAt, now, causedBy });
    await tellWhatCameBefore(news, current);
  }
  if (current.cancelledAt && !saved.before?.cancelledAt) {
    const happenedAt = current.cancelledAt;
    await enrolOrderNews(tx, { kind: "order_cancelled", order: current, subject, happenedAt, now, causedBy });
  }
});

const orderOf = (tx: Transaction, shopifyId: string) => tx.db.order.findFirst({ where: { shopifyId } });

const fulfillment = of(fulfillmentPayload, async (payload, news) => {
  const { tx, now, causedBy } = news;
  const parcel = await saveFulfillment(tx, payload, recency(news, payload.updated_at), now);
  if (parcel?.status !== "success") return;
  const shipped = await orderOf(tx, parcel.orderShopifyId);
  if (!shipped) return;
  const subject = `fulfillment:${parcel.shopifyId}`;
  const { happenedAt } = parcel;
  await enrolOrderNews(tx, { kind: "order_shipped", order: shipped, subject, happenedAt, now, causedBy });
});

const fulfillmentEvent = of(fulfillmentEventPayload, async (payload, { tx, now, causedBy }) => {
  const isNews = await saveFulfillmentEvent(tx, payload);
  const kind = KIND_OF_EVENT[payload.status];
  const parcelOrder = isNews && kind ? await orderOf(tx, toGid("Order", payload.order_id)) : null;
  if (!kind || !parcelOrder) return;
  const subject = `fulfillment:${toGid("Fulfillment", payload.fulfillment_id)}`;
  const happenedAt = new Date(payload.happened_at);
  await enrolOrderNews(tx, { kind, order: parcelOrder, subject, happenedAt, now, causedBy });
});

const refund = of(refundPayload, async (payload, { tx, shop, now, causedBy }) => {
  const saved = await saveRefund(tx, payload, shop.currency, now);
  const refunded = saved && (await orderOf(tx, saved.orderShopifyId));
  if (!refunded) return;
  await attributeOrder(tx, shop, refunded, now, causedBy);
  if (saved.amountMinor <= 0n) return;
  const subject = `refund:${saved.shopifyId}`;
  const happenedAt = saved.refundedAt;
  await enrolOrderNews(tx, { kind: "order_refunded", order: refunded, subject, happenedAt, now, causedBy });
});

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
    if (token) {
      await deleteCheckout(news.tx, token, cartToken ?? null, deleted, news.now);
      await endWaiting(news.tx, { subject: `checkout:${token}` }, "cart_gone", news.now, news.causedBy);
    } else if (cartToken) await deleteCart(news.tx, cartToken, deleted, news.now);
  }),
  "orders/create": order,
  "orders/updated": order,
  "orders/paid": order,
  "orders/cancelled": order,
  "orders/fulfilled": order,
  "orders/delete": of(deletePayload, async (payload, news) => {
    const shopifyId = payload.admin_graphql_api_id ?? toGid("Order", payload.id);
    await forgetAttribution(news.tx, news.shop, shopifyId);
    return deleteOrder(news.tx, shopifyId, recency(news, undefined), news.now);
  }),
  "refunds/create": refund,
  "fulfillments/create": fulfillment,
  "fulfillments/update": fulfillment,
  "fulfillment_events/create": fulfillmentEvent,
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
