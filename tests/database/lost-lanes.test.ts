import { expect, it } from "vitest";
import type { Services } from "#app/integrations/services.ts";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { ABANDONED, CLAIM } from "#app/modules/messages/lane.sql.ts";
import { MINUTE, SECOND } from "#app/platform/clock.ts";
import { textOf } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId } from "#app/platform/ids.ts";
import { giveUpLease, type Lease, takeLease } from "#app/platform/lease.ts";
import type { Point } from "#app/platform/observer.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";
import { shopWithReplies } from "./waiting-replies.ts";

const MESSAGES = 15;
const A_HUNDRED_A_SECOND = 100;

/** A worker loses its lane to another one, or the database, while it has messages in its hands. */
onBothDatabases("a worker that loses its lane", (database) => {
  const { play } = playShop(database);

  /** Which messages Meta was called with, in order. */
  function withCalls(services: Services, during: (call: number) => Promise<void>) {
    const calls: string[] = [];
    const meta: Services["meta"] = {
      ...services.meta,
      async sendMessage(...call) {
        const { biz_opaque_callback_data: ours } = call[2] as { biz_opaque_callback_data: string };
        calls.push(ours);
        await during(calls.length);
        return services.meta.sendMessage(...call);
      },
    };
    return { calls, services: { ...services, meta } };
  }

  it("sends none of what it has not sent by then: the next owner does, each once", async () => {
    const { phoneNumberId, shopId } = await shopWithReplies(play, MESSAGES, A_HUNDRED_A_SECOND);
    let late = 0;
    let other: Lease | undefined;
    const systemTime = { now: () => new Date(play.services.systemTime.now().getTime() + late) };
    const { calls, services } = withCalls({ ...play.services, systemTime }, async (call) => {
      if (call > 1) return;
      // The process stood still for longer than its lease, and another one has taken the lane.
      late = MINUTE;
      other = await takeLease(database.get(), systemTime, `lane:${phoneNumberId}`, "other", 10 * SECOND);
    });
    await markDue(database.get().sql, "message", shopId, play.now);
    await createDispatcher(services).drain();
    expect(calls).toHaveLength(1);

    if (!other) throw new Error("the lease has not ended");
    await giveUpLease(database.get(), systemTime, other);
    await markDue(database.get().sql, "message", shopId, play.now);
    await createDispatcher({ ...services, processId: newId() }).drain();
    expect(new Set(calls).size).toBe(MESSAGES);
    expect(calls).toHaveLength(MESSAGES);
  });

  it("has its lease held until what it takes into its hands can be seen", async () => {
    const { kind, sql } = database.get();
    // One connection lets nobody come between.
    if (kind === "embedded") return;
    const { phoneNumberId, shopId } = await shopWithReplies(play, 1);
    const name = `lane:${phoneNumberId}`;
    const { systemTime } = play.services;
    const lease = await takeLease(database.get(), systemTime, name, "one", 10 * SECOND);
    const [message] = await database.get().shop(shopId).message.findMany({});
    const now = systemTime.now();
    await database.get().transaction(shopId, async (tx) => {
      await tx.sql(CLAIM, [shopId, newId(), phoneNumberId, lease?.token, now, [message?.id], name]);
      const taken = sql("SELECT 1 FROM lease WHERE name = $1 FOR UPDATE NOWAIT", [name]);
      await expect(taken).rejects.toMatchObject({ code: "55P03" });
    });
  });

  /** A worker that ends when it reaches a point, with what it has in its hands. */
  function dyingAt(point: Point) {
    const reach = (reached: Point) => (reached === point ? Promise.reject(new Error("dead")) : undefined);
    return createDispatcher({ ...play.services, observer: { reach } });
  }

  it.each<[Point, number, object]>([
    ["dispatch.after_claim", MESSAGES, { accepted: MESSAGES }],
    ["dispatch.after_begin", 0, { uncertain: MESSAGES }],
  ])("having died at %s leaves its promotions as what they are", async (point, sent, left) => {
    const { shopId } = await shopWithReplies(play, MESSAGES, A_HUNDRED_A_SECOND);
    const messages = database.get().shop(shopId).message;
    await messages.updateMany({ data: { category: "MARKETING" } });
    await markDue(database.get().sql, "message", shopId, play.now);
    await dyingAt(point).drain();
    expect(await messages.count({ where: { status: "queued" } })).toBe(MESSAGES);

    const { calls, services } = withCalls(play.services, async () => undefined);
    await markDue(database.get().sql, "message", shopId, play.now);
    await createDispatcher({ ...services, processId: newId() }).drain();
    expect(calls.filter((call) => call.includes(shopId))).toHaveLength(sent);
    const counted = await messages.groupBy({ by: ["status"], _count: true });
    expect(Object.fromEntries(counted.map(({ status, _count }) => [status, _count]))).toEqual(left);
  });

  it("sends nothing of a batch that its next owner has put back", async () => {
    const { phoneNumberId, shopId } = await shopWithReplies(play, MESSAGES, A_HUNDRED_A_SECOND);
    const { sql } = database.get();
    const { calls, services } = withCalls(play.services, async () => undefined);
    let claims = 0;
    const observer = {
      async reach(point: Point) {
        if (point !== "dispatch.after_claim") return;
        claims += 1;
        // As the next owner does it, while this one stands still.
        if (claims === 1) await sql(ABANDONED, [shopId, phoneNumberId, 1_000n, play.now, play.now]);
      },
    };
    await markDue(sql, "message", shopId, play.now);
    await createDispatcher({ ...services, observer }).drain();
    const ours = calls.filter((call) => call.includes(shopId));
    expect(new Set(ours).size).toBe(ours.length);
    const { message, laneClaim } = database.get().shop(shopId);
    expect(await message.count({ where: { status: "uncertain" } })).toBe(0);
    expect(await message.count({ where: { status: "accepted" } })).toBe(ours.length);
    expect(await laneClaim.count({})).toBe(0);
  });

  it("goes on when the database is there again, and no process ends of it", async () => {
    const shops = [await shopWithReplies(play, MESSAGES), await shopWithReplies(play, MESSAGES)];
    let consumed = 0;
    const gone = () => Promise.reject(new Error("the database is gone"));
    const failing: Services["database"] = {
      ...database.get(),
      sql: (statement, parameters) => {
        if (textOf(statement).startsWith("DELETE FROM due_shop")) consumed += 1;
        return consumed > 1 ? gone() : database.get().sql(statement, parameters);
      },
    };
    const { calls, services } = withCalls(play.services, async () => undefined);
    for (const { shopId } of shops) await markDue(database.get().sql, "message", shopId, play.now);
    // The first shop's lane is begun; the database is gone when the second one's is.
    await expect(createDispatcher({ ...services, database: failing }).drain()).rejects.toThrow("gone");

    await database.get().sql("UPDATE lease SET expires_at = $1", [new Date(0)]);
    const dispatcher = createDispatcher(services);
    await dispatcher.sweep();
    await dispatcher.drain();
    const ours = calls.filter((call) => shops.some(({ shopId }) => call.includes(shopId)));
    expect(new Set(ours).size).toBe(2 * MESSAGES);
    expect(ours).toHaveLength(2 * MESSAGES);
  });
});
