import { afterAll, beforeAll, describe, it } from "vitest";
import { expectAgreement, say } from "./agreed.ts";
import { findPostgres } from "./cluster.ts";
import { killAtRandom } from "./kills.ts";
import { Sending } from "./sending.ts";

const postgres = findPostgres();
if ("reason" in postgres) say(`Workers are not killed: ${postgres.reason}.`);

describe.skipIf("reason" in postgres)("two workers", () => {
  let sending: Sending;

  beforeAll(async () => {
    sending = await Sending.start({ postgres, hurries: true });
  });
  afterAll(() => sending.stop());

  it("send each message once, or declare it uncertain, when they are killed at random", async () => {
    const seed = Number(process.env.FAULT_SEED ?? Date.now() % 100_000);
    say(`seed ${seed}`);
    await killAtRandom(sending, { seed, messages: 4_000, kills: 3, say });
    await expectAgreement(sending, "killed at random");
  }, 180_000);
});
