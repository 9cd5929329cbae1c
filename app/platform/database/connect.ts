import { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { SECOND } from "../clock.ts";
import type { Env } from "../env.ts";
import { openEmbedded } from "./embedded.ts";
import type { PreparedStatement } from "./prepared.ts";
import { createDatabase, type OpenedDatabase } from "./prisma-database.ts";
import { TextArray } from "./text-array.ts";

const INT8 = 20;

/** Both adapters drop a timestamp's offset, so every session must be in UTC. */
const IN_UTC = "-c timezone=UTC";

/** Where the store is; the timeout is in seconds. */
type Address = Pick<Env, "DATABASE_URL" | "DATABASE_POOL"> & { readonly DATABASE_TIMEOUT?: number };

const USUAL_TIMEOUT = 30;
const timeoutMs = ({ DATABASE_TIMEOUT = USUAL_TIMEOUT }: Address) => DATABASE_TIMEOUT * SECOND;

/**
 * What PostgreSQL itself does about a client that is gone without a word: what it had begun is undone, so that its
 * locks hold up nobody, and its connection ends.
 */
const patience = (address: Address) =>
  `-c idle_in_transaction_session_timeout=${timeoutMs(address)} -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3`;

/** Deliveries are large texts: lz4 compresses them at a tenth of the cost, where the server was built with it. */
async function sessionOptions(address: Address): Promise<string> {
  const client = new pg.Client({
    connectionString: address.DATABASE_URL,
    connectionTimeoutMillis: timeoutMs(address),
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ lz4: boolean }>(
      "SELECT 'lz4' = ANY (enumvals) AS lz4 FROM pg_settings WHERE name = 'default_toast_compression'",
    );
    const usual = `${IN_UTC} ${patience(address)}`;
    return rows[0]?.lz4 ? `${usual} -c default_toast_compression=lz4` : usual;
  } finally {
    await client.end();
  }
}

/**
 * A connection that stands while the machine behind it is gone answers nothing, for ever: who waits for it would never
 * work again. After a silence it is destroyed, which fails what waits and has the pool make another one. A time limit on
 * the query would not do: it leaves the dead connection in the pool.
 */
function impatientSocket(silenceMs: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(silenceMs, () =>
    socket.destroy(new Error(`the database has said nothing for ${silenceMs / SECOND} s`)),
  );
}

const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === INT8 && format !== "binary"
      ? (value: string) => BigInt(value)
      : pg.types.getTypeParser(oid, format ?? "text")) as typeof pg.types.getTypeParser,
};

function poolOf(address: Address, config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: address.DATABASE_URL,
    max: address.DATABASE_POOL,
    connectionTimeoutMillis: timeoutMs(address),
    stream: () => impatientSocket(timeoutMs(address)),
    ...config,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
}

const asParameter = (value: unknown): unknown => (value instanceof TextArray ? value.toBinary() : value);

/** A statement as the driver takes it: with a name, it is read and planned once for each connection. */
function asked(
  statement: string | PreparedStatement,
  values: readonly unknown[] | undefined,
): pg.QueryConfig {
  const parameters = values?.map(asParameter);
  const named = typeof statement === "string" ? { text: statement } : statement;
  return parameters === undefined ? named : { ...named, values: parameters };
}

async function openPostgres(address: Address): Promise<OpenedDatabase> {
  const options = await sessionOptions(address);
  const pool = poolOf(address, { options, types });
  const adapterPool = poolOf(address, { options });
  return {
    kind: "postgres",
    adapter: new PrismaPg(adapterPool),
    query: async (statement, values) => {
      const result = await pool.query(asked(statement, values));
      // Several statements in one text give a list of results.
      const results = Array.isArray(result) ? (result as pg.QueryResult[]) : [result];
      return { rows: results.flatMap((one) => one.rows) };
    },
    oneConnection: async (work) => {
      // A migration may be silent for as long as it takes: this connection has no limit.
      const client = new pg.Client({ connectionString: address.DATABASE_URL, options: IN_UTC, types });
      client.on("error", () => undefined);
      await client.connect();
      try {
        return await work(async (text, values) => ({
          rows: (await client.query(text, values as unknown[])).rows,
        }));
      } finally {
        await client.end();
      }
    },
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      // The pool listens to who is not lent: without a listener a connection that breaks would end the process.
      const breaks = (fault: Error) => {
        broken = fault;
      };
      client.on("error", breaks);
      try {
        await client.query("BEGIN");
        const result = await work(async (statement, values) => ({
          rows: (await client.query(asked(statement, values))).rows,
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
        client.off("error", breaks);
      }
    },
    close: async () => {
      await pool.end();
      await adapterPool.end();
    },
  };
}

/** Opens PostgreSQL where DATABASE_URL is given, else the embedded database in DATA_DIR. */
export async function connectDatabase(env: Address & Pick<Env, "DATA_DIR">) {
  const opened = env.DATABASE_URL
    ? await openPostgres(env)
    : await openEmbedded(env.DATA_DIR, (client) => new PrismaPGlite(client));
  return createDatabase(opened);
}
