/** Part of a number's throughput that is used: two machines' seconds are not the same. */
const USED = 0.993;
/** After a halving the whole throughput is there again in twenty seconds. */
const RECOVERY_PER_SECOND = 0.05;
const SECOND_MS = 1_000;
/** What leaves late, and then together with the next, must not meet in Meta's second: a little more than one of ours. */
const WINDOW_MS = SECOND_MS + 2;
/** By so much the fastest answer is forgotten with each one, so that a slower line is learnt. */
const FORGETS_MS = 0.01;
/** A number without a cap worth counting. */
const MOST_COUNTED = 10_000;

/**
 * The pace of one number: sends are spaced evenly, so that no second holds more than its throughput. System time,
 * never shop time: a moved clock refills nothing. After a 130429 the pace is halved, and rises again by a twentieth
 * of the throughput each second.
 */
export class Pace {
  #perSecond: number;
  /** When the last messages left, as many as may leave in a second. */
  #left: Float64Array;
  #oldest = 0;
  #fastestMs = Number.MAX_SAFE_INTEGER;
  #nextAt = 0;
  #share = 1;
  #halvedAt = 0;

  /** @param perSecond messages a second that Meta takes from this number */
  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#left = counterOf(perSecond);
  }

  /** The number's throughput has changed. */
  set perSecond(perSecond: number) {
    if (perSecond === this.#perSecond) return;
    this.#perSecond = perSecond;
    this.#left = counterOf(perSecond);
    this.#oldest = 0;
  }

  /** Messages a second just now. */
  rate(nowMs: number): number {
    const risen = this.#share + ((nowMs - this.#halvedAt) / SECOND_MS) * RECOVERY_PER_SECOND;
    return this.#perSecond * USED * Math.min(1, risen);
  }

  /** Meta said that it was too much. What was under way together is one warning, not many. */
  halve(nowMs: number): void {
    if (nowMs - this.#halvedAt < SECOND_MS) return;
    this.#share = this.rate(nowMs) / (this.#perSecond * USED) / 2;
    this.#halvedAt = nowMs;
    this.#nextAt = Math.max(this.#nextAt, nowMs);
  }

  /** Takes the next place. @returns how many milliseconds to wait for it */
  take(nowMs: number): number {
    const at = Math.max(this.#nextAt, nowMs);
    this.#nextAt = at + SECOND_MS / this.rate(nowMs);
    return at - nowMs;
  }

  /**
   * Asked at the moment of the call, when its place has come: timers are late on a busy machine, and what was late must
   * not make a second too full. @returns how many milliseconds to wait and ask again, or the place that was taken
   */
  leave(nowMs: number): { readonly waitMs: number } | { readonly place: number } {
    if (this.#left.length === 0) return { place: 0 };
    const waitMs = (this.#left[this.#oldest] ?? 0) + WINDOW_MS - nowMs;
    if (waitMs > 0) return { waitMs };
    const place = this.#oldest;
    this.#left[place] = nowMs;
    this.#oldest = (place + 1) % this.#left.length;
    return { place };
  }

  /**
   * The answer has come. What took longer than the fastest lately may have reached Meta so much later, and counts in
   * the second in which it did.
   */
  answered(place: number, leftMs: number, nowMs: number): void {
    if (this.#left[place] !== leftMs) return;
    const took = nowMs - leftMs;
    this.#fastestMs = Math.min(took, this.#fastestMs + FORGETS_MS);
    this.#left[place] = leftMs + took - this.#fastestMs;
  }
}

function counterOf(perSecond: number): Float64Array {
  return new Float64Array(perSecond > MOST_COUNTED ? 0 : Math.max(1, Math.floor(perSecond)));
}

const PAIR_INTERVAL_MS = 6_000;
const PAIR_BURST = 45;
const MOST_PAIRS = 20_000;

/**
 * One message in six seconds to one person, with a burst of 45 that is borrowed and has to be waited for afterwards.
 * Source: Meta, "Throughput: pair rate limits". System time.
 */
export class PairPace {
  /** Until when what was sent to a person has used up their places. */
  readonly #usedUntil = new Map<string, number>();
  #forgotAt = 0;

  /** Takes a place for this person. @returns how many milliseconds the message has to wait; 0 where it may leave */
  take(recipient: string, nowMs: number): number {
    const usedUntil = Math.max(this.#usedUntil.get(recipient) ?? 0, nowMs);
    const wait = usedUntil - nowMs - (PAIR_BURST - 1) * PAIR_INTERVAL_MS;
    if (wait > 0) return wait;
    if (this.#usedUntil.size > MOST_PAIRS && nowMs - this.#forgotAt > PAIR_INTERVAL_MS) this.#forget(nowMs);
    this.#usedUntil.set(recipient, usedUntil + PAIR_INTERVAL_MS);
    return 0;
  }

  #forget(nowMs: number): void {
    this.#forgotAt = nowMs;
    for (const [recipient, usedUntil] of this.#usedUntil)
      if (usedUntil <= nowMs) this.#usedUntil.delete(recipient);
  }
}
