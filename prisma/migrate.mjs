// Makes and checks migrations with Prisma's schema engine, compiled to WebAssembly, on an embedded database:
// no native binary, no server.
//   node prisma/migrate.mjs NAME      writes prisma/migrations/<time>_NAME/migration.sql
//   node prisma/migrate.mjs --check   exit 1 when the migrations do not make what schema.prisma says
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { PrismaPGlite } from "pglite-prisma-adapter";

const folder = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const migrations = join(folder, "migrations");
const schema = [{ path: "schema.prisma", content: readFileSync(join(folder, "schema.prisma"), "utf8") }];
const names = existsSync(migrations)
  ? readdirSync(migrations)
      .filter((name) => existsSync(join(migrations, name, "migration.sql")))
      .sort()
  : [];

async function startEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { get: () => "", set_message: (text) => console.error(text) };
  const file = require
    .resolve("@prisma/schema-engine-wasm")
    .replace("schema_engine.js", "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(new PGlite()));
  const datamodels = schema.map((part) => [part.path, part.content]);
  return glue.SchemaEngine.new({ datamodels }, () => {}, factory);
}

/** The SQL that is missing after all migrations, or "". */
async function missing() {
  const engine = await startEngine();
  const filters = { externalTables: [], externalEnums: [] };
  const migrationDirectories = names.map((name) => ({
    path: name,
    migrationFile: {
      path: "migration.sql",
      content: { tag: "ok", value: readFileSync(join(migrations, name, "migration.sql"), "utf8") },
    },
  }));
  const lockfile = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };
  const migrationsList = { baseDir: migrations, lockfile, shadowDbInitScript: "", migrationDirectories };
  await engine.applyMigrations({ migrationsList, filters });
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files: schema, configDir: folder },
    to: { tag: "schemaDatamodel", files: schema },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters,
  });
  return stdout && !stdout.includes("This is an empty migration") ? stdout : "";
}

const [argument] = process.argv.slice(2);
const sql = await missing();
if (argument === "--check") {
  if (sql) console.error(`The migrations do not make what schema.prisma says. Missing:\n${sql}`);
  process.exit(sql ? 1 : 0);
}
if (!sql) {
  console.log("Nothing to do: the migrations make what schema.prisma says.");
  process.exit(0);
}
if (!/^[a-z0-9_]+$/.test(argument ?? "")) {
  console.error("Give the migration a name of small letters, digits and underscores.");
  process.exit(2);
}
const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
const target = join(migrations, `${stamp}_${argument}`);
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "migration.sql"), sql);
writeFileSync(join(migrations, "migration_lock.toml"), 'provider = "postgresql"\n');
console.log(`Written: ${target}. Add by hand what Prisma does not know (CHECK), then run --check.`);
process.exit(0);
