import { Hono } from "hono";
import { z } from "zod";
import { merchantControl } from "./control-merchant.ts";
import type { Currency } from "./model.ts";
import type { Engine } from "./operations/engine.ts";
import { type PlayedShop, ShopRefusal } from "./played-shop.ts";
import { bodyOf } from "./request-body.ts";
import type { Tokens } from "./tokens.ts";

const text = z.string();
const line = z.object({ variantId: text, quantity: z.number().int().min(0).default(1) });
const checkoutStart = z.object({
  cartToken: text,
  currency: z.enum(["EUR", "USD", "JPY"]).optional(),
  locale: text.optional(),
  discountCode: text.optional(),
});
const checkoutPatch = z.object({
  email: text.optional(),
  phone: text.optional(),
  firstName: text.optional(),
  lastName: text.optional(),
  company: text.optional(),
  address1: text.optional(),
  address2: text.optional(),
  city: text.optional(),
  zip: text.optional(),
  province: text.optional(),
  countryCode: text.optional(),
  locale: text.optional(),
  discountCode: text.optional(),
  acceptsMarketing: z.boolean().optional(),
});
const tracking = z.object({
  trackingCompany: text.optional(),
  trackingNumber: text.optional(),
  trackingUrl: text.optional(),
});
const parcelStatus = z.object({
  status: z.enum([
    "label_printed",
    "label_purchased",
    "attempted_delivery",
    "ready_for_pickup",
    "confirmed",
    "in_transit",
    "out_for_delivery",
    "delivered",
    "failure",
  ]),
});
const refund = z.object({ amountMinor: z.number().int().optional(), note: text.optional() });
const consent = z.object({ state: z.enum(["subscribed", "unsubscribed", "pending", "not_subscribed"]) });
const sessionToken = z.object({ customerId: text.optional(), ttlSeconds: z.number().optional() });
const lifetime = z.object({ seconds: z.number().int() });

/** What a shopper and the merchant do, as JSON: for tests, and for a scenario without a browser. */
export function shopControl(engine: Engine, shop: PlayedShop, tokens: Tokens): Hono {
  const routes = new Hono();
  routes.onError((error, context) => {
    if (error instanceof ShopRefusal)
      return context.json({ error: error.message }, error.reason === "not_found" ? 404 : 422);
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return context.json({ error: error.message }, 422);
    throw error;
  });

  routes.route("/", merchantControl(engine, shop));
  routes.get("/products", (c) => c.json(shop.products()));
  routes.post("/carts", (c) => c.json(shop.createCart(), 201));
  routes.post("/carts/:token/lines", async (c) => {
    const { variantId, quantity } = await bodyOf(c, line);
    return c.json(shop.addToCart(c.req.param("token"), variantId, quantity));
  });
  routes.post("/checkouts", async (c) => {
    const { cartToken, currency, ...options } = await bodyOf(c, checkoutStart);
    return c.json(
      shop.startCheckout(cartToken, { ...options, currency: currency as Currency | undefined }),
      201,
    );
  });
  routes.get("/checkouts/:token", (c) => c.json(shop.checkout(c.req.param("token")) ?? null));
  routes.patch("/checkouts/:token", async (c) =>
    c.json(shop.updateCheckout(c.req.param("token"), await bodyOf(c, checkoutPatch))),
  );
  routes.delete("/checkouts/:token", (c) => {
    shop.deleteCheckout(c.req.param("token"));
    return c.body(null, 204);
  });
  routes.post("/checkouts/:token/complete", (c) => c.json(shop.completeCheckout(c.req.param("token")), 201));

  routes.get("/orders", (c) => c.json(shop.orders().slice(0, 50)));
  routes.post("/orders/:id/fulfill", async (c) =>
    c.json(shop.fulfill(c.req.param("id"), await bodyOf(c, tracking)), 201),
  );
  routes.post("/orders/:id/cancel", (c) => c.json(shop.cancelOrder(c.req.param("id"))));
  routes.post("/orders/:id/refund", async (c) =>
    c.json(shop.refund(c.req.param("id"), await bodyOf(c, refund)), 201),
  );
  routes.post("/fulfillments/:id/events", async (c) => {
    const { status } = await bodyOf(c, parcelStatus);
    return c.json(shop.fulfillmentEvent(c.req.param("id"), status), 201);
  });
  routes.post("/customers/:id/whatsapp-consent", async (c) =>
    c.json(shop.setWhatsAppConsent(c.req.param("id"), (await bodyOf(c, consent)).state)),
  );

  routes.post("/session-token", async (c) =>
    c.json({ token: shop.sessionToken(await bodyOf(c, sessionToken)) }),
  );
  routes.post("/uninstall", (c) => {
    shop.uninstall();
    return c.json({ installed: shop.installed });
  });
  routes.post("/token-lifetime", async (c) => {
    tokens.lifetimeSeconds = (await bodyOf(c, lifetime)).seconds;
    return c.json({ seconds: tokens.lifetimeSeconds });
  });
  routes.post("/expire-tokens", (c) => {
    tokens.expireAll();
    return c.body(null, 204);
  });
  routes.post("/revoke-tokens", (c) => {
    tokens.revokeAll();
    return c.body(null, 204);
  });
  routes.get("/state", (c) =>
    c.json({
      plan: shop.plan,
      installed: shop.installed,
      products: shop.products().length,
      customers: shop.customers().length,
      orders: shop.orders().length,
      latestOrder: shop.orders()[0]?.name ?? null,
    }),
  );
  return routes;
}
