import { parseArgs } from "node:util";
import { z } from "zod";
import { findPostgres } from "./cluster.ts";
import { killAtRandom } from "./kills.ts";
import { agreementLine } from "./ledgers.ts";
import { Sending } from "./sending.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * `bin/test faults --full` sends 100,000 messages with two workers, of which one or the other is killed ten times, in
 * real time; `--messages N`, `--kills N` and `--seed N` play other ones.
 */
const { values } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    messages: { type: "string", default: "100000" },
    kills: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
const options = z
  .object({
    messages: z.coerce.number().int().min(100).max(150_000),
    kills: z.coerce.number().int().min(0).max(100),
    seed: z.coerce.number().int().min(0),
  })
  .safeParse(values);
if (!options.success) {
  say("--messages is from 100 to 150000, --kills at most 100, --seed a whole number.");
  process.exit(2);
}
const postgres = findPostgres();
if ("reason" in postgres) {
  say(`Skipped: ${postgres.reason}.`);
  process.exit(1);
}
const { messages, kills, seed } = options.data;
say(`${messages} messages, ${kills} kills, seed ${seed}`);
const started = performance.now();
const sending = await Sending.start({ postgres, hurries: false });
let faults: readonly string[] = [];
try {
  await killAtRandom(sending, { seed, messages, kills, say });
  const agreement = await sending.drained();
  faults = agreement.faults;
  say(agreementLine(agreement));
  for (const fault of faults) say(`  NOT AGREED: ${fault}`);
  say(`${faults.length} faults, in ${Math.round((performance.now() - started) / 1_000)} s`);
} finally {
  await sending.stop();
}
process.exit(faults.length > 0 ? 1 : 0);
