import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type Tap, writeTaps } from "./tap.ts";

/** Taps that are written down after the shopper was answered. One per process. */
export interface TapWriter {
  /** Begins to write it; never throws. What can't be written is logged and counted. */
  write(tap: Tap): void;
  /** Resolves when none is waiting. */
  settle(): Promise<void>;
}

/** So many of one shop are written together: those that came while the ones before were written. */
const BATCH = 200;
/** So many wait at most; a store that hangs must not fill the memory. */
const MOST_WAITING = 5_000;

type Write = (shopId: ShopId, taps: readonly Tap[]) => Promise<void>;

/** @param write stores taps of one shop, all or none */
export function createTapWriter(
  services: Pick<PlatformServices, "database" | "log" | "metrics">,
  write: Write = (shopId, taps) => writeTaps(services, shopId, taps),
): TapWriter {
  const { log, metrics } = services;
  const waiting = new Map<ShopId, Tap[]>();
  let count = 0;
  let working: Promise<void> | undefined;

  const lose = (taps: number, why: object) => {
    metrics.links.inc({ outcome: "lost" }, taps);
    log.error({ ...why, taps }, "taps were not written down");
  };

  /** The next shop's; a shop with more to write goes to the end. */
  function next(): readonly [ShopId, Tap[]] | undefined {
    const [first] = waiting;
    if (!first) return undefined;
    const [shopId, all] = first;
    waiting.delete(shopId);
    if (all.length > BATCH) waiting.set(shopId, all.slice(BATCH));
    const taps = all.slice(0, BATCH);
    count -= taps.length;
    return [shopId, taps];
  }

  async function work(): Promise<void> {
    for (let batch = next(); batch; batch = next()) {
      const [shopId, taps] = batch;
      try {
        await write(shopId, taps);
        metrics.links.inc({ outcome: "tapped" }, taps.length);
      } catch (error) {
        lose(taps.length, { err: error, shopId });
      }
    }
    working = undefined;
  }

  return {
    write(tap) {
      if (count >= MOST_WAITING) return lose(1, { shopId: tap.shopId, waiting: count });
      const taps = waiting.get(tap.shopId);
      if (taps) taps.push(tap);
      else waiting.set(tap.shopId, [tap]);
      count += 1;
      working ??= work();
    },
    async settle() {
      while (working) await working;
    },
  };
}
