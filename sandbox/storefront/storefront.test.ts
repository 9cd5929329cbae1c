import { beforeEach, describe, expect, it } from "vitest";
import { createWorld, type World } from "#sandbox/kernel/world.ts";
import { createShopify, type Shopify } from "#sandbox/shopify/index.ts";
import { spelledOut } from "./extension-state.ts";
import { createStorefront } from "./index.ts";

const origin = "http://localhost:4000";
let world: World;
let shopify: Shopify;
let browse: (path: string, init?: RequestInit) => Promise<Response>;

beforeEach(() => {
  world = createWorld({ origin, plan: "plus" });
  shopify = createShopify(world);
  const { routes } = createStorefront(world, shopify);
  const cookies = new Map<string, string>();
  browse = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const answer = await routes.request(path.replace(/^(http:\/\/localhost:4000)?\/store/, "") || "/", {
      ...init,
      headers,
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    return answer;
  };
});

const form = (fields: Record<string, string>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields).toString(),
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
});
const typed = (fields: Record<string, string>): RequestInit => ({
  method: "PATCH",
  body: JSON.stringify(fields),
  headers: { "Content-Type": "application/json" },
});
const address = {
  email: "giulia@example.com",
  countryCode: "IT",
  firstName: "Giulia",
  lastName: "Rossi",
  address1: "Via Brera 3",
  zip: "20121",
  city: "Milano",
  phone: "333 123 4567",
};

/** The address of a checkout with one thing in it. */
async function leaveForCheckout(): Promise<string> {
  const variant = shopify.shop.products()[0]?.variants.find(({ inventory }) => inventory > 0);
  await browse("/store/cart/add", form({ variant: variant?.id ?? "", quantity: "1" }));
  const answer = await browse("/store/checkout", { method: "POST" });
  return answer.headers.get("Location") ?? "";
}

describe("a shopper", () => {
  it("sees prices in the chosen currency and words in the chosen language, from then on", async () => {
    await browse("/store?currency=USD&locale=it");
    const page = await (await browse("/store")).text();
    expect(page).toContain('<html lang="it">');
    expect(page).toMatch(/USD|\$/);
  });

  it("finds what is typed into the checkout again through the recovery address", async () => {
    const there = await leaveForCheckout();
    const answer = await browse(there, typed(address));
    expect(await answer.json()).toMatchObject({ live: { email: "giulia@example.com", countryCode: "IT" } });
    const token = there.split("/").at(-1) ?? "";
    const recovery = shopify.shop.checkout(token)?.recoveryUrl ?? "";
    const back = await browse(recovery);
    expect(back.status).toBe(302);
    const page = await (await browse(back.headers.get("Location") ?? "")).text();
    for (const value of ["giulia@example.com", "Via Brera 3", "333 123 4567"])
      expect(page).toContain(`value="${value}"`);
  });

  it("pays, and comes to the thank-you page; the recovery address then leads there too", async () => {
    const there = await leaveForCheckout();
    const token = there.split("/").at(-1) ?? "";
    const recovery = shopify.shop.checkout(token)?.recoveryUrl ?? "";
    const paid = await browse(`${there}/complete`, form(address));
    expect(paid.headers.get("Location")).toMatch(/\/store\/orders\/\d+\/thank-you$/);
    expect((await browse(paid.headers.get("Location") ?? "")).status).toBe(200);
    expect((await browse(recovery)).headers.get("Location")).toBe(paid.headers.get("Location"));
    expect(shopify.shop.orders()[0]?.checkoutToken).toBe(token);
  });

  it("is told what is missing, and nothing is bought", async () => {
    const before = shopify.shop.orders().length;
    const there = await leaveForCheckout();
    const answer = await browse(`${there}/complete`, form({ email: "giulia@example.com" }));
    expect(answer.status).toBe(422);
    expect(shopify.shop.orders()).toHaveLength(before);
  });

  it("learns that a link with a wrong key is over", async () => {
    const there = await leaveForCheckout();
    expect((await browse(`${there}/recover?key=wrong`)).status).toBe(404);
  });

  it("is not troubled by an unknown discount code in a link", async () => {
    const there = await leaveForCheckout();
    expect((await browse(`${there}?discount=NO-SUCH-CODE`)).status).toBe(200);
  });

  it("can't put markup into the page", async () => {
    const there = await leaveForCheckout();
    await browse(there, typed({ firstName: "<script>alert(1)</script>" }));
    expect(await (await browse(there)).text()).not.toContain("<script>alert(1)");
  });
});

describe("a metafield of the cart", () => {
  const change = (metafield: object): RequestInit => ({
    method: "POST",
    body: JSON.stringify({ type: "updateCartMetafield", metafield }),
  });

  it("is kept, and shown to the extension again", async () => {
    const there = await leaveForCheckout();
    const metafield = { namespace: "$app", key: "whatsapp_optin", type: "boolean", value: "true" };
    const answer = await browse(`${there}/metafields`, change(metafield));
    expect(await answer.json()).toMatchObject({
      result: { type: "success" },
      live: { metafields: [metafield] },
    });
  });

  it("is refused when its value is not of its type", async () => {
    const there = await leaveForCheckout();
    const answer = await browse(`${there}/metafields`, change({ key: "optin", type: "json", value: "{" }));
    expect(await answer.json()).toMatchObject({ result: { type: "error" } });
  });
});

describe("who the shopper is", () => {
  it("is told to extensions only where the app was approved for protected data", async () => {
    const there = await leaveForCheckout();
    const known = await (await browse(there, typed(address))).json();
    expect(known.live).toMatchObject({ email: "giulia@example.com", shippingAddress: { city: "Milano" } });
    await shopify.controlRoutes.request("/protected-data", {
      method: "POST",
      body: JSON.stringify({ approved: false }),
    });
    const { live } = await (await browse(there, typed({ zip: "20122" }))).json();
    expect(live).toMatchObject({ countryCode: "IT" });
    for (const name of ["email", "phone", "shippingAddress"]) expect(live).not.toHaveProperty(name);
    const page = await (await browse(there)).text();
    expect(/id="page-state"[^>]*>([^<]*)</.exec(page)?.[1]).not.toContain("giulia@example.com");
  });
});

describe("a phone as extensions see it", () => {
  it("is E.164 by the address's country, or unknown", () => {
    expect(spelledOut("333 123 4567", "IT")).toBe("+393331234567");
    expect(spelledOut("+49 30 901820", "IT")).toBe("+4930901820");
    expect(spelledOut("12", "IT")).toBeUndefined();
    expect(spelledOut(null, "IT")).toBeUndefined();
  });
});
