import { globSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parse } from "libpg-query";
import { systemTables } from "#app/platform/database/system-tables.ts";
import { type Statement, violationsOf } from "./sql-rules.ts";

/** Checks every migration and every `*.sql.ts` for the rules of the data (docs/architecture.md). */

async function statementsOf(sql: string): Promise<Statement[]> {
  const { stmts = [] } = (await parse(sql)) as { stmts?: { stmt: Statement }[] };
  return stmts.map(({ stmt }) => stmt);
}

const sources: { file: string; sql: string }[] = globSync("prisma/migrations/*/migration.sql").map(
  (file) => ({
    file,
    sql: readFileSync(file, "utf8"),
  }),
);
for (const file of globSync("app/**/*.sql.ts")) {
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  for (const [name, sql] of Object.entries(exported)) {
    const text = typeof sql === "object" && sql !== null && "text" in sql ? sql.text : sql;
    if (typeof text === "string") sources.push({ file: `${file} ${name}`, sql: text });
  }
}

const found: string[] = [];
for (const { file, sql } of sources) {
  const statements = await statementsOf(sql);
  if (statements.length === 0) found.push(`${file}: holds no statement`);
  for (const statement of statements) {
    found.push(...violationsOf(statement, new Set(systemTables)).map((violation) => `${file}: ${violation}`));
  }
}
if (sources.length === 0) found.push("no SQL was found to check");
for (const line of found) console.error(line);
console.log(`${sources.length} sources checked, ${found.length} violations`);
process.exit(found.length > 0 ? 1 : 0);
