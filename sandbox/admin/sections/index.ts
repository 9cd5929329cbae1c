import { type Context, Hono } from "hono";
import type { SandboxClock } from "#sandbox/kernel/clock.ts";
import { html, type Markup } from "#sandbox/page/markup.ts";
import { type Shopify, ShopRefusal } from "#sandbox/shopify/index.ts";
import { adminPage, type Section, type Visit } from "../shell.ts";
import { adminWords } from "../words.ts";
import { priceOf, productPage, productsPage } from "./catalogue.ts";
import { appsPage, homePage } from "./home.ts";
import { orderPage, ordersPage, parcelStep } from "./orders.ts";
import { customerPage, customersPage, settableState } from "./people.ts";
import { sectionWords } from "./words.ts";

/** The admin's own pages: what a merchant does with orders, products and customers. */
export function createSections(shopify: Shopify, clock: SandboxClock, visitOf: (c: Context) => Visit): Hono {
  const { shop } = shopify;
  const routes = new Hono();

  const show = (c: Context, section: Exclude<Section, "app" | "none">, draw: (visit: Visit) => Markup) => {
    const visit = visitOf(c);
    return c.html(adminPage(visit, section, adminWords[visit.language][section], draw(visit)));
  };
  const store = (path: string): string => `/admin/store/${shop.profile.handle}${path}`;

  routes.onError((error, c) => {
    if (error instanceof ShopRefusal) return c.text(error.message, error.reason === "not_found" ? 404 : 422);
    throw error;
  });

  routes.get("/", (c) =>
    show(c, "home", (visit) => homePage(shop, visit.language, visit.merchant, clock.now())),
  );

  routes.get("/orders", (c) =>
    show(c, "orders", (visit) => ordersPage(shop, visit.language, c.req.query("page"))),
  );
  routes.get("/orders/:id", (c) => {
    const order = shop.order(c.req.param("id"));
    return order ? show(c, "orders", (visit) => orderPage(shop, visit.language, order)) : c.notFound();
  });
  routes.post("/orders/:id/:action", async (c) => {
    const { id, action } = c.req.param();
    const form = await c.req.parseBody();
    const text = (name: string): string | undefined => {
      const value = form[name];
      return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
    };
    if (action === "fulfil") {
      shop.fulfill(id, {
        trackingCompany: text("company"),
        trackingNumber: text("number"),
        trackingUrl: text("url"),
      });
    } else if (action === "refund") shop.refund(id);
    else if (action === "cancel") shop.cancelOrder(id, "customer");
    else if (action === "parcel") {
      const step = parcelStep(form.status);
      if (!step) return c.text("There is no such step", 422);
      shop.fulfillmentEvent(text("fulfillment") ?? "", step);
    } else return c.notFound();
    return c.redirect(store(`/orders/${id}`), 303);
  });

  routes.get("/products", (c) => show(c, "products", (visit) => productsPage(shop, visit.language)));
  routes.get("/products/:id", (c) => {
    const product = shop.product(c.req.param("id"));
    return product
      ? show(c, "products", (visit) => productPage(shop, visit.language, product))
      : c.notFound();
  });
  routes.post("/products/:id", async (c) => {
    const form = await c.req.parseBody();
    const priceMinor = priceOf(form.price);
    const inventory = Number(form.stock);
    if (priceMinor === undefined || !Number.isInteger(inventory))
      return c.text("A price and a whole number of pieces", 422);
    const variantId = typeof form.variant === "string" ? form.variant : undefined;
    shop.updateProduct(c.req.param("id"), { variantId, priceMinor, inventory });
    return c.redirect(store(`/products/${c.req.param("id")}`), 303);
  });

  routes.get("/customers", (c) =>
    show(c, "customers", (visit) =>
      customersPage(shop, visit.language, { page: c.req.query("page"), find: c.req.query("find") ?? "" }),
    ),
  );
  routes.get("/customers/:id", (c) => {
    const customer = shop.customer(c.req.param("id"));
    return customer
      ? show(c, "customers", (visit) => customerPage(shop, visit.language, customer))
      : c.notFound();
  });
  routes.post("/customers/:id/consent", async (c) => {
    const state = settableState((await c.req.parseBody()).state);
    if (!state) return c.text("Subscribed or unsubscribed", 422);
    shop.setWhatsAppConsent(c.req.param("id"), state);
    return c.redirect(store(`/customers/${c.req.param("id")}`), 303);
  });

  routes.get("/apps", (c) =>
    show(c, "apps", (visit) => {
      const { deployment } = visit;
      const app = deployment ? { name: visit.appName, clientId: deployment.clientId } : undefined;
      return appsPage(shop, visit.language, app);
    }),
  );
  routes.post("/apps/uninstall", (c) => {
    shop.uninstall();
    return c.redirect(store("/apps"), 303);
  });
  routes.get("/*", (c) => {
    const visit = visitOf(c);
    const words = sectionWords[visit.language];
    const text = html`<div class="empty card"><h1>${words.notPlayed}</h1><p>${words.notPlayedText}</p><p><code>${c.req.path}</code></p></div>`;
    return c.html(adminPage(visit, "none", words.notPlayed, text), 404);
  });
  return routes;
}
