import { randomBytes } from "node:crypto";
import pg from "pg";

const SERVER = process.env.BENCH_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** Filling a ledger of millions is one statement that says nothing for minutes. */
export const PATIENT = { DATABASE_TIMEOUT: 600 };

/** An empty database of its own on a PostgreSQL server, dropped when the measuring is done. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 3_000 });
  await client.connect().catch(() => {
    throw new Error(`A benchmark needs PostgreSQL, and none answers at ${SERVER}: set BENCH_DATABASE_URL.`);
  });
  const name = `cartwave_bench_${randomBytes(4).toString("hex")}`;
  try {
    await client.query(`CREATE DATABASE ${name}`);
    const url = new URL(SERVER);
    url.pathname = `/${name}`;
    return await work(url.toString());
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  }
}
