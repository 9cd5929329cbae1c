import { beforeEach, describe, expect, it } from "vitest";
import { createWorld } from "#sandbox/kernel/world.ts";
import { createShopify, type PlayedShop, ShopRefusal } from "../index.ts";
import type { Payload } from "../payloads/shared.ts";
import { seedShop } from "../seed/index.ts";
import { cartOperations } from "./carts.ts";
import { checkoutOperations } from "./checkouts.ts";
import type { Engine } from "./engine.ts";
import { orderOperations } from "./orders.ts";
import { peopleOperations } from "./people.ts";
import { productOperations } from "./products.ts";

function playedShop() {
  const world = createWorld({ origin: "http://localhost:4000", plan: "plus" });
  const now = () => world.clock.now();
  const state = seedShop(world.origin, now());
  const told: { topic: string; payload: Payload }[] = [];
  const engine: Engine = { world, state, now, tell: (topic, payload) => told.push({ topic, payload }) };
  const shop = {
    ...cartOperations(engine),
    ...checkoutOperations(engine),
    ...orderOperations(engine),
    ...peopleOperations(engine),
    ...productOperations(engine),
  };
  return { shop, told, topics: () => told.map(({ topic }) => topic), state, world };
}

let played: ReturnType<typeof playedShop>;
beforeEach(() => {
  played = playedShop();
});

const GIULIA = {
  email: "giulia@posta.example",
  phone: "333 123 4567",
  firstName: "Giulia",
  lastName: "Rossi",
  address1: "Via Dante 4",
  city: "Milano",
  zip: "20121",
  countryCode: "IT",
};

function moka() {
  const product = played.shop.product("moka-aurora");
  const variant = product?.variants[0];
  if (!product || !variant) throw new ShopRefusal("not_found", "no moka");
  return { product, variant };
}

function cartWith(quantity: number) {
  const cart = played.shop.createCart();
  played.shop.addToCart(cart.token, moka().variant.id, quantity);
  return cart;
}

function buy(quantity = 1) {
  const checkout = played.shop.startCheckout(cartWith(quantity).token);
  played.shop.updateCheckout(checkout.token, GIULIA);
  return played.shop.completeCheckout(checkout.token);
}

describe("a cart", () => {
  it("adds up, and loses a line at quantity 0", () => {
    const cart = cartWith(1);
    const { variant } = moka();
    expect(played.shop.addToCart(cart.token, variant.id, 2).lines).toEqual([
      { variantId: variant.id, quantity: 3 },
    ]);
    expect(played.shop.setQuantity(cart.token, variant.id, 0).lines).toEqual([]);
    expect(() => played.shop.setQuantity(cart.token, variant.id, -1)).toThrow(ShopRefusal);
  });
});

describe("a checkout", () => {
  it("tells of its beginning and of every change", () => {
    const checkout = played.shop.startCheckout(cartWith(1).token);
    played.shop.updateCheckout(checkout.token, { email: GIULIA.email });
    expect(played.topics()).toEqual(["checkouts/create", "checkouts/update"]);
  });

  it("is the same one when the cart comes back to it", () => {
    const cart = cartWith(1);
    const first = played.shop.startCheckout(cart.token);
    played.shop.addToCart(cart.token, moka().variant.id, 1);
    const again = played.shop.startCheckout(cart.token);
    expect(again.token).toBe(first.token);
    expect(again.lines[0]?.quantity).toBe(2);
  });

  it("knows shipping once it knows where to, and sends for free from 60 euros in Italy", () => {
    const checkout = played.shop.startCheckout(cartWith(1).token);
    expect(checkout.totals.total.shop).toBe(3200);
    played.shop.updateCheckout(checkout.token, { countryCode: "IT" });
    expect(checkout.totals.total.shop).toBe(3790);
    expect(played.shop.startCheckout(cartWith(2).token).totals.shipping.shop).toBe(0);
  });

  it("shows another currency by the shop's rates", () => {
    const { token } = cartWith(1);
    const { totals } = played.shop.startCheckout(token, { currency: "JPY" });
    expect(totals.total).toEqual({ shop: 3200, presentment: 5184 });
  });

  it("comes back through its recovery address with the right key only", () => {
    const checkout = played.shop.startCheckout(cartWith(1).token);
    expect(checkout.recoveryUrl).toContain(`/store/checkouts/${checkout.token}/recover?key=${checkout.key}`);
    expect(played.shop.recoverCheckout(checkout.token, checkout.key)).toBe(checkout);
    expect(played.shop.recoverCheckout(checkout.token, "guessed")).toBeUndefined();
  });
});

