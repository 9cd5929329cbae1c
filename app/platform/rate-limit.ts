import type { Clock } from "./clock.ts";

/** Counts calls a minute for each caller; a public endpoint answers 429 beyond. System time. */
export interface CallLimit {
  /** @returns false beyond the limit of this minute */
  allows(caller: string): boolean;
}

/** More callers than this in one minute are not told apart: memory stays bounded. */
const MOST_CALLERS = 50_000;

export function createCallLimit(clock: Clock, perMinute: number): CallLimit {
  let minute = 0;
  let calls = new Map<string, number>();
  return {
    allows(caller) {
      const now = Math.floor(clock.now().getTime() / 60_000);
      if (now !== minute || calls.size > MOST_CALLERS) {
        minute = now;
        calls = new Map();
      }
      const count = (calls.get(caller) ?? 0) + 1;
      calls.set(caller, count);
      return count <= perMinute;
    },
  };
}
