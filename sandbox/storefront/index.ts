import { type Context, Hono } from "hono";
import type { World } from "#sandbox/kernel/world.ts";
import { createAssets } from "#sandbox/page/assets.ts";
import { type Shopify, ShopRefusal } from "#sandbox/shopify/index.ts";
import { createCheckoutRoutes } from "./checkout-routes.ts";
import { createExtensionRoutes } from "./extension-routes.ts";
import { messagePage } from "./layout.ts";
import { CartMetafields } from "./metafields.ts";
import { cartPage } from "./pages/cart.ts";
import { cataloguePage, productPage } from "./pages/catalogue.ts";
import { rememberCart, visitOf } from "./visit.ts";

const asset = (name: string) => ({ file: new URL(name, import.meta.url) });

/** The shop as shoppers see it: products, cart, checkout, order pages. Mounted at /store. */
export function createStorefront(world: World, shopify: Shopify): { routes: Hono } {
  const routes = new Hono();
  const { shop } = shopify;
  const metafields = new CartMetafields();

  routes.onError((error, c) => {
    if (!(error instanceof ShopRefusal)) throw error;
    const { words, ...visit } = visitOf(c, shop);
    if (error.reason === "not_found") {
      return c.html(messagePage({ ...visit, words }, words.notFoundTitle, words.notFoundText), 404);
    }
    return c.html(messagePage({ ...visit, words }, words.cantPay, error.message), 422);
  });

  routes.route(
    "/assets",
    createAssets({
      "store.css": asset("./store.css"),
      "checkout.css": asset("./checkout.css"),
      "extension.css": asset("./extension.css"),
      "store.js": asset("./browser/store.ts"),
      "checkout.js": asset("./browser/checkout.ts"),
      "extension-frame.js": { ...asset("./extension/frame.ts"), shared: true },
    }),
  );
  routes.route("/extensions", createExtensionRoutes(world));
  routes.post("/session-token", (c) => c.json({ token: shop.sessionToken() }));

  routes.get("/", (c) => c.html(cataloguePage(visitOf(c, shop), c.req.query("type"))));
  routes.get("/products/:handle", (c) => {
    const visit = visitOf(c, shop);
    const product = shop.product(c.req.param("handle"));
    if (product?.status !== "active") {
      return c.html(messagePage(visit, visit.words.notFoundTitle, visit.words.notFoundText), 404);
    }
    return c.html(productPage(visit, product, c.req.query("variant")));
  });

  routes.get("/cart", (c) => c.html(cartPage(visitOf(c, shop))));
  routes.post("/cart/add", async (c) => {
    const { variant, quantity } = await cartForm(c);
    const cart = visitOf(c, shop).cart ?? shop.createCart();
    rememberCart(c, cart.token);
    shop.addToCart(cart.token, variant, Math.max(1, quantity));
    return c.redirect("/store/cart", 303);
  });
  routes.post("/cart/quantity", async (c) => {
    const { variant, quantity } = await cartForm(c);
    const { cart } = visitOf(c, shop);
    if (cart) shop.setQuantity(cart.token, variant, Math.max(0, quantity));
    return c.redirect("/store/cart", 303);
  });

  routes.route("/", createCheckoutRoutes(world, shopify, metafields));
  routes.notFound((c) => {
    const visit = visitOf(c, shop);
    return c.html(messagePage(visit, visit.words.notFoundTitle, visit.words.notFoundText), 404);
  });
  return { routes };
}

/** A cart form names a variant and a quantity; of two quantities (a field and a button) the last one counts. */
async function cartForm(c: Context): Promise<{ variant: string; quantity: number }> {
  const form = await c.req.formData();
  const quantity = Number.parseInt(String(form.getAll("quantity").at(-1) ?? "1"), 10);
  return { variant: String(form.get("variant") ?? ""), quantity: Number.isNaN(quantity) ? 1 : quantity };
}
