/** Tells the time. Injected everywhere; nothing in a module asks the machine. */
export interface Clock {
  now(): Date;
}

/** The machine's clock: leases, tokens, signatures, rate buckets, HTTP retries, logs. Never moved. */
export const systemClock: Clock = { now: () => new Date() };

/** Shop time, which a sandbox can move: due steps, quiet hours, windows, attribution, retention. */
export interface ShopClock extends Clock {
  readonly offsetMs: number;
  setOffset(offsetMs: number): void;
}

export function createShopClock(system: Clock): ShopClock {
  let offset = 0;
  return {
    now: () => new Date(system.now().getTime() + offset),
    get offsetMs() {
      return offset;
    },
    setOffset(offsetMs) {
      offset = offsetMs;
    },
  };
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The whole second in which a moment lies: Shopify's and Meta's times have no finer ones to compare with. */
export function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / SECOND) * SECOND);
}

export function plus(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}
