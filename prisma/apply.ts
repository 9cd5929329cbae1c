import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OpenedDatabase } from "#app/platform/database/prisma-database.ts";

/** The database and this code do not fit together. The message says what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** As Prisma records it: SHA-256 of the file, hex. */
  readonly checksum: string;
}

/** One key for everybody who migrates: exactly one process does. */
const ADVISORY_LOCK = 7_246_501_198;

const RECORDS = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The statements of one of our own files: no function bodies, no semicolon inside of a string. */
export function statementsOf(sql: string): string[] {
  return sql
    .replaceAll(/^\s*--.*$/gm, "")
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

type Query = Parameters<Parameters<OpenedDatabase["oneConnection"]>[0]>[0];

async function applyOne(query: Query, migration: Migration, now: () => Date): Promise<void> {
  const statements = statementsOf(migration.sql);
  const started = now();
  await query("BEGIN");
  try {
    for (const statement of statements) await query(statement);
    await query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, $5, 1)`,
      [randomUUID(), migration.checksum, migration.name, started, now()],
    );
    await query("COMMIT");
  } catch (error) {
    await query("ROLLBACK");
    throw error;
  }
}

function refuseStrangers(applied: Map<string, string>, known: readonly Migration[]): void {
  const names = new Set(known.map((migration) => migration.name));
  const strange = [...applied.keys()].filter((name) => !names.has(name));
  if (strange.length > 0) {
    throw new MigrationError(
      `The database was changed by a newer version of Cartwave (${strange.join(", ")}). Start that version.`,
    );
  }
  for (const migration of known) {
    const checksum = applied.get(migration.name);
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new MigrationError(
        `The migration ${migration.name} was changed after it had been applied. Restore the file; changes go into a new migration.`,
      );
    }
  }
}

/**
 * Brings a database up to this code: each migration in a transaction, recorded as Prisma records it.
 * Others who try meanwhile wait. @returns the names of what was applied
 * @throws MigrationError when the database belongs to a newer version, or an applied file was changed
 */
export function applyMigrations(options: {
  readonly oneConnection: OpenedDatabase["oneConnection"];
  readonly folder: string;
  readonly now: () => Date;
}): Promise<string[]> {
  return options.oneConnection(async (query) => {
    await query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    try {
      await query(RECORDS);
      const rows = await query(
        "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL",
        [],
      );
      const applied = new Map(
        (rows.rows as { migration_name: string; checksum: string }[]).map((row) => [
          row.migration_name,
          row.checksum,
        ]),
      );
      const known = readMigrations(options.folder);
      refuseStrangers(applied, known);
      const missing = known.filter((migration) => !applied.has(migration.name));
      for (const migration of missing) await applyOne(query, migration, options.now);
      return missing.map((migration) => migration.name);
    } finally {
      await query("SELECT pg_advisory_unlock($1)", [ADVISORY_LOCK]);
    }
  });
}
