import type { Chat } from "../chats.ts";
import { LIMITS, type PhoneNumber, type Portfolio } from "../directory.ts";

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** The last messages of one number, as many as it may have in a second. */
class SlidingSecond {
  readonly #times: Float64Array;
  #next = 0;

  constructor(limit: number) {
    this.#times = new Float64Array(limit);
  }

  get limit(): number {
    return this.#times.length;
  }

  /** Takes a place, unless as many as are allowed went within the second before. @param now machine time in ms */
  take(now: number): boolean {
    const oldest = this.#times[this.#next] ?? 0;
    if (oldest > now - SECOND_MS) return false;
    this.#times[this.#next] = now;
    this.#next = (this.#next + 1) % this.#times.length;
    return true;
  }
}

/** Messages a second of each number, in and out together. Source: throughput; 130429 beyond it. */
export class Throughput {
  #numbers = new Map<string, SlidingSecond>();

  /** @returns false where the number has had its second's share already */
  take(number: PhoneNumber, now = Date.now()): boolean {
    if (number.throughput === Number.POSITIVE_INFINITY) return true;
    let second = this.#numbers.get(number.id);
    if (second?.limit !== number.throughput) {
      second = new SlidingSecond(number.throughput);
      this.#numbers.set(number.id, second);
    }
    return second.take(now);
  }

  reset(): void {
    this.#numbers.clear();
  }
}

const PAIR_INTERVAL_MS = 6_000;
const PAIR_BURST = 45;

/**
 * One message in six seconds to the same person, 45 of them borrowed from the future at most; 131056 beyond.
 * Source: pair rate limits. @param now machine time in ms
 */
export function takePair(chat: Chat, now = Date.now()): boolean {
  const borrowedUntil = Math.max(chat.pairBorrowedUntil, now) + PAIR_INTERVAL_MS;
  if (borrowedUntil - now > PAIR_BURST * PAIR_INTERVAL_MS) return false;
  chat.pairBorrowedUntil = borrowedUntil;
  return true;
}

/**
 * Different people outside their windows in rolling 24 hours of shop time, shared by the portfolio's numbers.
 * @returns false where this person would be one too many
 */
export function takeAllowance(portfolio: Portfolio, userId: string, shopNow: number): boolean {
  const { reached } = portfolio;
  for (const [person, at] of reached) {
    if (at > shopNow - DAY_MS) break;
    reached.delete(person);
  }
  const known = reached.delete(userId);
  if (!known && reached.size >= LIMITS[portfolio.limit]) return false;
  reached.set(userId, shopNow);
  return true;
}

/** Whether the person wrote to the number within 24 hours of shop time. */
export function isWindowOpen(chat: Chat, shopNow: number): boolean {
  return chat.lastInboundAt > shopNow - DAY_MS;
}
