import { afterEach, beforeEach, expect, it } from "vitest";
import { createWorld, type World } from "#sandbox/kernel/world.ts";
import { createMeta, type Meta, SEED } from "#sandbox/meta/index.ts";
import { listeningApp } from "#sandbox/meta/listening-app.ts";
import { createShopify, type Shopify } from "#sandbox/shopify/index.ts";
import { createControl } from "./index.ts";

let app: Awaited<ReturnType<typeof listeningApp>>;
let world: World;
let meta: Meta;
let shopify: Shopify;
let control: ReturnType<typeof createControl>;

beforeEach(async () => {
  app = await listeningApp();
  world = createWorld({ origin: "http://localhost:4000", plan: "plus" });
  meta = createMeta(world);
  shopify = createShopify(world);
  control = createControl(world, meta, shopify, { reset: () => undefined });
});
afterEach(async () => {
  await meta.stop();
  await shopify.stop();
  await app.stop();
});

async function call(method: string, path: string, body?: object) {
  const answer = await control.routes.request(path, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : (JSON.parse(text) as object) };
}

it("deploys an app: its topics are registered, and Meta shakes hands with its webhook address", async () => {
  expect(await call("POST", "/deploy", app.deployment)).toMatchObject({
    status: 200,
    body: {
      webhooks: [{ topic: "orders/create", uri: "/webhooks/shopify" }],
      meta: { verified: true },
    },
  });
  expect(world.deployment?.clientId).toBe("client");
});

it("says so when the verify token is another", async () => {
  const deployed = { ...app.deployment, meta: { ...app.deployment.meta, verifyToken: "another" } };
  expect(await call("POST", "/deploy", deployed)).toMatchObject({ body: { meta: { verified: false } } });
});

it("moves the clock, and comes back when the app has swept and nothing new follows", async () => {
  await call("POST", "/deploy", app.deployment);
  expect(await call("POST", "/clock", { advanceMs: 3_600_000 })).toMatchObject({
    body: { offsetMs: 3_600_000, swept: true },
  });
  expect(app.swept).toMatchObject([{ offsetMs: 3_600_000 }]);
  expect((await call("GET", "/clock")).body).toMatchObject({ offsetMs: 3_600_000 });
  const past = await call("POST", "/clock", { to: "2020-01-01T00:00:00Z" });
  expect(past).toMatchObject({ status: 422, body: { error: "The clock only moves forward." } });
});

it("takes faults, lists them and forgets them", async () => {
  await call("POST", "/faults", { match: "messages.send", status: 500 });
  expect((await call("GET", "/faults")).body).toEqual([{ match: "messages.send", times: 1, status: 500 }]);
  expect((await call("DELETE", "/faults")).status).toBe(204);
  expect((await call("GET", "/faults")).body).toEqual([]);
  expect((await call("POST", "/faults", {})).status).toBe(422);
});

it("shows what came and went, filtered", async () => {
  await call("POST", "/deploy", app.deployment);
  world.ledger.add({ system: "shopify", kind: "call", name: "admin.graphql shop" });
  expect((await call("GET", "/ledger?system=meta")).body).toMatchObject([{ name: "webhook handshake" }]);
  expect((await call("GET", "/ledger?limit=none")).status).toBe(422);
});

it("sums up the world", async () => {
  const number = meta.directory.numbers.get(SEED.phoneNumberId);
  if (!number) throw new Error("the seeded number is missing");
  const chat = meta.chats.between(meta.people.ofNumber("+393331234567"), number);
  meta.inbound.say(chat, { type: "text", text: { body: "Ciao" } });
  expect((await call("GET", "/state")).body).toMatchObject({
    plan: "plus",
    deployed: false,
    shop: { products: 40 },
    meta: { connected: false, messages: { inbound: 1 } },
    phones: [{ number: "+393331234567", chats: [{ replies: 1 }] }],
  });
});

it("begins anew, but keeps the app deployed", async () => {
  await call("POST", "/deploy", app.deployment);
  await call("POST", "/clock", { advanceMs: 1_000 });
  await call("POST", "/meta/review-delay", { ms: 0 });
  await call("POST", "/reset");
  expect(world.clock.offsetMs).toBe(0);
  expect(world.ledger.list()).toEqual([]);
  expect(meta.behaviour.reviewDelayMs).toBe(2_000);
  expect(world.deployment).toBeDefined();
});

it("plays a story of a shopper as far as the shop goes", async () => {
  expect((await call("GET", "/scenarios")).body).toContain("order-delivered");
  const left = await call("POST", "/scenarios/cart-left", { phone: "+4915123456789", firstName: "Hannah" });
  expect(left).toMatchObject({ status: 201, body: { checkoutToken: expect.any(String) } });
  const { checkoutToken } = left.body as { checkoutToken: string };
  expect((await call("GET", `/shop/checkouts/${checkoutToken}`)).body).toMatchObject({
    phone: "+4915123456789",
    completedAt: null,
  });
  const delivered = await call("POST", "/scenarios/order-delivered", {});
  expect(delivered).toMatchObject({ status: 201, body: { orderId: expect.any(String) } });
  const { orderId } = delivered.body as { orderId: string };
  const orders = (await call("GET", "/shop/orders")).body as { id: string; fulfillments: object[] }[];
  expect(orders.find(({ id }) => id === orderId)?.fulfillments).toHaveLength(1);
  expect((await call("POST", "/scenarios/unheard-of", {})).status).toBe(404);
});
