import { markDue } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { type Container, createContainer } from "#server/services.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { PATIENT, withDatabase } from "./postgres.ts";
import { type BenchProcess, median, startProcess, workerFlags } from "./processes.ts";
import { forgetMessages, seedMessages, seedNumber, seedShop } from "./seed.ts";

/**
 * Messages handed to Meta by one worker, with every rule of dispatch in force: at the caps of 1,000 and 80 a second,
 * without one, and, as the ceiling of the last, the Graph client alone against the same stand-in.
 */

const CAPPED_SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
const UNCAPPED = 60_000;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

interface Counted {
  readonly accepted: number;
  readonly limited: number;
  readonly duplicates: number;
  readonly at: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

class DispatchBench {
  readonly #container: Container;
  readonly #graph: BenchProcess;
  readonly #worker: BenchProcess;
  readonly #shopId: ShopId;
  lost = 0;
  duplicates = 0;
  limited = 0;

  constructor(container: Container, graph: BenchProcess, worker: BenchProcess, shopId: ShopId) {
    this.#container = container;
    this.#graph = graph;
    this.#worker = worker;
    this.#shopId = shopId;
  }

  async #count(): Promise<Counted> {
    this.#graph.tell({});
    return this.#graph.next<Counted>();
  }

  async #begin(cap: number | null, messages: number): Promise<void> {
    const { services } = this.#container;
    await forgetMessages(services.database);
    await services.database.sql("DELETE FROM phone_number");
    const number = await seedNumber(services, this.#shopId, cap ?? 1_000_000);
    await seedMessages(services, this.#shopId, number, messages);
    await services.database.sql("CHECKPOINT");
    this.#graph.tell({ perSecond: cap });
    await this.#graph.next<Counted>();
    await markDue(services.database.sql, "message", this.#shopId, services.shopTime.now());
    this.#worker.tell({ go: true });
  }

  /** Waits for the end, and sees that the ledger and what Meta's stand-in took agree. */
  async #finish(messages: number): Promise<Counted> {
    await this.#worker.next();
    const counted = await this.#count();
    // What was refused for a moment waits a little, and goes on.
    let lost = await this.#notAccepted(messages);
    for (let tries = 0; lost > 0 && tries < 60; tries++) {
      await pause(1_000);
      this.#worker.tell({ go: true });
      await this.#worker.next();
      lost = await this.#notAccepted(messages);
    }
    this.lost += lost;
    this.duplicates += counted.duplicates;
    this.limited += counted.limited;
    return counted;
  }

  async #notAccepted(messages: number): Promise<number> {
    const [row] = await this.#container.database.sql<{ count: bigint }>(
      "SELECT count(*) FROM message WHERE status = 'accepted'",
    );
    return messages - Number(row?.count ?? 0n);
  }

  /** @returns messages a second over the middle of the run */
  async capped(cap: number): Promise<number> {
    const messages = Math.round(cap * (CAPPED_SECONDS + 4));
    await this.#begin(cap, messages);
    await pause(2_000);
    const from = await this.#count();
    await pause(CAPPED_SECONDS * 1_000);
    const to = await this.#count();
    await this.#finish(messages);
    return (to.accepted - from.accepted) / ((to.at - from.at) / 1_000);
  }

  async uncapped(): Promise<number> {
    await this.#begin(null, UNCAPPED);
    let from = await this.#count();
    while (from.accepted === 0) {
      await pause(5);
      from = await this.#count();
    }
    const ended = this.#finish(UNCAPPED);
    const to = await ended;
    return (to.accepted - from.accepted) / ((to.at - from.at) / 1_000);
  }
}

export function measure(): Promise<Record<string, number>> {
  return withDatabase(async (DATABASE_URL) => {
    const graph = startProcess("bench/stand-ins/graph.ts", [], {});
    const { port } = await graph.next<{ port: number }>();
    const baseUrl = `http://127.0.0.1:${port}`;
    const env = testEnv(
      { DATABASE_URL, DATA_DIR: ".data", DATABASE_POOL: 8 },
      { ...PATIENT, GRAPH_BASE_URL: baseUrl },
    );
    const container = await createContainer(env);
    const shopId = await seedShop(container.services, Math.max(UNCAPPED, 1_000 * (CAPPED_SECONDS + 4)));
    const worker = startProcess("bench/stand-ins/worker.ts", [JSON.stringify(env)], {}, workerFlags());
    const client = startProcess("bench/stand-ins/client.ts", [baseUrl], {});
    await Promise.all([worker.next(), client.next()]);
    try {
      const bench = new DispatchBench(container, graph, worker, shopId);
      const alone: number[] = [];
      const uncapped: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        graph.tell({ perSecond: null });
        await graph.next();
        client.tell({ count: UNCAPPED });
        alone.push((await client.next<{ perSecond: number }>()).perSecond);
        uncapped.push(await bench.uncapped());
        console.log(`client alone ${alone.at(-1)?.toFixed(0)}/s, uncapped ${uncapped.at(-1)?.toFixed(0)}/s`);
      }
      const at1000 = await bench.capped(1_000);
      console.log(`at 1,000: ${at1000.toFixed(1)}/s`);
      const at80 = await bench.capped(80);
      console.log(`at 80: ${at80.toFixed(2)}/s`);
      return {
        capped_1000_per_s: round(at1000),
        capped_80_per_s: round(at80),
        uncapped_per_s: Math.round(median(uncapped)),
        client_only_per_s: Math.round(median(alone)),
        rate_limited: bench.limited,
        duplicates: bench.duplicates,
        lost: bench.lost,
        peak_rss_mb: worker.peakRssMb(),
      };
    } finally {
      await Promise.all([worker.stop(), client.stop(), graph.stop()]);
      await container.close();
    }
  });
}

const round = (value: number) => Math.round(value * 100) / 100;
