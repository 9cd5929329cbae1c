import type { Services } from "#app/integrations/services.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { withLogContext } from "#app/platform/log.ts";
import { DUE_RUNS, FORGOTTEN_RUNS, LOCK_RUN, NEXT_RUN_DUE } from "./automations.sql.ts";
import { boughtAtShopify } from "./bought.ts";
import { checkoutTokenOf, planCartStep } from "./cart-step.ts";
import { planOrderStep } from "./order-step.ts";
import { loadRun } from "./run.ts";
import { carryOutStep } from "./step.ts";

/** Decides the steps that are due. One per process. */
export interface Scheduler {
  /** @returns how many steps were decided */
  drain(): Promise<number>;
  /** Finds shops whose hint was lost. */
  sweep(): Promise<void>;
}

const BATCH = 100;

export function createScheduler(services: Services): Scheduler {
  const { database, shopTime } = services;

  /** @returns false where somebody else decides it, or nothing is due any more */
  async function decide(shopId: ShopId, enrolmentId: string): Promise<boolean> {
    const enrolment = await database.shop(shopId).enrolment.findFirst({
      where: { id: enrolmentId },
      select: { subject: true },
    });
    if (!enrolment) return false;
    const isCart = enrolment.subject.startsWith("checkout:");
    // Asked before the transaction: nothing waits for a network while rows are locked.
    const asked = isCart
      ? await boughtAtShopify(services, shopId, checkoutTokenOf(enrolment.subject))
      : undefined;
    return database.transaction(shopId, async (tx) => {
      const now = shopTime.now();
      const locked = await tx.sql(LOCK_RUN, [shopId, enrolmentId, now]);
      if (locked.length === 0) return false;
      const run = await loadRun(tx, enrolmentId, now);
      const plan = isCart ? await planCartStep(run, asked) : await planOrderStep(run);
      await carryOutStep(run, plan, services.env);
      return true;
    });
  }

  async function drainShop(shopId: ShopId): Promise<number> {
    let decided = 0;
    for (;;) {
      const due = await database.sql<{ id: string }>(DUE_RUNS, [shopId, shopTime.now(), BATCH]);
      let progressed = 0;
      for (const { id } of due) if (await decide(shopId, id)) progressed += 1;
      decided += progressed;
      if (progressed === 0) break;
    }
    const [next] = await database.sql<{ dueAt: Date | null }>(NEXT_RUN_DUE, [shopId]);
    if (next?.dueAt) await markDue(database.sql, "enrolment", shopId, next.dueAt);
    if (decided > 0) services.signals.raise("dispatch");
    return decided;
  }

  return {
    async drain() {
      let decided = 0;
      for (const hint of await readyShops(database.sql, "enrolment", shopTime.now())) {
        if (!(await consumeHint(database.sql, "enrolment", hint))) continue;
        decided += await withLogContext({ shopId: hint.shopId }, () => drainShop(hint.shopId));
      }
      return decided;
    },
    async sweep() {
      await database.sql(FORGOTTEN_RUNS);
    },
  };
}
