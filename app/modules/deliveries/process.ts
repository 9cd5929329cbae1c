import { parseJson } from "#app/integrations/shopify/index.ts";
import { figuresLast } from "#app/modules/figures/index.ts";
import { findShopByDomain } from "#app/modules/shops/index.ts";
import { MINUTE, plus, SECOND } from "#app/platform/clock.ts";
import { withLogContext, withoutPersonalData } from "#app/platform/log.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { storableJson } from "#app/platform/storable-json.ts";
import { FINISH, FINISH_MANY, POSTPONE, TAKE } from "./inbox.sql.ts";
import { understandMeta } from "./meta-batch.ts";
import { understandShopify } from "./shopify-topics.ts";

interface Delivery {
  readonly id: string;
  readonly source: string;
  readonly topic: string;
  readonly shopDomain: string | null;
  readonly triggeredAt: Date | null;
  readonly body: string;
  readonly attempts: number;
  /** When it could first be tried. */
  readonly dueAt: Date;
}

/** Waits before each new try; after the last one the delivery is parked for an operator. */
const BACKOFF_MS = [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];
/** Deliveries taken at a time: as many as these bytes hold, going by the size of the last ones. */
const TAKEN_BYTES = 8 * 1024 * 1024;
const LEAST_TAKEN = 20;
const MOST_TAKEN = 500;
/** A worker that dies with deliveries in hand holds them so long. */
const TAKEN_MS = 30 * SECOND;

export interface Processor {
  /** Understands everything that waits and may be tried now. @returns how many deliveries were ended */
  drain(stopping?: () => boolean): Promise<number>;
}

type Needs = Pick<
  PlatformServices,
  "database" | "systemTime" | "shopTime" | "metrics" | "log" | "observer" | "signals"
>;

/** At most twice as many as before: the next ones may be larger. */
function limitAfter(limit: number, taken: readonly Delivery[]): number {
  const bytes = taken.reduce((sum, { body }) => sum + body.length, 1);
  const fitting = Math.floor((TAKEN_BYTES * taken.length) / bytes);
  return Math.max(LEAST_TAKEN, Math.min(MOST_TAKEN, 2 * limit, fitting));
}

/** Another worker has ended this delivery: what we did is rolled back. */
class TakenError extends Error {}

export function createProcessor(services: Needs): Processor {
  const { database, systemTime, shopTime, metrics, log, observer } = services;

  async function finish(delivery: Delivery, state: "done" | "ignored"): Promise<"done" | "ignored"> {
    await database.sql(FINISH, [delivery.id, state, systemTime.now()]);
    return state;
  }

  async function understandFromShopify(delivery: Delivery): Promise<"done" | "ignored"> {
    const shop = delivery.shopDomain ? await findShopByDomain(services, delivery.shopDomain) : undefined;
    if (!shop) return finish(delivery, "ignored");
    return database.transaction(shop.id, (tx) =>
      figuresLast(tx, async () => {
        const understood = await understandShopify(delivery.topic, {
          tx,
          shop,
          body: parseJson(storableJson(delivery.body)),
          triggeredAt: delivery.triggeredAt ?? undefined,
          now: shopTime.now(),
          causedBy: `delivery:${delivery.id}`,
        });
        await observer.reach("delivery.in_transaction");
        const state = understood ? "done" : "ignored";
        const ended = await tx.sql(FINISH, [delivery.id, state, systemTime.now()]);
        if (ended.length === 0) throw new TakenError();
        return state;
      }),
    );
  }

  async function postpone(delivery: Delivery, error: unknown): Promise<void> {
    const wait = BACKOFF_MS[delivery.attempts];
    const state = wait === undefined ? "parked" : "received";
    log.warn({ err: error, topic: delivery.topic, state }, "a delivery was not understood");
    await database.sql(POSTPONE, [
      delivery.id,
      state,
      delivery.attempts + 1,
      plus(systemTime.now(), wait ?? 0),
      error instanceof Error
        ? withoutPersonalData(`${error.name}: ${error.message}`).slice(0, 2_000)
        : "unknown error",
    ]);
  }

  async function one(delivery: Delivery): Promise<boolean> {
    try {
      const outcome = await understandFromShopify(delivery);
      metrics.processed.inc({ source: delivery.source, outcome });
      return true;
    } catch (error) {
      if (error instanceof TakenError) return true;
      metrics.processed.inc({ source: delivery.source, outcome: "failed" });
      await postpone(delivery, error);
      return false;
    }
  }

  /** @returns how many were ended */
  async function fromMeta(deliveries: readonly Delivery[]): Promise<number> {
    if (deliveries.length === 0) return 0;
    const outcomes = await understandMeta(services, deliveries);
    const ended = deliveries.filter(({ id }) => typeof outcomes.get(id) === "string");
    const states = ended.map(({ id }) => String(outcomes.get(id)));
    await database.sql(FINISH_MANY, [ended.map(({ id }) => id), states, systemTime.now()]);
    for (const outcome of states) metrics.processed.inc({ source: "meta", outcome });
    for (const delivery of deliveries) {
      const outcome = outcomes.get(delivery.id);
      if (typeof outcome !== "object") continue;
      metrics.processed.inc({ source: "meta", outcome: "failed" });
      await withLogContext({ deliveryId: delivery.id }, () => postpone(delivery, outcome.fault));
    }
    return ended.length;
  }

  return {
    async drain(stopping = () => false) {
      let ended = 0;
      let limit = LEAST_TAKEN;
      for (;;) {
        const now = systemTime.now();
        const waiting = await database.sql<Delivery>(TAKE, [now, limit, plus(now, TAKEN_MS)]);
        waiting.sort(
          (left, right) => left.dueAt.getTime() - right.dueAt.getTime() || (left.id < right.id ? -1 : 1),
        );
        ended += await fromMeta(waiting.filter(({ source }) => source === "meta"));
        for (const delivery of waiting.filter(({ source }) => source !== "meta")) {
          if (await withLogContext({ deliveryId: delivery.id }, () => one(delivery))) ended += 1;
        }
        if (waiting.length > 0) services.signals.raise("due");
        if (waiting.length < limit || stopping()) return ended;
        limit = limitAfter(limit, waiting);
      }
    },
  };
}
