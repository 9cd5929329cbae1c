import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createProcessor } from "#app/modules/deliveries/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothStores } from "#tests/database/harness.ts";
import { startWeb } from "#tests/server/running-app.ts";
import { deliver } from "#tests/server/shopify-sender.ts";
import { deliverToDying } from "./killed.ts";

/**
 * A process is killed while it takes or understands a webhook. What was answered with 200 must not be lost, what was
 * not answered comes again, and either way the order is there once.
 */

const POINTS = ["inbox.before_commit", "inbox.after_commit", "delivery.in_transaction"] as const;

onBothStores("a process that is killed", (address) => {
  const folder = mkdtempSync(join(tmpdir(), "cartwave-faults-"));
  const store = { ...address, DATA_DIR: folder };
  const domain = `shop-${newId()}.myshopify.com`;
  const send = (origin: string, name: string) =>
    deliver(origin, {
      topic: "orders/create",
      shop: domain,
      eventId: name,
      body: JSON.stringify({
        admin_graphql_api_id: `gid://shopify/Order/${name}`,
        name,
        created_at: "2026-11-23T10:00:00Z",
        currency: "EUR",
        total_price: "84.00",
      }),
    });

  beforeAll(async () => {
    const { app } = await startWeb(store);
    await shopIdOf(app.container.services, domain);
    await app.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(POINTS)("at %s loses no order and makes none twice", async (point) => {
    const name = point.replace(".", "-");
    const killed = await deliverToDying(point, store, (origin) => send(origin, name));
    expect(killed).toMatchObject({ reached: true, signal: "SIGKILL" });
    const { app, origin } = await startWeb(store);
    try {
      const { services } = app.container;
      // Shopify sends again what it got no 200 for.
      if (killed.answered !== 200) expect((await send(origin, name)).status).toBe(200);
      // What the dead process had in hand is another's after half a minute, which a test does not wait for.
      await services.database.sql("UPDATE inbox_delivery SET next_attempt_at = $1 WHERE state = 'received'", [
        new Date(0),
      ]);
      await createProcessor(services).drain();
      const shopId = await shopIdOf(services, domain);
      expect(await services.database.shop(shopId).order.count({ where: { name } })).toBe(1);
      const deliveries = await services.database.system.inboxDelivery.findMany({
        where: { topic: "orders/create" },
      });
      expect(deliveries.filter((row) => row.body.includes(name)).map((row) => row.state)).toEqual(["done"]);
    } finally {
      await app.stop();
    }
  });
});
