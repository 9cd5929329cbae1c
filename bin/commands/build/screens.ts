import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the built screens are made of; the product's modules are loaded by Node itself and are not among it. */
const SOURCES = [
  "app/*.{ts,tsx}",
  "app/{routes,ui,i18n}/**/*.{ts,tsx,css,json}",
  "contracts/**/*.ts",
  "vite.config.ts",
  "package-lock.json",
];
const MARK = join("build", ".sources");
const BUILT = join("build", "server", "index.js");

function hashOfSources(): string {
  const hash = createHash("sha256");
  const files = globSync(SOURCES)
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function isBuiltFrom(sources: string): boolean {
  return existsSync(BUILT) && existsSync(MARK) && readFileSync(MARK, "utf8") === sources;
}

export type BuildResult =
  | {
      readonly ok: true;
      /** False where the screens were built from these very sources before. */
      readonly fresh: boolean;
    }
  | { readonly ok: false; readonly said: string };

/** Builds the merchant's screens into build/, unless they are there already. @param force builds in any case */
export function buildScreens({ force }: { readonly force: boolean }): BuildResult {
  const sources = hashOfSources();
  if (!force && isBuiltFrom(sources)) return { ok: true, fresh: false };
  const remix = join("node_modules", ".bin", "remix");
  const { status, stdout, stderr, error } = spawnSync(remix, ["vite:build"], {
    encoding: "utf8",
    shell: process.platform === "win32",
    // React's production build, whatever the process that asks for it runs as.
    env: { ...process.env, NODE_ENV: "production" },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    return { ok: false, said: `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`.trim() };
  }
  writeFileSync(MARK, sources);
  return { ok: true, fresh: true };
}
