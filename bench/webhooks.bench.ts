import { createHmac, randomUUID } from "node:crypto";
import { createContainer } from "#server/services.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { type Delivery, percentile, post } from "./load.ts";
import { PATIENT, withDatabase } from "./postgres.ts";
import { median, startProcess } from "./processes.ts";

/**
 * Shopify's deliveries of 6 KB, verified and durable before the 200, by the server as it is (its web role). Ceiling:
 * a bare HTTP server that only verifies. For comparison: the way of Shopify's app template.
 */

const BODY_BYTES = 6_000;
const COUNT = 20_000;
const TEMPLATE_COUNT = 2_000;
const ROUNDS = 3;

function deliveriesOf(count: number, secret: string): Delivery[] {
  const filler = "x".repeat(BODY_BYTES - 200);
  return Array.from({ length: count }, (_, index) => {
    const body = Buffer.from(JSON.stringify({ id: index, token: randomUUID(), note: filler }));
    return {
      body,
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": "checkouts/update",
        "x-shopify-shop-domain": "bench.myshopify.com",
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
        "x-shopify-api-version": "2026-10",
        "x-shopify-event-id": randomUUID(),
        "x-shopify-webhook-id": randomUUID(),
      },
    };
  });
}

export function measure(): Promise<Record<string, number>> {
  return withDatabase(async (DATABASE_URL) => {
    const env = testEnv({ DATABASE_URL, DATA_DIR: ".data", DATABASE_POOL: 8 }, { ...PATIENT, ROLE: "web" });
    const container = await createContainer(env);
    const secret = env.SHOPIFY_API_SECRET;
    const bareServer = startProcess("bench/stand-ins/bare.ts", [secret], {});
    const server = startProcess("bench/stand-ins/server.ts", [JSON.stringify(env)], {});
    const template = startProcess("bench/stand-ins/template-way.ts", [JSON.stringify(env)], {});
    const addressOf = async (process: typeof server) =>
      `http://127.0.0.1:${(await process.next<{ port: number }>()).port}/webhooks/shopify`;
    const addresses = {
      bare: await addressOf(bareServer),
      durable: await addressOf(server),
      template: await addressOf(template),
    };
    const rates: Record<keyof typeof addresses, number[]> = { bare: [], durable: [], template: [] };
    let posted = 0;
    let refused = 0;
    const run = async (way: keyof typeof addresses, count: number, perSecond?: number) => {
      const deliveries = deliveriesOf(count, secret);
      const result = await post(addresses[way], deliveries, {
        connections: 64,
        ...(perSecond === undefined ? {} : { perSecond }),
      });
      if (way === "durable") posted += count - result.refused;
      refused += result.refused;
      if (perSecond === undefined) rates[way].push(count / result.seconds);
      return result;
    };
    try {
      await run("durable", 2_000);
      await run("bare", 2_000);
      await run("template", 200);
      for (const list of Object.values(rates)) list.length = 0;
      for (let round = 0; round < ROUNDS; round++) {
        await run("bare", COUNT);
        await run("durable", COUNT);
        await run("template", TEMPLATE_COUNT);
        console.log(
          Object.entries(rates)
            .map(([way, list]) => `${way} ${list.at(-1)?.toFixed(0)}/s`)
            .join(", "),
        );
      }
      const steady = await run("durable", 20_000, 2_000);
      const [row] = await container.database.sql<{ count: bigint }>(
        "SELECT count(*) FROM inbox_delivery WHERE topic = 'checkouts/update'",
      );
      if (refused > 0) console.log(`${refused} deliveries were refused`);
      return {
        durable_per_s: Math.round(median(rates.durable)),
        bare_per_s: Math.round(median(rates.bare)),
        template_way_per_s: Math.round(median(rates.template)),
        p99_ms_at_2000: Math.round(percentile(steady.tookMs, 0.99) * 10) / 10,
        lost: posted - Number(row?.count ?? 0n),
      };
    } finally {
      await Promise.all([bareServer.stop(), server.stop(), template.stop()]);
      await container.close();
    }
  });
}
