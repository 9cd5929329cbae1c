import { parseJson } from "#app/integrations/shopify/index.ts";
import { findShopByDomain } from "#app/modules/shops/index.ts";
import { MINUTE, plus, SECOND } from "#app/platform/clock.ts";
import { withLogContext } from "#app/platform/log.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { FINISH, POSTPONE, WAITING } from "./inbox.sql.ts";
import { readMetaDelivery } from "./meta-fields.ts";
import { understandShopify } from "./shopify-topics.ts";

interface Delivery {
  readonly id: string;
  readonly source: string;
  readonly topic: string;
  readonly shopDomain: string | null;
  readonly triggeredAt: Date | null;
  readonly body: string;
  readonly attempts: number;
}

/** Waits before each new try; after the last one the delivery is parked for an operator. */
const BACKOFF_MS = [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];
const BATCH = 100;

export interface Processor {
  /** Understands everything that waits and may be tried now. @returns how many deliveries were ended */
  drain(): Promise<number>;
}

type Needs = Pick<
  PlatformServices,
  "database" | "systemTime" | "shopTime" | "metrics" | "log" | "observer" | "signals"
>;

/** Another worker has ended this delivery: what we did is rolled back. */
class TakenError extends Error {}

export function createProcessor(services: Needs): Processor {
  const { database, systemTime, shopTime, metrics, log, observer } = services;

  async function finish(delivery: Delivery, state: "done" | "ignored"): Promise<"done" | "ignored"> {
    await database.sql(FINISH, [delivery.id, state, systemTime.now()]);
    return state;
  }

  /** A delivery of Meta's may concern several shops: one transaction for each, and repeating them changes nothing. */
  async function understandMeta(delivery: Delivery): Promise<"done" | "ignored"> {
    const news = { now: shopTime.now(), causedBy: `delivery:${delivery.id}` };
    const byShop = await readMetaDelivery(services, JSON.parse(delivery.body), news);
    for (const [shopId, changes] of byShop) {
      await database.transaction(shopId, async (tx) => {
        for (const apply of changes) await apply(tx);
        await observer.reach("delivery.in_transaction");
      });
    }
    return finish(delivery, byShop.size > 0 ? "done" : "ignored");
  }

  function understand(delivery: Delivery): Promise<"done" | "ignored"> {
    return delivery.source === "meta" ? understandMeta(delivery) : understandFromShopify(delivery);
  }

  async function understandFromShopify(delivery: Delivery): Promise<"done" | "ignored"> {
    const shop = delivery.shopDomain ? await findShopByDomain(services, delivery.shopDomain) : undefined;
    if (!shop) return finish(delivery, "ignored");
    return database.transaction(shop.id, async (tx) => {
      const understood = await understandShopify(delivery.topic, {
        tx,
        shop,
        body: parseJson(delivery.body),
        triggeredAt: delivery.triggeredAt ?? undefined,
        now: shopTime.now(),
        causedBy: `delivery:${delivery.id}`,
      });
      await observer.reach("delivery.in_transaction");
      const state = understood ? "done" : "ignored";
      const ended = await tx.sql(FINISH, [delivery.id, state, systemTime.now()]);
      if (ended.length === 0) throw new TakenError();
      return state;
    });
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
      error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2_000) : "unknown error",
    ]);
  }

  async function one(delivery: Delivery): Promise<boolean> {
    try {
      const outcome = await understand(delivery);
      metrics.processed.inc({ source: delivery.source, outcome });
      return true;
    } catch (error) {
      if (error instanceof TakenError) return true;
      metrics.processed.inc({ source: delivery.source, outcome: "failed" });
      await postpone(delivery, error);
      return false;
    }
  }

  return {
    async drain() {
      let ended = 0;
      for (;;) {
        const waiting = await database.sql<Delivery>(WAITING, [systemTime.now(), BATCH]);
        for (const delivery of waiting) {
          if (await withLogContext({ deliveryId: delivery.id }, () => one(delivery))) ended += 1;
        }
        if (waiting.length > 0) services.signals.raise("due");
        if (waiting.length < BATCH) return ended;
      }
    },
  };
}
