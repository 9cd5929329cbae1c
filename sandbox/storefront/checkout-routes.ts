import { type Context, Hono } from "hono";
import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";
import type { Markup } from "#sandbox/page/markup.ts";
import {
  type Checkout,
  type CheckoutPatch,
  type Order,
  type Shopify,
  ShopRefusal,
} from "#sandbox/shopify/index.ts";
import { mountings, mountMarkup, type Place } from "./extension-host.ts";
import { liveState, pageState } from "./extension-state.ts";
import { messagePage } from "./layout.ts";
import { type CartMetafields, checkoutKey } from "./metafields.ts";
import { checkoutForm } from "./pages/checkout.ts";
import { orderStatusPage, thankYouPage } from "./pages/order.ts";
import { summaryTexts } from "./pages/summary.ts";
import { forgetCart, rememberCart, type Visit, visitOf } from "./visit.ts";
import { fill } from "./words.ts";

const typed = z.string().max(500).optional();
const patch = z.object({
  email: typed,
  phone: typed,
  firstName: typed,
  lastName: typed,
  address1: typed,
  address2: typed,
  city: typed,
  zip: typed,
  province: typed,
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});

/** Checkout and order pages. */
export function createCheckoutRoutes(world: World, shopify: Shopify, metafields: CartMetafields): Hono {
  const routes = new Hono();
  const { shop } = shopify;

  const extensionsAt =
    (visit: Visit) =>
    (place: Place): Markup[] =>
      mountings(world.deployment, shop.plan, place).map((mounting) =>
        mountMarkup(mounting, (handle, reason) => fill(visit.words.refusedExtension, { handle, reason })),
      );
  const stateOf = (visit: Visit, subject: Checkout | Order, token: string) => {
    const checkout = shop.checkout(token);
    const key = checkout ? checkoutKey(checkout) : "";
    return pageState(
      visit,
      subject,
      { token, key },
      world.deployment?.extensions ?? [],
      metafields.of(checkout),
    );
  };
  const live = (checkout: Checkout) =>
    liveState(checkout, metafields.of(checkout), shop.protectedDataApproved);

  const showCheckout = (c: Context, checkout: Checkout, problem?: string) => {
    const visit = visitOf(c, shop);
    c.header("Cache-Control", "no-store");
    const around = {
      at: extensionsAt(visit),
      state: stateOf(visit, checkout, checkout.token),
      problem,
      discountError: c.req.query("discount_error") !== undefined,
    };
    return c.html(checkoutForm(visit, checkout, around), problem === undefined ? 200 : 422);
  };
  const known = (token: string): Checkout => {
    const checkout = shop.checkout(token);
    if (!checkout) throw new ShopRefusal("not_found", `no checkout ${token}`);
    return checkout;
  };
  /** A code from a link that the shop doesn't know is left aside without a word. */
  const withDiscount = (checkout: Checkout, code: string | undefined): void => {
    if (code && shop.discount(code) && checkout.discountCode !== code && checkout.completedAt === null) {
      shop.updateCheckout(checkout.token, { discountCode: code });
    }
  };

  routes.post("/checkout", (c) => {
    const visit = visitOf(c, shop);
    if (!visit.cart) return c.redirect("/store/cart", 303);
    const checkout = shop.startCheckout(visit.cart.token, {
      currency: visit.currency,
      locale: visit.language,
    });
    withDiscount(checkout, visit.discountCode);
    return c.redirect(`/store/checkouts/${checkout.token}`, 303);
  });

  routes.get("/checkouts/:token/recover", (c) => {
    const visit = visitOf(c, shop);
    const checkout = shop.recoverCheckout(c.req.param("token"), c.req.query("key") ?? "");
    if (!checkout)
      return c.html(messagePage(visit, visit.words.linkOverTitle, visit.words.linkOverText), 404);
    if (checkout.orderId !== null) return c.redirect(`/store/orders/${checkout.orderId}/thank-you`, 302);
    rememberCart(c, checkout.cartToken);
    withDiscount(checkout, c.req.query("discount"));
    const language = checkout.locale.slice(0, 2);
    return c.redirect(`/store/checkouts/${checkout.token}?locale=${language}`, 302);
  });

  routes.get("/checkouts/:token", (c) => {
    const checkout = known(c.req.param("token"));
    if (checkout.orderId !== null) return c.redirect(`/store/orders/${checkout.orderId}/thank-you`, 302);
    withDiscount(checkout, c.req.query("discount"));
    return showCheckout(c, checkout);
  });

  routes.patch("/checkouts/:token", async (c) => {
    const given = patch.safeParse(await c.req.json().catch(() => undefined));
    if (!given.success) return c.json({ error: "nothing_typed" }, 422);
    const checkout = shop.updateCheckout(known(c.req.param("token")).token, given.data);
    return c.json({
      texts: summaryTexts(visitOf(c, shop), checkout),
      live: live(checkout),
    });
  });

  routes.post("/checkouts/:token/metafields", async (c) => {
    const checkout = known(c.req.param("token"));
    const result = metafields.change(checkout, await c.req.json().catch(() => undefined));
    return c.json({ result, live: live(checkout) });
  });

  routes.post("/checkouts/:token/discount", async (c) => {
    const checkout = known(c.req.param("token"));
    const code = String((await c.req.parseBody()).code ?? "").trim();
    const there = `/store/checkouts/${checkout.token}`;
    if (code !== "" && !shop.discount(code)) return c.redirect(`${there}?discount_error`, 303);
    shop.updateCheckout(checkout.token, { discountCode: code });
    return c.redirect(there, 303);
  });

  routes.post("/checkouts/:token/complete", async (c) => {
    const checkout = known(c.req.param("token"));
    if (checkout.orderId !== null) return c.redirect(`/store/orders/${checkout.orderId}/thank-you`, 303);
    const given = patch.safeParse(await c.req.parseBody());
    if (!given.success) return showCheckout(c, checkout, z.prettifyError(given.error));
    try {
      const changed = changes(checkout, given.data);
      if (changed) shop.updateCheckout(checkout.token, changed);
      const order = shop.completeCheckout(checkout.token);
      forgetCart(c);
      return c.redirect(`/store/orders/${order.id}/thank-you`, 303);
    } catch (error) {
      if (error instanceof ShopRefusal) return showCheckout(c, known(checkout.token), error.message);
      throw error;
    }
  });

  const order = (id: string): Order => {
    const found = shop.order(id);
    if (!found) throw new ShopRefusal("not_found", `no order ${id}`);
    return found;
  };
  routes.get("/orders/:id/thank-you", (c) => {
    const visit = visitOf(c, shop);
    const placed = order(c.req.param("id"));
    c.header("Cache-Control", "no-store");
    const around = { at: extensionsAt(visit), state: stateOf(visit, placed, placed.checkoutToken ?? "") };
    return c.html(thankYouPage(visit, placed, around));
  });
  routes.get("/orders/:id/status", (c) => {
    const placed = order(c.req.param("id"));
    const key = new URL(placed.statusUrl).searchParams.get("key");
    if (key !== null && c.req.query("key") !== key) throw new ShopRefusal("not_found", "no such status page");
    return c.html(orderStatusPage(visitOf(c, shop), placed));
  });
  return routes;
}

/** What the form holds that the checkout doesn't know yet: browsers fill fields in without an event. */
function changes(checkout: Checkout, form: CheckoutPatch): CheckoutPatch | undefined {
  const address = checkout.shippingAddress;
  const before: Readonly<Record<string, string | null | undefined>> = {
    email: checkout.email,
    phone: address?.phone ?? checkout.phone,
    firstName: address?.firstName,
    lastName: address?.lastName,
    address1: address?.address1,
    address2: address?.address2,
    city: address?.city,
    zip: address?.zip,
    province: address?.province ?? address?.provinceCode,
    countryCode: address?.countryCode,
  };
  const changed = Object.entries(form).filter(
    ([name, value]) => value !== undefined && value !== (before[name] ?? ""),
  );
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
