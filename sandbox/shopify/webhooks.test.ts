import { createHmac } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { type PlayedApp, playApp } from "./played-app.ts";

let running: PlayedApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function played(options: Parameters<typeof playApp>[0] = {}) {
  const app = await playApp(options);
  running = app;
  app.shopify.shop.install();
  return { app, shop: app.shopify.shop };
}

/** A checkout of the first product, begun: one webhook. */
function begin({ shopify }: PlayedApp) {
  const { shop } = shopify;
  const cart = shop.createCart();
  const variant = shop.products()[0]?.variants[0]?.id ?? "";
  shop.addToCart(cart.token, variant, 1);
  return shop.startCheckout(cart.token);
}

it("carries Shopify's headers, and a signature over the very bytes", async () => {
  const { app } = await played();
  begin(app);
  await app.shopify.settle();
  const [webhook] = app.arrived;
  expect(webhook?.headers).toMatchObject({
    "x-shopify-topic": "checkouts/create",
    "x-shopify-shop-domain": "casa-aurora.myshopify.com",
    "x-shopify-api-version": "2026-10",
    "x-shopify-hmac-sha256": createHmac("sha256", "secret")
      .update(webhook?.raw ?? "")
      .digest("base64"),
  });
  for (const name of ["x-shopify-webhook-id", "x-shopify-event-id", "x-shopify-triggered-at"])
    expect(webhook?.headers[name]).toBeTruthy();
});

it("is tried again with the same bytes and ids until it is taken", async () => {
  const { app } = await played();
  app.answers.push(500, 302, 204);
  begin(app);
  await app.shopify.settle();
  expect(app.arrived).toHaveLength(3);
  expect(new Set(app.arrived.map(({ raw }) => raw)).size).toBe(1);
  expect(new Set(app.arrived.map(({ headers }) => headers["x-shopify-event-id"])).size).toBe(1);
});

it("is given up after eight new tries, and the ledger has each", async () => {
  const { app } = await played();
  app.answers.push(...Array<number>(9).fill(503));
  begin(app);
  await app.shopify.settle();
  const entries = app.world.ledger.list({ name: "webhook checkouts/create" });
  expect(entries.map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(entries.every(({ status }) => status === 503)).toBe(true);
});

it("counts as not taken when the app does not answer in time", async () => {
  const { app } = await played({ timeoutMs: 60 });
  app.answers.push(undefined);
  begin(app);
  await app.shopify.settle();
  expect(app.arrived.map(({ topic }) => topic)).toEqual(["checkouts/create", "checkouts/create"]);
  expect(app.world.ledger.list({ kind: "webhook" })[0]).not.toHaveProperty("status");
});

it("comes twice where that was scripted", async () => {
  const { app } = await played();
  app.world.faults.add({ match: "webhook checkouts/create", times: 1, duplicate: 1 });
  begin(app);
  await app.shopify.settle();
  expect(app.arrived).toHaveLength(2);
});

it("comes after the next one where that was scripted", async () => {
  const { app, shop } = await played();
  app.world.faults.add({ match: "webhook checkouts/create", times: 1, reorder: true });
  const checkout = begin(app);
  shop.updateCheckout(checkout.token, { email: "giulia@posta.example" });
  await app.shopify.settle();
  expect(app.arrived.map(({ topic }) => topic)).toEqual(["checkouts/update", "checkouts/create"]);
});

it("comes again after a connection that was cut, whether or not the app had it", async () => {
  const { app } = await played();
  app.world.faults.add({ match: "webhook checkouts/create", times: 1, drop: "before" });
  app.world.faults.add({ match: "webhook checkouts/create", times: 1, drop: "after" });
  begin(app);
  await app.shopify.settle();
  expect(app.world.ledger.list({ kind: "webhook" })).toHaveLength(3);
  expect(app.arrived).toHaveLength(2);
});

it("can be answered by a script instead of the app", async () => {
  const { app } = await played();
  app.world.faults.add({ match: "webhook checkouts/create", times: 1, status: 429 });
  begin(app);
  await app.shopify.settle();
  expect(app.world.ledger.list({ kind: "webhook" }).map(({ status }) => status)).toEqual([429, 200]);
  expect(app.arrived).toHaveLength(1);
});

it("names no person to an app without approval for protected customer data", async () => {
  const { app, shop } = await played();
  await app.call("POST", "/control/shop/protected-data", { approved: false });
  const checkout = begin(app);
  shop.updateCheckout(checkout.token, {
    email: "giulia@posta.example",
    lastName: "Rossi",
    phone: "333 123 4567",
  });
  await app.shopify.settle();
  const update = app.arrived.find(({ topic }) => topic === "checkouts/update");
  expect(JSON.parse(update?.raw ?? "{}")).toMatchObject({
    token: checkout.token,
    email: null,
    phone: null,
    shipping_address: { last_name: null, phone: null, name: null, country_code: "IT" },
  });
  expect(update?.raw).not.toContain("Rossi");
});

it("is forgotten with the shop when the sandbox starts over", async () => {
  const { app } = await played({ retryAfterMs: 50 });
  app.answers.push(500);
  begin(app);
  await expect.poll(() => app.arrived.length).toBe(1);
  app.shopify.reset();
  await app.shopify.settle();
  expect(app.arrived).toHaveLength(1);
  expect(app.shopify.shop.installed).toBe(false);
});
