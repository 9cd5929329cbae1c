import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { findBrowser } from "./browser/find.ts";

/** `bin/test [part…]`: checks and tests; the last line counts them over all parts. */

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const windows = process.platform === "win32";

/** A program of the project, run to its end; its words are shown only when it fails. */
function check(program: string, args: readonly string[]): Count {
  const result = spawnSync(program, args, { encoding: "utf8", shell: windows, maxBuffer: 64 * 1024 * 1024 });
  if (result.status === 0) return { passed: 1, failed: 0, skipped: 0 };
  console.error(`${result.stdout ?? ""}${result.stderr ?? ""}${result.error ?? ""}`);
  return { passed: 0, failed: 1, skipped: 0 };
}

const tool = (name: string) => join("node_modules", ".bin", name);

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
});

/** One of vitest's projects, counted from its own report. */
function vitest(project: string): Count {
  const folder = mkdtempSync(join(tmpdir(), "cartwave-test-"));
  const output = join(folder, "report.json");
  const args = [
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile=${output}`,
  ];
  const { status } = spawnSync(tool("vitest"), args, { stdio: "inherit", shell: windows });
  try {
    const counted = report.parse(JSON.parse(readFileSync(output, "utf8")));
    const failed = counted.numFailedTests;
    // A file that does not even load, or an error between tests, fails no test of its own.
    const broken = status !== 0 && failed === 0 ? 1 : 0;
    return { passed: counted.numPassedTests, failed: failed + broken, skipped: counted.numPendingTests };
  } catch {
    console.error(`The tests of "${project}" left no report.`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const parts: Readonly<Record<string, () => Count>> = {
  types: () => check(tool("tsc"), ["--noEmit"]),
  lint: () => check(tool("biome"), ["ci", "--error-on-warnings", "."]),
  layering: () =>
    check(tool("depcruise"), [
      "--config",
      ".dependency-cruiser.cjs",
      "app",
      "server",
      "prisma",
      "sandbox",
      "contracts",
      "bench",
    ]),
  dead: () => check(tool("knip"), ["--no-progress"]),
  sql: () => check("node", ["bin/commands/checks/sql.ts"]),
  graphql: () => check("node", ["bin/commands/checks/graphql.ts"]),
  migrations: () => check("node", ["prisma/migrate.mjs", "--check"]),
  unit: () => vitest("unit"),
  database: () => vitest("database"),
  samples: () => vitest("samples"),
  conformance: () => vitest("conformance"),
  extensions: () => check("node", ["bin/commands/checks/extensions.ts"]),
  "extension-tests": () => vitest("extensions"),
  faults: () => vitest("faults"),
  simulation: () => vitest("simulation"),
  browser: () => {
    const browser = findBrowser();
    if (browser.found) return vitest("browser");
    const missing = `The browser tests need a browser: ${browser.reason}.`;
    console.error(missing);
    // A pull request must have seen the screens; a laptop may lack a browser.
    return process.env.CI ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
  },
};

const wanted = process.argv.slice(2);
// One run of one's own: `bin/test simulation --seed N [--days D]`, `bin/test faults --full`.
const [single = ""] = wanted;
if (["simulation", "faults"].includes(single) && wanted[1]?.startsWith("--")) {
  const { status } = spawnSync("node", [`tests/${single}/main.ts`, ...wanted.slice(1)], { stdio: "inherit" });
  process.exit(status ?? 1);
}
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. The parts: ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  const count = run();
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const verdict = count.failed > 0 ? "FAILED" : "ok";
  console.log(
    `${name}: ${verdict}, ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped, ${seconds} s`,
  );
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