describe("an order", () => {
  it("tells of the checkout's end, the order and its payment, and of the stock", () => {
    const before = moka().variant.inventory;
    const order = buy(2);
    expect(moka().variant.inventory).toBe(before - 2);
    expect(played.topics().slice(2)).toEqual([
      "products/update",
      "customers/create",
      "checkouts/update",
      "orders/create",
      "orders/paid",
      "orders/updated",
    ]);
    expect(order).toMatchObject({ financialStatus: "paid", phone: "+393331234567" });
    const ended = played.told.find(({ payload }) => payload.completed_at);
    expect(ended?.payload.token).toBe(order.checkoutToken);
  });

  it("belongs to the customer who bought before", () => {
    const [first, second] = [buy(), buy()];
    expect(second.customerId).toBe(first.customerId);
    expect(played.topics().filter((topic) => topic === "customers/create")).toHaveLength(1);
  });

  it("is refused without stock, and leaves stock and checkout as they were", () => {
    const { product, variant } = moka();
    const checkout = played.shop.startCheckout(cartWith(2).token);
    played.shop.updateCheckout(checkout.token, GIULIA);
    played.shop.updateProduct(product.id, { variantId: variant.id, inventory: 1 });
    expect(() => played.shop.completeCheckout(checkout.token)).toThrow(ShopRefusal);
    expect(variant.inventory).toBe(1);
    expect(checkout.completedAt).toBeNull();
  });

  it("is not paid twice", () => {
    const order = buy();
    expect(() => played.shop.completeCheckout(order.checkoutToken ?? "")).toThrow(ShopRefusal);
  });

  it("is sent, followed and delivered", () => {
    const order = buy();
    const parcel = played.shop.fulfill(order.id, { trackingCompany: "UPS", trackingNumber: "1Z" });
    played.shop.fulfillmentEvent(parcel.id, "out_for_delivery");
    expect(parcel.shipmentStatus).toBe("out_for_delivery");
    expect(played.topics().slice(-5)).toEqual([
      "fulfillments/create",
      "orders/fulfilled",
      "orders/updated",
      "fulfillment_events/create",
      "fulfillments/update",
    ]);
    expect(() => played.shop.fulfill(order.id)).toThrow(ShopRefusal);
  });

  it("gives back in parts, never more than was paid", () => {
    const order = buy();
    played.shop.refund(order.id, { amountMinor: 1000 });
    expect(order.financialStatus).toBe("partially_refunded");
    const rest = played.shop.refund(order.id);
    expect(order.financialStatus).toBe("refunded");
    expect(rest.amount.presentment).toBe(order.totals.total.presentment - 1000);
    expect(() => played.shop.refund(order.id, { amountMinor: 1 })).toThrow(ShopRefusal);
  });
});

describe("starting over", () => {
  it("gives the seeded shop again, without installation, tokens and orders", () => {
    const world = createWorld({ origin: "http://localhost:4000", plan: "basic" });
    const shopify = createShopify(world);
    const shop: PlayedShop = shopify.shop;
    shop.install();
    const newest = shop.orders()[0];
    if (newest) shop.deleteOrder(newest.id);
    shopify.reset();
    expect(shop.installed).toBe(false);
    expect(shop.orders()).toHaveLength(1500);
    expect(shop.plan).toBe("basic");
  });
});
