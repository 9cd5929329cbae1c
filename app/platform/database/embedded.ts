import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import type { PrismaPGlite } from "pglite-prisma-adapter";
import { textOf } from "./prepared.ts";
import type { OpenedDatabase } from "./prisma-database.ts";
import { TextArray } from "./text-array.ts";

/** The major version of PostgreSQL inside PGlite 0.5: a folder of another major cannot be opened. */
const EMBEDDED_MAJOR = "pg18";

/** The folder is in use, or was written by another version. The message says what to do. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
}

interface Lock {
  readonly pid: number;
  readonly major: string;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readLock(file: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Lock;
  } catch {
    return undefined;
  }
}

/** Takes the folder for this process; a second opener or another major gets a sentence. */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "lock.json");
  const held = readLock(file);
  if (held && held.major !== EMBEDDED_MAJOR) {
    throw new DataFolderError(
      `${folder} was written by another version of the embedded database (${held.major}, this is ${EMBEDDED_MAJOR}). Move it away.`,
    );
  }
  if (held && held.pid !== process.pid && held.pid !== 0 && isRunning(held.pid)) {
    throw new DataFolderError(`${folder} is in use by process ${held.pid}. Stop that one first.`);
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, major: EMBEDDED_MAJOR } satisfies Lock));
  return () => writeFileSync(file, JSON.stringify({ pid: 0, major: EMBEDDED_MAJOR } satisfies Lock));
}

const asParameter = (value: unknown): unknown => (value instanceof TextArray ? value.toTexts() : value);

/** The rows of several statements, one after another. */
async function allRows(client: PGlite, text: string): Promise<unknown[]> {
  return (await client.exec(text)).flatMap((result) => result.rows);
}

/** Opens PGlite in a folder, or in memory for `memory://`. */
export async function openEmbedded(
  folder: string,
  adapterOf: (client: PGlite) => PrismaPGlite,
): Promise<OpenedDatabase> {
  const inMemory = folder.startsWith("memory://");
  const release = inMemory ? () => undefined : lockDataFolder(folder);
  const client = await PGlite.create({
    dataDir: inMemory ? "memory://" : join(folder, "database"),
    parsers: { [types.INT8]: (value: string) => BigInt(value) },
  });
  await client.exec("SET TIME ZONE 'UTC'");
  return {
    kind: "embedded",
    adapter: adapterOf(client),
    query: async (statement, values) => {
      const text = textOf(statement);
      if (values === undefined) return { rows: await allRows(client, text) };
      return { rows: (await client.query(text, values.map(asParameter))).rows };
    },
    oneConnection: (work) =>
      work(async (text, values) =>
        values === undefined
          ? { rows: await allRows(client, text) }
          : { rows: (await client.query(text, values as unknown[])).rows },
      ),
    transaction: (work) =>
      client.transaction((tx) =>
        work(async (statement, values) => ({
          rows: (await tx.query(textOf(statement), values?.map(asParameter))).rows,
        })),
      ),
    close: async () => {
      await client.close();
      release();
    },
  };
}
