import type { Services } from "#app/integrations/services.ts";
import { MINUTE, plus } from "#app/platform/clock.ts";
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
  /**
   * Decides what is due until nothing is, a batch of each shop in turn: no shop waits for the end of another's.
   * @param stopping asked between batches; a process that ends begins no new one
   * @returns how many steps were decided
   */
  drain(stopping?: () => boolean): Promise<number>;
  /** Finds shops whose hint was lost. */
  sweep(): Promise<void>;
}

const BATCH = 50;
/** A step that can't be decided, by a fault of ours, is tried again after this; its shop's others go on. */
const FAULT_AGAIN_MS = 15 * MINUTE;

/** Whether carts were bought, asked of Shopify; once it does not answer it is left alone for the rest of a batch. */
function createAsking(services: Services, shopId: ShopId) {
  let silent = false;
  return async (token: string): Promise<boolean | undefined> => {
    if (silent) return undefined;
    const bought = await boughtAtShopify(services, shopId, token);
    silent = bought === undefined;
    return bought;
  };
}

export function createScheduler(services: Services): Scheduler {
  const { database, shopTime } = services;

  /** A cart's step as it would be decided without asking Shopify: who gets nothing anyway needs no question. */
  function needsAsking(shopId: ShopId, enrolmentId: string): Promise<boolean> {
    return database.transaction(shopId, async (tx) => {
      const run = await loadRun(tx, enrolmentId, shopTime.now());
      const { decision } = await planCartStep(run, undefined);
      return decision.outcome === "postpone" && decision.reason === "shopify_unavailable";
    });
  }

  /** @returns false where somebody else decides it, or nothing is due any more */
  async function decide(
    shopId: ShopId,
    enrolmentId: string,
    ask: ReturnType<typeof createAsking>,
  ): Promise<boolean> {
    const enrolment = await database.shop(shopId).enrolment.findFirst({
      where: { id: enrolmentId },
      select: { subject: true },
    });
    if (!enrolment) return false;
    const isCart = enrolment.subject.startsWith("checkout:");
    // Asked before the transaction: nothing waits for a network while rows are locked.
    const asked =
      isCart && (await needsAsking(shopId, enrolmentId))
        ? await ask(checkoutTokenOf(enrolment.subject))
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

  /** A fault in one run holds up no other. */
  async function decideOrPutOff(
    shopId: ShopId,
    enrolmentId: string,
    ask: ReturnType<typeof createAsking>,
  ): Promise<boolean> {
    try {
      return await decide(shopId, enrolmentId, ask);
    } catch (error) {
      services.log.error({ err: error, enrolmentId }, "a step could not be decided");
      const now = shopTime.now();
      const data = { dueAt: plus(now, FAULT_AGAIN_MS), updatedAt: now };
      await database
        .shop(shopId)
        .enrolment.updateMany({ where: { id: enrolmentId, state: "waiting", dueAt: { lte: now } }, data });
      return true;
    }
  }

  async function drainShop(shopId: ShopId): Promise<number> {
    const ask = createAsking(services, shopId);
    let decided = 0;
    for (const { id } of await database.sql<{ id: string }>(DUE_RUNS, [shopId, shopTime.now(), BATCH]))
      if (await decideOrPutOff(shopId, id, ask)) decided += 1;
    // Runs that somebody else holds are theirs to go on with; else the shop has its next turn.
    const [next] = await database.sql<{ dueAt: Date | null }>(NEXT_RUN_DUE, [shopId]);
    if (next?.dueAt) await markDue(database.sql, "enrolment", shopId, next.dueAt);
    if (decided > 0) services.signals.raise("dispatch");
    return decided;
  }

  async function onePass(stopping: () => boolean): Promise<number> {
    let decided = 0;
    for (const hint of await readyShops(database.sql, "enrolment", shopTime.now())) {
      if (stopping()) break;
      if (!(await consumeHint(database.sql, "enrolment", hint))) continue;
      decided += await withLogContext({ shopId: hint.shopId }, () => drainShop(hint.shopId));
    }
    return decided;
  }

  return {
    async drain(stopping = () => false) {
      let decided = 0;
      for (;;) {
        const inThisPass = await onePass(stopping);
        decided += inThisPass;
        if (inThisPass === 0 || stopping()) return decided;
      }
    },
    async sweep() {
      await database.sql(FORGOTTEN_RUNS);
    },
  };
}
