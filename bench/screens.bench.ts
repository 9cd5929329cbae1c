import pg from "pg";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { type Sql, textOf } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { type Container, createContainer } from "#server/services.ts";
import { seedLedger } from "#tests/large-ledger.ts";
import { merchantIn, SCREEN_READS, samplesOf } from "#tests/screen-reads.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { percentile } from "./load.ts";
import { PATIENT, withDatabase } from "./postgres.ts";

/**
 * What the screens read, as their loaders read it, of a shop with five million messages and a million people beside 99
 * small ones: p95 in milliseconds over so many rounds, each about another message, person, order and page. Ceiling: one
 * message by its key, in the same rounds.
 */

const MESSAGES = Number(process.env.BENCH_LEDGER ?? 5_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 200);
const SMALL_SHOPS = 99;

interface Index {
  readonly name: string;
  readonly definition: string;
}

/** Indexes are made after the rows: row by row it would take an hour. */
async function withoutIndexes(sql: Sql, work: () => Promise<void>): Promise<void> {
  const indexes = await sql<Index>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE c.relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
  );
  for (const { name } of indexes) await sql(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of indexes) await sql(definition);
}

/** @returns the large shop */
async function seed(container: Container, url: string): Promise<ShopId> {
  const { services } = container;
  const now = services.shopTime.now();
  const large = await shopIdOf(services, `bench-${newId()}.myshopify.com`);
  const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  const sql: Sql = async <Row>(statement: Parameters<Sql>[0], values: readonly unknown[] = []) =>
    (await client.query(textOf(statement), [...values])).rows as Row[];
  try {
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off");
    await client.query("SET maintenance_work_mem = '1GB'");
    await withoutIndexes(sql, async () => {
      for (let index = 0; index < SMALL_SHOPS; index += 1) {
        const small = await shopIdOf(services, `bench-${newId()}.myshopify.com`);
        await seedLedger(sql, small, { messages: 1_000, contacts: 200, now });
      }
      await seedLedger(sql, large, { messages: MESSAGES, contacts: Math.ceil(MESSAGES / 5), now });
    });
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
  return large;
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const p95 = (tookMs: readonly number[]) =>
  Math.round(
    percentile(
      [...tookMs].sort((left, right) => left - right),
      0.95,
    ) * 10,
  ) / 10;

async function measureIn(container: Container, shopId: ShopId): Promise<Record<string, number>> {
  const { services, database } = container;
  const merchant = await merchantIn(services, shopId);
  const samples = await samplesOf(services, shopId, ROUNDS);
  const tookMs = new Map<string, number[]>(SCREEN_READS.map(({ name }) => [name, []]));
  const bare: number[] = [];
  for (const sample of samples) {
    for (const { name, read } of SCREEN_READS)
      tookMs.get(name)?.push(await took(() => read(merchant, sample)));
    const key = [shopId, sample.messageId];
    bare.push(
      await took(() => database.sql("SELECT * FROM message WHERE shop_id = $1::uuid AND id = $2::uuid", key)),
    );
  }
  const figures = Object.fromEntries([...tookMs].map(([name, all]) => [`${name}_p95_ms`, p95(all)]));
  for (const [name, ms] of Object.entries(figures)) console.log(`${name.padEnd(50)} ${ms}`);
  return { ...figures, worst_p95_ms: Math.max(...Object.values(figures)), bare_select_p95_ms: p95(bare) };
}

export function measure(): Promise<Record<string, number>> {
  return withDatabase(async (DATABASE_URL) => {
    const container = await createContainer(
      testEnv({ DATABASE_URL, DATA_DIR: ".data", DATABASE_POOL: 8 }, PATIENT),
    );
    try {
      console.log(`a shop with ${MESSAGES} messages, and ${SMALL_SHOPS} small ones …`);
      const seeding = performance.now();
      const shopId = await seed(container, DATABASE_URL);
      console.log(`seeded in ${Math.round((performance.now() - seeding) / 1_000)} s`);
      return await measureIn(container, shopId);
    } finally {
      await container.close();
    }
  });
}
