import { expect, it } from "vitest";
import { createDispatcher, resumeForecast } from "#app/modules/messages/index.ts";
import { pauseSending, resumeSending } from "#app/modules/shops/index.ts";
import { HOUR, MINUTE } from "#app/platform/clock.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

/** What a merchant is told before they resume is what dispatch then does. */
onBothDatabases("sending that goes on after a pause", (database) => {
  const { play, db, later, leaveCart, buy, agree, work } = playShop(database);
  const forecast = () => resumeForecast(play.services, play.shopId);

  async function resume(): Promise<void> {
    await resumeSending(play.services, play.shopId, "staff:1");
    await createDispatcher(play.services).drain();
  }

  it("names who a cart that is too old belongs to, and drops it", async () => {
    await leaveCart();
    await agree();
    await pauseSending(play.services, play.shopId, "staff:1", { scope: "all", reason: null });
    later(61 * MINUTE);
    await work();
    later(40 * HOUR);
    const told = await forecast();
    expect(told).toEqual({
      leave: 0,
      later: 0,
      dropped: 0,
      more: false,
      tooOld: { count: 1, some: [{ person: "Giulia R.", origin: "cart_recovery" }] },
    });
    await resume();
    expect(play.sent).toEqual([]);
    expect(await db().message.count({ where: { status: "suppressed", reason: "expired" } })).toBe(
      told.tooOld.count,
    );
  });

  it("lets an order's news leave that are not too old", async () => {
    await agree();
    await pauseSending(play.services, play.shopId, "staff:1", { scope: "all", reason: null });
    await buy();
    await work();
    later(20 * HOUR);
    const told = await forecast();
    expect(told).toMatchObject({ leave: 1, later: 0, tooOld: { count: 0 } });
    expect(play.sent).toEqual([]);
    await resume();
    expect(play.sent).toHaveLength(told.leave);
  });

  it("says that a promotion waits for the morning", async () => {
    await leaveCart();
    await agree();
    await pauseSending(play.services, play.shopId, "staff:1", { scope: "marketing", reason: null });
    later(61 * MINUTE);
    await work();
    later(9 * HOUR + 30 * MINUTE);
    expect(await forecast()).toMatchObject({ leave: 0, later: 1, tooOld: { count: 0, some: [] } });
    await resume();
    expect(play.sent).toEqual([]);
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued" });
  });

  it("has nothing to tell where nothing waits", async () => {
    expect(await forecast()).toMatchObject({ leave: 0, later: 0, dropped: 0, tooOld: { count: 0 } });
  });
});
