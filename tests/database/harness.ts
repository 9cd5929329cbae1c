import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { connectDatabase } from "#app/platform/database/connect.ts";
import type { ProcessDatabase } from "#app/platform/database/prisma-database.ts";
import type { Env } from "#app/platform/env.ts";
import { applyMigrations } from "#prisma/apply.ts";

const SERVER = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";

async function withServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const serverAnswers = await withServer(async () => true).catch(() => false);

function addressOf(name: string): string {
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Where a suite's own, empty database is. */
export type StoreAddress = Pick<Env, "DATABASE_URL" | "DATA_DIR" | "DATABASE_POOL">;

/** A suite on the embedded database in memory. */
export function onEmbeddedStore(title: string, suite: (address: StoreAddress) => void): void {
  describe(`${title} (embedded)`, () => {
    suite({ DATABASE_URL: undefined, DATA_DIR: "memory://", DATABASE_POOL: 6 });
  });
}

/** A suite on an empty database of a PostgreSQL server, where one answers; else counted as skipped. */
export function onPostgresStore(title: string, suite: (address: StoreAddress) => void): void {
  describe.skipIf(!serverAnswers)(`${title} (PostgreSQL)`, () => {
    const name = `cartwave_test_${randomBytes(6).toString("hex")}`;
    beforeAll(() =>
      withServer(async (client) => {
        await client.query(`CREATE DATABASE ${name}`);
        // A server of another zone must not shift a single time.
        await client.query(`ALTER DATABASE ${name} SET timezone TO 'Europe/Rome'`);
      }),
    );
    afterAll(() => withServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
    suite({ DATABASE_URL: addressOf(name), DATA_DIR: ".data", DATABASE_POOL: 6 });
  });
}

export function onBothStores(title: string, suite: (address: StoreAddress) => void): void {
  onEmbeddedStore(title, suite);
  onPostgresStore(title, suite);
}

/** A migrated database that the suite has for itself. */
export interface TestDatabase {
  get(): ProcessDatabase;
}

/** Runs a suite on both databases, opened and migrated. */
export function onBothDatabases(title: string, suite: (database: TestDatabase) => void): void {
  onBothStores(title, (address) => {
    let database: ProcessDatabase | undefined;
    beforeAll(async () => {
      database = await connectDatabase(address);
      const { oneConnection } = database.opened;
      await applyMigrations({ oneConnection, folder: "prisma/migrations", now: () => new Date() });
    });
    afterAll(() => database?.close());
    suite({
      get() {
        if (!database) throw new Error("the database is not open yet");
        return database;
      },
    });
  });
}
