import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * `bin/bench NAME`: measures something beside its ceiling in the same run. The last line is one JSON object,
 * `{"bench":…,"figures":{…}}`.
 */

const folder = join(import.meta.dirname, "../../bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.replace(".bench.ts", ""));

const [name = ""] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`bin/bench NAME, one of: ${names.join(", ")}`);
  process.exit(2);
}
const { measure }: { measure: () => Promise<Record<string, number>> } = await import(
  join(folder, `${name}.bench.ts`)
);
const figures = await measure();
console.log(JSON.stringify({ bench: name, figures }));
process.exit(0);
