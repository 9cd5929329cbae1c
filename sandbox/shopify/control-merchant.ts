import { Hono } from "hono";
import { z } from "zod";
import type { Engine } from "./operations/engine.ts";
import type { PlayedShop } from "./played-shop.ts";
import { bodyOf } from "./request-body.ts";

const localized = z.object({ it: z.string(), en: z.string() });
const productPatch = z.object({
  title: localized.optional(),
  description: localized.optional(),
  status: z.enum(["active", "draft", "archived"]).optional(),
  variantId: z.string().optional(),
  priceMinor: z.number().int().min(0).optional(),
  compareAtMinor: z.number().int().min(0).nullable().optional(),
  inventory: z.number().int().optional(),
});
const customerPatch = z.object({
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().nullable().optional(),
  phone: z.e164().nullable().optional(),
  locale: z.string().optional(),
  tags: z.array(z.string()).optional(),
  note: z.string().nullable().optional(),
});
const tracking = z.object({
  trackingCompany: z.string().optional(),
  trackingNumber: z.string().optional(),
  trackingUrl: z.string().optional(),
});
const name = z.object({ name: z.string().min(1) });
const approval = z.object({ approved: z.boolean() });

/** What the merchant changes and what the law makes Shopify send, as JSON. */
export function merchantControl(engine: Engine, shop: PlayedShop): Hono {
  const routes = new Hono();
  routes.patch("/products/:id", async (c) =>
    c.json(shop.updateProduct(c.req.param("id"), await bodyOf(c, productPatch))),
  );
  routes.delete("/products/:id", (c) => {
    shop.deleteProduct(c.req.param("id"));
    return c.body(null, 204);
  });
  routes.delete("/orders/:id", (c) => {
    shop.deleteOrder(c.req.param("id"));
    return c.body(null, 204);
  });
  routes.patch("/fulfillments/:id", async (c) =>
    c.json(shop.updateTracking(c.req.param("id"), await bodyOf(c, tracking))),
  );
  routes.get("/customers", (c) => c.json(shop.customers().slice(-50)));
  routes.patch("/customers/:id", async (c) =>
    c.json(shop.updateCustomer(c.req.param("id"), await bodyOf(c, customerPatch))),
  );
  routes.delete("/customers/:id", (c) => {
    shop.deleteCustomer(c.req.param("id"));
    return c.body(null, 204);
  });
  routes.post("/customers/:id/data-request", (c) => {
    shop.requestCustomerData(c.req.param("id"));
    return c.body(null, 204);
  });
  routes.post("/customers/:id/redact", (c) => {
    shop.redactCustomer(c.req.param("id"));
    return c.body(null, 204);
  });
  routes.post("/redact", (c) => {
    shop.redactShop();
    return c.body(null, 204);
  });
  routes.post("/rename", async (c) => c.json(shop.renameShop((await bodyOf(c, name)).name)));
  routes.post("/install", (c) => {
    shop.install();
    return c.json({ installed: shop.installed });
  });
  // Shopify's approval for names, addresses, phones and e-mails.
  routes.post("/protected-data", async (c) => {
    engine.state.protectedDataApproved = (await bodyOf(c, approval)).approved;
    return c.json({ approved: engine.state.protectedDataApproved });
  });
  return routes;
}
