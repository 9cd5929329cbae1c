import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId } from "#app/platform/ids.ts";
import { signProxied } from "#sandbox/shopify/app-proxy.ts";
import { createContainer } from "#server/services.ts";
import { seedLinks } from "#tests/seeded-links.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { open, type Posted, percentile } from "./load.ts";
import { PATIENT, withDatabase } from "./postgres.ts";
import { startProcess } from "./processes.ts";

/**
 * How long the app takes to answer a tapped link, at the app itself and behind Shopify's proxy (the signature verified),
 * while the taps are written: so many a second over many connections, each link once or twice. Ceiling: a bare HTTP
 * server that leads everybody to one address, at the same pace in turn.
 */

const LINKS = 3_000;
const PER_SECOND = 200;
const ROUNDS = 3;
/** Opened of each kind and round: no link as often as the limit allows in a minute. */
const OPENED = 1_000;
const TARGET = "https://casa-aurora.it/checkouts/1/recover?key=2";

type Way = "bare" | "direct" | "proxied";

const merged = (all: readonly Posted[]) =>
  all.flatMap(({ tookMs }) => tookMs).sort((left, right) => left - right);
const rounded = (ms: number) => Math.round(ms * 100) / 100;

export function measure(): Promise<Record<string, number>> {
  return withDatabase(async (DATABASE_URL) => {
    const env = testEnv({ DATABASE_URL, DATA_DIR: ".data", DATABASE_POOL: 8 }, { ...PATIENT, ROLE: "web" });
    const container = await createContainer(env);
    const { services, database } = container;
    const domain = `bench-${newId()}.myshopify.com`;
    const shopId = await shopIdOf(services, domain);
    const codes = await seedLinks(services, shopId, LINKS, TARGET);
    await database.sql("VACUUM ANALYZE");
    const bare = startProcess("bench/stand-ins/bare-link.ts", [], {});
    const server = startProcess("bench/stand-ins/server.ts", [JSON.stringify(env)], {});
    const { port } = await server.next<{ port: number }>();
    const { port: barePort } = await bare.next<{ port: number }>();

    const signed = () => {
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const query = new URLSearchParams({ shop: domain, path_prefix: "/apps/cartwave", timestamp });
      query.set("signature", signProxied(env.SHOPIFY_API_SECRET, query));
      return query;
    };
    const addressOf: Record<Way, (code: string) => string> = {
      bare: (code) => `http://127.0.0.1:${barePort}/l/${code}`,
      direct: (code) => `http://127.0.0.1:${port}/l/${code}`,
      proxied: (code) => `http://127.0.0.1:${port}/proxy/l/${code}?${signed()}`,
    };
    let next = 0;
    let tapped = 0;
    let refused = 0;
    const results: Record<Way, Posted[]> = { bare: [], direct: [], proxied: [] };
    const run = async (way: Way, count: number, perSecond: number) => {
      const urls = Array.from({ length: count }, () => addressOf[way](codes[next++ % codes.length] ?? ""));
      const result = await open(urls, way === "proxied" ? 200 : 302, { connections: 64, perSecond });
      refused += result.refused;
      if (way !== "bare") tapped += count - result.refused;
      return result;
    };
    try {
      for (const way of ["bare", "direct", "proxied"] as const) await run(way, 200, 100);
      for (let round = 0; round < ROUNDS; round++) {
        for (const way of ["bare", "direct", "proxied"] as const) {
          const result = await run(way, OPENED, PER_SECOND);
          results[way].push(result);
          const [p50, p99] = [0.5, 0.99].map((part) => rounded(percentile(result.tookMs, part)));
          console.log(`${way.padEnd(8)} p50 ${p50} ms, p99 ${p99} ms`);
        }
      }
      server.tell({});
      await server.next();
      const [row] = await database.sql<{ count: bigint }>(
        "SELECT count(*) FROM event WHERE shop_id = $1::uuid AND kind = 'link.tapped'",
        [shopId],
      );
      if (refused > 0) console.log(`${refused} were not answered as they should`);
      const figures = Object.entries(results).flatMap(([way, all]) => {
        const tookMs = merged(all);
        return [0.5, 0.95, 0.99].map((part) => [
          `${way}_p${part * 100}_ms`,
          rounded(percentile(tookMs, part)),
        ]);
      });
      return {
        ...Object.fromEntries(figures),
        opened_per_s: PER_SECOND,
        refused,
        taps_lost: tapped - Number(row?.count ?? 0n),
      };
    } finally {
      await Promise.all([bare.stop(), server.stop()]);
      await container.close();
    }
  });
}
