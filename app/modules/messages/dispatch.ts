import type { Services } from "#app/integrations/services.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { plus, SECOND } from "#app/platform/clock.ts";
import { consumeHint, type DueHint, markDue, readyShops } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { giveUpLease, takeLease } from "#app/platform/lease.ts";
import { withLogContext } from "#app/platform/log.ts";
import { leaseOf, pausedCategories } from "./claim.ts";
import { FORGOTTEN, NEXT_DUE, RESTS_UNTIL, TOO_OLD } from "./lane.sql.ts";
import { LaneRun, LEASE_MS, type Paces, type Progress } from "./lane.ts";
import { Pace, PairPace } from "./pace.ts";
import { setStatus } from "./set-status.ts";

/** Hands queued messages to Meta. One per process. */
export interface Dispatcher {
  /**
   * Sends everything that may leave now. Each number's lane is drained beside the others: a long one delays nobody.
   * @param stopping asked between batches; what was claimed and not sent goes back
   * @returns how many calls were made
   */
  drain(stopping?: () => boolean): Promise<number>;
  /** Finds shops whose hint was lost. */
  sweep(): Promise<void>;
}

/** Lanes that one process drains at a time. */
const MOST_LANES = 200;
/** How often new shops are looked for while lanes are drained. */
const LOOK_EVERY_MS = 100;
/** Shop time until a lane that another worker drains is looked at again. */
const OWNED_AGAIN_MS = 5 * SECOND;

export function createDispatcher(services: Services): Dispatcher {
  const { database, shopTime, systemTime } = services;
  const paces = new Map<string, Paces>();

  function pacesOf(phoneNumberId: string, throughput: number): Paces {
    const known = paces.get(phoneNumberId) ?? { number: new Pace(throughput), pairs: new PairPace() };
    paces.set(phoneNumberId, known);
    return known;
  }

  async function drainLane(
    shopId: ShopId,
    number: { readonly phoneNumberId: string; readonly throughput: number },
    stopping: () => boolean,
  ): Promise<Progress> {
    const { phoneNumberId } = number;
    const name = leaseOf(phoneNumberId);
    const lease = await takeLease(database, systemTime, name, services.processId, LEASE_MS);
    if (!lease) return { calls: 0, left: "owned" };
    const lane = { shopId, phoneNumberId, token: lease.token };
    try {
      return await new LaneRun(
        services,
        lane,
        lease,
        pacesOf(phoneNumberId, number.throughput),
        stopping,
      ).drain();
    } finally {
      await giveUpLease(database, systemTime, lease);
    }
  }

  /** Until when Meta takes nothing of this number, if it rests now. */
  async function restsUntil(phoneNumberId: string): Promise<Date | undefined> {
    const [lane] = await database.sql<{ restUntil: Date | null }>(RESTS_UNTIL, [phoneNumberId]);
    return lane?.restUntil && lane.restUntil > shopTime.now() ? lane.restUntil : undefined;
  }

  /** A number that can send no more loses what is too old; the rest waits until it is connected again. */
  async function dropTooOld(shopId: ShopId, phoneNumberId: string): Promise<void> {
    await database.transaction(shopId, async (tx) => {
      const now = shopTime.now();
      const old = await tx.sql<{ id: string; contactId: string }>(TOO_OLD, [shopId, phoneNumberId, now]);
      for (const message of old)
        await setStatus(tx, message, "suppressed", "expired", now, { status: "queued" });
    });
  }

  /** When this lane has something to do again, or undefined where news will say so. */
  async function nextDue(
    shopId: ShopId,
    phoneNumberId: string,
    left: Progress["left"],
  ): Promise<Date | undefined> {
    const rests = await restsUntil(phoneNumberId);
    if (rests) return rests;
    if (left === "owned") return plus(shopTime.now(), OWNED_AGAIN_MS);
    const still = pausedCategories((await getShop(services, shopId)).pause);
    const [next] = await database.sql<{ dueAt: Date | null }>(NEXT_DUE, [shopId, phoneNumberId, still]);
    return next?.dueAt ?? undefined;
  }

  async function drainShop(shopId: ShopId, stopping: () => boolean): Promise<number> {
    const numbers = await database
      .shop(shopId)
      .phoneNumber.findMany({ select: { phoneNumberId: true, throughput: true, state: true } });
    const calls = await Promise.all(
      numbers.map(async (number) => {
        const { phoneNumberId } = number;
        if (number.state !== "connected") {
          await dropTooOld(shopId, phoneNumberId);
          return 0;
        }
        const resting = (await restsUntil(phoneNumberId)) !== undefined;
        const progress: Progress = resting
          ? { calls: 0, left: "rest" }
          : await drainLane(shopId, number, stopping);
        const next = await nextDue(shopId, phoneNumberId, progress.left);
        // A lane that was left although something is due is not asked again and again.
        const soonest = plus(shopTime.now(), progress.calls === 0 ? OWNED_AGAIN_MS : 0);
        if (next) await markDue(database.sql, "message", shopId, new Date(Math.max(+next, +soonest)));
        return progress.calls;
      }),
    );
    return calls.reduce((sum, count) => sum + count, 0);
  }

  /** Drains a shop whose hint was taken; one that fails is looked at again. */
  async function drainHint({ shopId }: DueHint, stopping: () => boolean): Promise<number> {
    try {
      return await withLogContext({ shopId }, () => drainShop(shopId, stopping));
    } catch (error) {
      services.log.error({ err: error, shopId }, "a shop's messages could not be sent");
      // Where the database does not answer either, the sweep finds them.
      await markDue(database.sql, "message", shopId, plus(shopTime.now(), OWNED_AGAIN_MS)).catch(
        () => undefined,
      );
      return 0;
    }
  }

  return {
    async drain(stopping = () => false) {
      const running = new Map<ShopId, Promise<void>>();
      let calls = 0;
      for (;;) {
        const hints = stopping() ? [] : await readyShops(database.sql, "message", shopTime.now(), MOST_LANES);
        for (const hint of hints) {
          if (running.has(hint.shopId) || running.size >= MOST_LANES) continue;
          if (!(await consumeHint(database.sql, "message", hint))) continue;
          const done = drainHint(hint, stopping).then((count) => {
            calls += count;
            running.delete(hint.shopId);
          });
          running.set(hint.shopId, done);
        }
        if (running.size === 0) return calls;
        await Promise.race([
          ...running.values(),
          new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS)),
        ]);
      }
    },
    async sweep() {
      const dead = plus(systemTime.now(), -3 * LEASE_MS);
      await database.sql(FORGOTTEN, [dead, shopTime.now()]);
    },
  };
}
