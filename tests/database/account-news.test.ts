import { expect, it } from "vitest";
import { createProcessor } from "#app/modules/deliveries/index.ts";
import { DAY, HOUR, systemClock } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

onBothDatabases("what Meta tells of an account and its numbers", (database) => {
  const { play, db, later } = playShop(database);

  /** @param at Meta's time, shop time if absent */
  async function tells(field: string, value: object, at = play.now): Promise<void> {
    const time = Math.floor(at.getTime() / 1_000);
    const entry = [{ id: `waba-${play.shopId}`, time, changes: [{ field, value }] }];
    await play.services.database.system.inboxDelivery.create({
      data: {
        ...{ id: newId(), key: newId(), source: "meta", topic: "whatsapp_business_account", headers: {} },
        body: JSON.stringify({ object: "whatsapp_business_account", entry }),
        nextAttemptAt: systemClock.now(),
        receivedAt: systemClock.now(),
      },
    });
    await createProcessor(play.services).drain();
  }
  const account = (event: string, more: object = {}) => tells("account_update", { event, ...more });
  const open = async () =>
    (await db().problem.findMany({ where: { clearedAt: null } })).map(({ kind, facts }) => [kind, facts]);

  it("is shown while nothing goes out, and no longer once the account is back", async () => {
    await account("ACCOUNT_OFFBOARDED");
    expect(await open()).toEqual([["meta_channel_stopped", { detail: "ACCOUNT_OFFBOARDED" }]]);
    later(HOUR);
    await account("ACCOUNT_RECONNECTED");
    expect(await open()).toEqual([]);
  });

  it("is no alarm while a ban is announced, and one when it has come", async () => {
    const ban = (waba_ban_state: string | string[]) =>
      account("DISABLED_UPDATE", { ban_info: { waba_ban_state } });
    await ban(["SCHEDULE_FOR_DISABLE"]);
    expect(await open()).toEqual([]);
    await ban("DISABLE");
    expect(await open()).toHaveLength(1);
    await ban("REINSTATE");
    expect(await open()).toEqual([]);
  });

  it("is an alarm where messages of one's own may not be sent, not where calls may not", async () => {
    const restrict = (restriction_type: string) =>
      account("ACCOUNT_RESTRICTION", { restriction_info: [{ restriction_type }] });
    await restrict("RESTRICTED_USER_INITIATED_CALLING");
    expect(await open()).toEqual([]);
    await restrict("RESTRICTED_BIZ_INITIATED_MESSAGING");
    expect(await open()).toHaveLength(1);
  });

  it("says how many people may be written to, unless it is older than what was asked for", async () => {
    const limit = (value: unknown, at?: Date) =>
      tells("business_capability_update", { max_daily_conversations_per_business: value }, at);
    await limit(250);
    await limit("TIER_2K", new Date(play.now.getTime() - DAY));
    expect(await db().phoneNumber.findFirst({})).toMatchObject({ messagingLimit: "TIER_250" });
    await limit("as many as you like");
    await limit(-1);
    expect(await db().phoneNumber.findFirst({})).toMatchObject({ messagingLimit: "TIER_UNLIMITED" });
  });

  it("speaks of the number that it names, however it is written", async () => {
    const name = (display_phone_number: string, requested_verified_name: string) =>
      tells("phone_number_name_update", {
        display_phone_number,
        decision: "APPROVED",
        requested_verified_name,
      });
    await name("390255501234", "Casa Aurora");
    await name("390255509999", "Somebody else");
    expect(await db().phoneNumber.findMany({})).toMatchObject([{ verifiedName: "Casa Aurora" }]);
  });
});
