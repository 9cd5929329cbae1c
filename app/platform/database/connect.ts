import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { Env } from "../env.ts";
import { openEmbedded } from "./embedded.ts";
import { createDatabase, type OpenedDatabase } from "./prisma-database.ts";
import { TextArray } from "./text-array.ts";

const INT8 = 20;

/** Both adapters drop a timestamp's offset, so every session must be in UTC. */
const IN_UTC = "-c timezone=UTC";

/** Deliveries are large texts: lz4 compresses them at a tenth of the cost, where the server was built with it. */
async function sessionOptions(connectionString: string | undefined): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ lz4: boolean }>(
      "SELECT 'lz4' = ANY (enumvals) AS lz4 FROM pg_settings WHERE name = 'default_toast_compression'",
    );
    return rows[0]?.lz4 ? `${IN_UTC} -c default_toast_compression=lz4` : IN_UTC;
  } finally {
    await client.end();
  }
}

function poolOf(env: Pick<Env, "DATABASE_URL" | "DATABASE_POOL">, options: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: env.DATABASE_POOL,
    options,
    types: {
      getTypeParser: ((oid: number, format?: "text" | "binary") =>
        oid === INT8 && format !== "binary"
          ? (value: string) => BigInt(value)
          : pg.types.getTypeParser(oid, format ?? "text")) as typeof pg.types.getTypeParser,
    },
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
}

const asParameter = (value: unknown): unknown => (value instanceof TextArray ? value.toBinary() : value);

async function openPostgres(env: Pick<Env, "DATABASE_URL" | "DATABASE_POOL">): Promise<OpenedDatabase> {
  const options = await sessionOptions(env.DATABASE_URL);
  const pool = poolOf(env, options);
  const adapterPool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: env.DATABASE_POOL,
    options,
  });
  adapterPool.on("error", () => undefined);
  return {
    kind: "postgres",
    adapter: new PrismaPg(adapterPool),
    query: async (text, values) => {
      const result = await pool.query(text, values?.map(asParameter));
      // Several statements in one text give a list of results.
      const results = Array.isArray(result) ? (result as pg.QueryResult[]) : [result];
      return { rows: results.flatMap((one) => one.rows) };
    },
    oneConnection: async (work) => {
      const client = await pool.connect();
      try {
        return await work(async (text, values) => ({
          rows: (await client.query(text, values as unknown[])).rows,
        }));
      } finally {
        client.release();
      }
    },
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query("BEGIN");
        const result = await work(async (text, values) => ({
          rows: (await client.query(text, values?.map(asParameter))).rows,
        }));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        // A connection that can't even roll back is not lent again.
        await client.query("ROLLBACK").catch((fault: Error) => {
          broken = fault;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: async () => {
      await pool.end();
      await adapterPool.end();
    },
  };
}

/** Opens PostgreSQL where DATABASE_URL is given, else the embedded database in DATA_DIR. */
export async function connectDatabase(env: Pick<Env, "DATABASE_URL" | "DATABASE_POOL" | "DATA_DIR">) {
  const opened = env.DATABASE_URL
    ? await openPostgres(env)
    : await openEmbedded(env.DATA_DIR, (client) => new PrismaPGlite(client));
  return createDatabase(opened);
}
