import { afterAll, beforeAll, expect, it } from "vitest";
import { createInbox, createProcessor, OverloadedError } from "#app/modules/deliveries/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import type { App } from "#server/app.ts";
import { onBothStores } from "#tests/database/harness.ts";
import { OPERATOR_TOKEN, startWeb } from "./running-app.ts";
import { deliver, type Sent } from "./shopify-sender.ts";

const newDomain = () => `shop-${newId()}.myshopify.com`;

onBothStores("Shopify's webhooks", (address) => {
  let app: App;
  let origin: string;
  let processedAt = new Date();
  beforeAll(async () => {
    ({ app, origin } = await startWeb(address));
  });
  afterAll(() => app.stop());

  const services = () => app.container.services;
  const drain = () => {
    const systemTime = { now: () => processedAt };
    return createProcessor({ ...services(), systemTime }).drain();
  };
  const stored = (shopDomain: string) =>
    services().database.system.inboxDelivery.findMany({
      where: { shopDomain },
      orderBy: { receivedAt: "asc" },
    });
  const operator = (path: string, method = "GET") =>
    fetch(`${origin}${path}`, { method, headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } });
  const orderOf = (shop: string, changes: Partial<Sent> = {}): Sent => ({
    topic: "orders/create",
    shop,
    body: JSON.stringify({
      admin_graphql_api_id: "gid://shopify/Order/820982911946154508",
      name: "#1042",
      created_at: "2026-11-23T10:00:00Z",
      currency: "EUR",
      total_price: "84.00",
    }),
    ...changes,
  });

  it("are kept as they came before they are answered, and understood afterwards", async () => {
    const shop = newDomain();
    const shopId = await shopIdOf(services(), shop);
    expect((await deliver(origin, orderOf(shop))).status).toBe(200);
    const [row] = await stored(shop);
    expect(row).toMatchObject({ state: "received", topic: "orders/create", body: orderOf(shop).body });
    processedAt = plus(new Date(), HOUR);
    expect(await drain()).toBeGreaterThan(0);
    expect((await stored(shop))[0]).toMatchObject({ state: "done" });
    expect(await services().database.shop(shopId).order.findFirst({})).toMatchObject({
      name: "#1042",
      totalMinor: 8400n,
    });
  });

  it("count once, however often they come", async () => {
    const shop = newDomain();
    const shopId = await shopIdOf(services(), shop);
    const answers = await Promise.all(Array.from({ length: 30 }, () => deliver(origin, orderOf(shop))));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await stored(shop)).toHaveLength(1);
    await drain();
    expect((await deliver(origin, orderOf(shop))).status).toBe(200);
    expect((await stored(shop)).map((row) => row.state)).toEqual(["done"]);
    expect(await services().database.shop(shopId).order.count({})).toBe(1);
  });

  it("are refused with 401 when somebody else signed them", async () => {
    const shop = newDomain();
    expect((await deliver(origin, orderOf(shop, { hmac: "AAAA" }))).status).toBe(401);
    expect(await stored(shop)).toEqual([]);
  });

  it.each(["x-shopify-topic", "x-shopify-shop-domain", "x-shopify-hmac-sha256"])(
    "are refused with 400 without %s",
    async (name) => {
      expect((await deliver(origin, orderOf(newDomain(), { without: [name] }))).status).toBe(400);
    },
  );

  it("are refused with 413 when they are too large, and with 405 when they are no POST", async () => {
    const body = JSON.stringify({ filling: "x".repeat(6 * 1024 * 1024) });
    expect((await deliver(origin, orderOf(newDomain(), { body }))).status).toBe(413);
    expect((await fetch(`${origin}/webhooks/shopify`)).status).toBe(405);
  });

  it("do not sink with a neighbour that the database can't hold", async () => {
    const shop = newDomain();
    const sent = Array.from({ length: 20 }, (_, index) =>
      orderOf(shop, { eventId: `e${index}`, body: index === 7 ? '{"name":"\0"}' : `{"n":${index}}` }),
    );
    const answers = await Promise.all(sent.map((one) => deliver(origin, one)));
    expect(answers.map((answer) => answer.status).filter((status) => status === 400)).toHaveLength(1);
    expect(await stored(shop)).toHaveLength(19);
  });

  it("are refused with 503 when more wait than memory should hold", async () => {
    const inbox = createInbox(services(), 10);
    const delivery = {
      source: "shopify",
      topic: "t",
      shopDomain: null,
      triggeredAt: null,
      headers: {},
    } as const;
    await inbox.receive({ ...delivery, key: newId(), body: Buffer.from("12345678") });
    await expect(
      inbox.receive({ ...delivery, key: newId(), body: Buffer.from("12345678901") }),
    ).rejects.toThrow(OverloadedError);
  });

  it("of a topic or a shop that nobody knows are kept, and nothing follows", async () => {
    const known = newDomain();
    await shopIdOf(services(), known);
    const stranger = newDomain();
    expect((await deliver(origin, orderOf(known, { topic: "moons/full" }))).status).toBe(200);
    expect((await deliver(origin, orderOf(stranger))).status).toBe(200);
    await drain();
    expect((await stored(known)).map((row) => row.state)).toEqual(["ignored"]);
    expect((await stored(stranger)).map((row) => row.state)).toEqual(["ignored"]);
  });

  it("that can't be understood are tried again with growing waits, parked, and replayed by an operator", async () => {
    const shop = newDomain();
    const shopId = await shopIdOf(services(), shop);
    await deliver(origin, orderOf(shop, { body: '{"name":"#1"}' }));
    await drain();
    const [first] = await stored(shop);
    expect(first).toMatchObject({
      state: "received",
      attempts: 1,
      error: expect.stringContaining("ZodError"),
    });
    expect(first?.nextAttemptAt.getTime()).toBeGreaterThan(processedAt.getTime());
    await drain();
    expect((await stored(shop))[0]).toMatchObject({ attempts: 1 });
    for (let tries = 0; tries < 6; tries++) {
      processedAt = plus(processedAt, HOUR);
      await drain();
    }
    const [parked] = await stored(shop);
    expect(parked).toMatchObject({ state: "parked", attempts: 7 });
    expect((await fetch(`${origin}/operator/parked`)).status).toBe(401);
    const seen = (await (await operator("/operator/parked")).json()) as { id: string }[];
    expect(seen.map(({ id }) => id)).toContain(parked?.id);
    await services().database.system.inboxDelivery.updateMany({
      where: { id: parked?.id ?? "" },
      data: { body: orderOf(shop).body },
    });
    expect((await operator(`/operator/replay?id=${parked?.id}`, "POST")).status).toBe(200);
    expect((await operator(`/operator/replay?id=${newId()}`, "POST")).status).toBe(404);
    processedAt = plus(processedAt, HOUR);
    await drain();
    expect((await stored(shop))[0]).toMatchObject({ state: "done" });
    expect(await services().database.shop(shopId).order.count({})).toBe(1);
  });

  it("that fail half-way change nothing", async () => {
    const shop = newDomain();
    const shopId = await shopIdOf(services(), shop);
    await deliver(origin, orderOf(shop));
    let failures = 0;
    const observer = {
      reach: () => {
        failures += 1;
        throw new Error("half-way");
      },
    };
    await createProcessor({ ...services(), observer, systemTime: { now: () => processedAt } }).drain();
    expect(failures).toBe(1);
    expect(await services().database.shop(shopId).order.count({})).toBe(0);
    expect((await stored(shop))[0]).toMatchObject({ state: "received", attempts: 1 });
  });

  it("leave health and readiness to be seen, and figures to the operator", async () => {
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect((await fetch(`${origin}/metrics`)).status).toBe(401);
    const figures = await (await operator("/metrics")).text();
    expect(figures).toMatch(/cartwave_webhook_deliveries_total\{source="shopify",outcome="stored"\} [1-9]/);
    expect((await fetch(`${origin}/nowhere`)).status).toBe(404);
  });
});
