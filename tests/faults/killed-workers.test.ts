import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPostgres } from "./cluster.ts";
import { killAtRandom } from "./kills.ts";
import { agreementLine } from "./ledgers.ts";
import { Sending } from "./sending.ts";

const postgres = findPostgres();
const say = (line: string) => process.stdout.write(`${line}\n`);
if ("reason" in postgres) say(`Skipped: ${postgres.reason}.`);

describe.skipIf("reason" in postgres)("two workers on a PostgreSQL of their own", () => {
  let sending: Sending;

  beforeAll(async () => {
    sending = await Sending.start({ postgres, hurries: true });
  });
  afterAll(() => sending.stop());

  it("send each message once, or declare it uncertain, when they are killed at random", async () => {
    const seed = Number(process.env.FAULT_SEED ?? Date.now() % 100_000);
    say(`seed ${seed}`);
    await killAtRandom(sending, { seed, messages: 4_000, kills: 3, say });
    const agreement = await sending.drained();
    say(agreementLine(agreement));
    expect(agreement.faults).toEqual([]);
    expect(agreement.acceptedOnce + agreement.acceptedTwice + agreement.uncertain).toBe(4_000);
    expect(agreement.delivered).toBe(agreement.acceptedOnce + agreement.acceptedTwice);
  }, 180_000);
});
