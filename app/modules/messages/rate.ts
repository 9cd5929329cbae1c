/**
 * Spaces sends evenly, so that no second holds more than `perSecond` (system time, never shop time: a moved clock
 * refills nothing). Meta answers 130429 beyond a number's throughput.
 */
export class RateLimit {
  #nextAt = 0;
  readonly #intervalMs: number;

  constructor(perSecond: number) {
    this.#intervalMs = 1_000 / perSecond;
  }

  /** Takes the next place. @returns how many milliseconds to wait for it */
  take(nowMs: number): number {
    const at = Math.max(this.#nextAt, nowMs);
    this.#nextAt = at + this.#intervalMs;
    return at - nowMs;
  }
}
