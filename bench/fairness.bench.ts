import { markDue } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { type Container, createContainer } from "#server/services.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { PATIENT, withDatabase } from "./postgres.ts";
import { startProcess, workerFlags } from "./processes.ts";
import { forgetMessages, seedMessages, seedNumber, seedShop } from "./seed.ts";

/**
 * How long 99 shops wait for their messages to leave, alone and while one shop's 100,000 messages wait in the same
 * worker: each shop has a number of its own (80 messages a second; the large one 1,000) and ten messages. Measured is
 * the time from which they are due until Meta has taken a shop's last one.
 */

const SHOPS = 99;
const MESSAGES = 10;
const LARGE = Number(process.env.BENCH_LARGE ?? 100_000);
const ROUNDS = 3;

interface Shop {
  readonly shopId: ShopId;
  readonly number: string;
}

async function shopWithNumber(container: Container, people: number, throughput: number): Promise<Shop> {
  const shopId = await seedShop(container.services, people);
  return { shopId, number: await seedNumber(container.services, shopId, throughput) };
}

async function putInLane({ services }: Container, { shopId, number }: Shop, count: number): Promise<void> {
  await seedMessages(services, shopId, number, count);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Milliseconds after `since` at which the last message of each shop was taken. Waits until all are. */
async function tookMs(container: Container, shops: readonly Shop[], since: Date): Promise<number[]> {
  const ids = shops.map(({ shopId }) => shopId);
  for (;;) {
    const rows = await container.database.sql<{ last: Date; open: bigint }>(
      `SELECT max(accepted_at) AS last, count(*) FILTER (WHERE status = 'queued') AS open
       FROM message WHERE shop_id = ANY ($1::uuid[]) GROUP BY shop_id`,
      [ids],
    );
    if (rows.length === shops.length && rows.every(({ open }) => open === 0n))
      return rows.map(({ last }) => last.getTime() - since.getTime()).sort((left, right) => left - right);
    await pause(200);
  }
}

export function measure(): Promise<Record<string, number>> {
  return withDatabase(async (DATABASE_URL) => {
    const graph = startProcess("bench/stand-ins/graph.ts", [], {});
    const { port } = await graph.next<{ port: number }>();
    const env = testEnv(
      { DATABASE_URL, DATA_DIR: ".data", DATABASE_POOL: 16 },
      { ...PATIENT, GRAPH_BASE_URL: `http://127.0.0.1:${port}` },
    );
    const container = await createContainer(env);
    const { sql } = container.database;
    const worker = startProcess("bench/stand-ins/worker.ts", [JSON.stringify(env)], {}, workerFlags());
    await worker.next();
    console.log(`${SHOPS} shops, and one with ${LARGE} messages …`);
    const large = await shopWithNumber(container, LARGE, 1_000);
    const shops: Shop[] = [];
    for (let index = 0; index < SHOPS; index++) shops.push(await shopWithNumber(container, MESSAGES, 80));

    /** @returns how long the slowest shop waited; in ms */
    async function round(beside: boolean): Promise<number> {
      await forgetMessages(container.database);
      graph.tell({ perSecond: null });
      await graph.next();
      if (beside) {
        await putInLane(container, large, LARGE);
        await markDue(sql, "message", large.shopId, new Date());
      }
      for (const shop of shops) await putInLane(container, shop, MESSAGES);
      worker.tell({ go: true });
      // The large shop's lane is under way before the others' messages are due.
      if (beside) await pause(2_000);
      const since = new Date();
      for (const { shopId } of shops) await markDue(sql, "message", shopId, since);
      if (!beside) worker.tell({ go: true });
      const slowest = (await tookMs(container, shops, since)).at(-1) ?? 0;
      if (beside)
        await sql("DELETE FROM message WHERE shop_id = $1::uuid AND status = 'queued'", [large.shopId]);
      await worker.next();
      if (!beside) await worker.next();
      return slowest;
    }

    const alone: number[] = [];
    const beside: number[] = [];
    try {
      for (let index = 0; index < ROUNDS; index++) {
        alone.push(await round(false));
        beside.push(await round(true));
        console.log(`the slowest of ${SHOPS} shops: alone ${alone.at(-1)} ms, beside ${beside.at(-1)} ms`);
      }
      return {
        alone_slowest_ms: Math.max(...alone),
        beside_slowest_ms: Math.max(...beside),
        later_ms: Math.max(...beside.map((ms, index) => ms - (alone[index] ?? 0))),
      };
    } finally {
      await Promise.all([worker.stop(), graph.stop()]);
      await container.close();
    }
  });
}
