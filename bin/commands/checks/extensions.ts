import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleExtensions } from "../extensions/bundle.ts";
import { readExtensions } from "../extensions/manifest.ts";
import { violationsOf, violationsOfBundle } from "../extensions/violations.ts";

/** Checks every UI extension: types under its own tsconfig.json, targets, texts in all languages, and the bundle. */

const known = new Set(readFileSync("contracts/shopify/ui-targets.txt", "utf8").split("\n").filter(Boolean));
const extensions = readExtensions(".");
const found: string[] = [];
if (extensions.length === 0) found.push("no extension was found to check");

for (const extension of extensions) {
  found.push(...violationsOf(extension, known));
  const tsconfig = join(extension.folder, "tsconfig.json");
  if (!existsSync(tsconfig)) {
    found.push(`${extension.handle}: has no tsconfig.json`);
    continue;
  }
  const compiler = join("node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", tsconfig], { encoding: "utf8" });
  if (status !== 0) found.push(stdout.trim());
}

const bundled = await bundleExtensions({ appUrl: "https://app.example" }).catch((error: unknown) => {
  found.push(error instanceof Error ? error.message : String(error));
  return [];
});
for (const extension of bundled) {
  found.push(...violationsOfBundle(extension));
  const { handle, targets } = extension;
  for (const { target, script } of targets)
    console.log(`${handle} ${target}: ${Buffer.byteLength(script)} bytes`);
}
for (const line of found) console.error(line);
console.log(`${extensions.length} extensions checked, ${found.length} violations`);
process.exit(found.length > 0 ? 1 : 0);
