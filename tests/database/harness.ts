import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { connectDatabase } from "#app/platform/database/connect.ts";
import type { ProcessDatabase } from "#app/platform/database/prisma-database.ts";
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

/** A migrated database that the suite has for itself. */
export interface TestDatabase {
  readonly kind: "embedded" | "postgres";
  get(): ProcessDatabase;
}

async function open(env: { DATABASE_URL?: string; DATA_DIR: string }): Promise<ProcessDatabase> {
  const database = await connectDatabase({ ...env, DATABASE_POOL: 6 });
  await applyMigrations({
    oneConnection: database.opened.oneConnection,
    folder: "prisma/migrations",
    now: () => new Date(),
  });
  return database;
}

/** Runs a suite on the embedded database, and on PostgreSQL where one answers. */
export function onBothDatabases(title: string, suite: (database: TestDatabase) => void): void {
  describe(`${title} (embedded)`, () => {
    let database: ProcessDatabase | undefined;
    beforeAll(async () => {
      database = await open({ DATA_DIR: "memory://" });
    });
    afterAll(() => database?.close());
    suite({ kind: "embedded", get: () => database ?? fail() });
  });
  // Without a PostgreSQL server these are counted as skipped.
  describe.skipIf(!serverAnswers)(`${title} (PostgreSQL)`, () => {
    const name = `cartwave_test_${randomBytes(6).toString("hex")}`;
    let database: ProcessDatabase | undefined;
    beforeAll(async () => {
      await withServer((client) => client.query(`CREATE DATABASE ${name}`));
      database = await open({ DATABASE_URL: addressOf(name), DATA_DIR: ".data" });
    });
    afterAll(async () => {
      await database?.close();
      await withServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    });
    suite({ kind: "postgres", get: () => database ?? fail() });
  });
}

function fail(): never {
  throw new Error("the database is not open yet");
}
