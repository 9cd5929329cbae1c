import { afterAll, beforeAll, describe, it } from "vitest";
import { expectAgreement, say } from "./agreed.ts";
import { findPostgres } from "./cluster.ts";
import { Sending } from "./sending.ts";
import { SmallDisk } from "./small-disk.ts";

/**
 * The database fails while two workers send: it is restarted, it crashes, its connections stand and nothing comes
 * through, its disk is full. No process may end of it, and when it is back each message has been sent once.
 */

const postgres = findPostgres();
const noDisk = SmallDisk.refusal();
if ("reason" in postgres) say(`The database does not fail: ${postgres.reason}.`);
else if (noDisk) say(`The database's disk is not filled: ${noDisk}.`);

const MESSAGES = 1_500;
const SOME = 300;
const DISK_MB = 300;

describe.skipIf("reason" in postgres)("a database that fails while messages are sent", () => {
  let sending: Sending;

  beforeAll(async () => {
    const diskMb = noDisk === undefined ? { diskMb: DISK_MB } : {};
    sending = await Sending.start({ postgres, hurries: true, databaseTimeout: 3, ...diskMb });
  });
  afterAll(() => sending.stop());

  /** Resolves in the middle of the sending. */
  async function inTheMiddle(): Promise<void> {
    const before = sending.accepted;
    await sending.queue(MESSAGES, 2);
    await sending.until(() => sending.accepted - before >= SOME);
  }

  it.each(["fast", "immediate"] as const)(
    "loses and repeats nothing when it is restarted (%s)",
    async (mode) => {
      await inTheMiddle();
      await sending.cluster.stop(mode);
      await sending.cluster.start();
      await expectAgreement(sending, `PostgreSQL restarted, ${mode}`);
    },
    120_000,
  );

  it("loses and repeats nothing when its connections are half-open", async () => {
    await inTheMiddle();
    sending.toDatabase.hold();
    const held = sending.accepted;
    await sending.until(() => sending.toDatabase.unheard > 0);
    say(`half-open after ${held} messages`);
    sending.toDatabase.release();
    await expectAgreement(sending, "connections half-open");
  }, 120_000);

  it.skipIf(noDisk !== undefined)(
    "loses and repeats nothing when its disk is full",
    async () => {
      const { cluster } = sending;
      await inTheMiddle();
      cluster.disk?.fill();
      await sending.until(
        () => cluster.log().split("No space left on device").length > 5 || !cluster.isRunning(),
      );
      say(
        `disk full after ${sending.accepted} messages; the server ${cluster.isRunning() ? "runs" : "has ended"}`,
      );
      cluster.disk?.free();
      await cluster.revive();
      await expectAgreement(sending, "disk full");
    },
    120_000,
  );
});
