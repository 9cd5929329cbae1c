import { parseArgs } from "node:util";
import { z } from "zod";
import { play } from "./play.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `bin/test simulation --seed N [--days D]` plays one run and tells of it. */
const { values } = parseArgs({
  options: { seed: { type: "string" }, days: { type: "string", default: "3" } },
});
const options = z
  .object({ seed: z.coerce.number().int().min(0), days: z.coerce.number().min(0.1).max(60) })
  .safeParse(values);
if (!options.success) {
  say("--seed is a whole number, --days at most 60.");
  process.exit(2);
}
const { seed, days } = options.data;
const { violations, counts, digest } = await play(seed, days);
say(`Seed ${seed}, ${days} days`);
for (const [what, count] of Object.entries(counts).sort()) say(`  ${String(count).padStart(5)}  ${what}`);
for (const { rule, sentence } of violations) say(`  NEVER (${rule}): ${sentence}`);
say(`${violations.length} violations; the run's digest is ${digest.slice(0, 16)}`);
process.exit(violations.length > 0 ? 1 : 0);
