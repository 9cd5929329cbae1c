import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAgreement, say } from "./agreed.ts";
import { findPostgres } from "./cluster.ts";
import { Sending } from "./sending.ts";

/**
 * The network to Meta fails while two workers send, or Meta takes less than it said, or the two quarrel about one lane.
 */

const postgres = findPostgres();
if ("reason" in postgres) say(`The network to Meta does not fail: ${postgres.reason}.`);

const MESSAGES = 1_000;

describe.skipIf("reason" in postgres)("a network to Meta that fails while messages are sent", () => {
  let sending: Sending;

  beforeAll(async () => {
    sending = await Sending.start({ postgres, hurries: true });
  });
  afterAll(() => sending.stop());

  const sentSince = (before: number, count: number) =>
    sending.until(() => sending.accepted - before >= count);

  it("loses and repeats nothing when it is cut again and again", async () => {
    const before = sending.accepted;
    await sending.queue(MESSAGES, 2);
    for (const moment of [100, 250, 400, 550]) {
      await sentSince(before, moment);
      sending.toMeta.cut();
    }
    await expectAgreement(sending, "cut");
  }, 120_000);

  it("loses and repeats nothing when it is slow", async () => {
    const before = await expectAgreement(sending, "before it is slow");
    sending.toMeta.slow(300);
    await sending.queue(MESSAGES, 2);
    expect(await expectAgreement(sending, "slow")).toBe(before);
    sending.toMeta.slow(0);
  }, 120_000);

  it("loses and repeats nothing when its connections are half-open", async () => {
    const before = sending.accepted;
    await sending.queue(MESSAGES, 2);
    await sentSince(before, 200);
    sending.toMeta.hold();
    await sending.until(() => sending.toMeta.unheard > 0);
    sending.toMeta.release();
    await expectAgreement(sending, "half-open");
  }, 180_000);

  it("gets every message through a storm of 429", async () => {
    const before = await expectAgreement(sending, "before the storm");
    const refused = sending.refused;
    const restore = await sending.queue(MESSAGES, 1).then(() => sending.throttle(40));
    await sending.until(() => sending.refused - refused >= 100);
    restore();
    say(`${sending.refused - refused} calls were answered with 130429`);
    expect(await expectAgreement(sending, "a storm of 429")).toBe(before);
  }, 120_000);

  it("sends each message once when two workers have one lane", async () => {
    const before = sending.accepted;
    await sending.queue(MESSAGES, 1);
    await sentSince(before, 100);
    const owner = await sending.ownerOfLane();
    owner?.freeze();
    // Its lease ends while it has messages in its hands, and knows nothing of it.
    await sending.endLeases(owner?.processId ?? "");
    await sending.until(async () => {
      const other = await sending.ownerOfLane();
      return other !== undefined && other !== owner;
    });
    await sentSince(before, 300);
    owner?.thaw();
    await expectAgreement(sending, "two workers on one lane");
  }, 120_000);
});
