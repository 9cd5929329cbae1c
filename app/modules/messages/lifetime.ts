import { DAY, MINUTE, plus, SECOND } from "#app/platform/clock.ts";

/** How long Meta tries to deliver what says nothing else. Source: Meta, "Time-to-live". */
const USUAL_LIFE_MS = 30 * DAY;
/** A report of what arrived in the last minute is on its way a little longer. */
const REPORTS_TAKE_MS = 10 * MINUTE;

/** A message as far as its time to live depends on it. */
export interface Mortal {
  readonly status: string;
  readonly category: string;
  readonly endpoint: string | null;
  readonly acceptedAt: Date | null;
  readonly deliveredAt: Date | null;
}

/** Meta has stopped trying, and told nobody: since when, and after how many milliseconds. */
export interface GivenUp {
  readonly at: Date;
  readonly afterMs: number;
}

/**
 * Whether Meta has stopped trying to deliver a message. It says nothing of it, and a report may still come late: the
 * message's status stays what it is.
 * @param ttlSeconds as its text was made with
 * @param now shop time
 */
export function givenUp(message: Mortal, ttlSeconds: number | null, now: Date): GivenUp | undefined {
  const { status, category, endpoint, acceptedAt, deliveredAt } = message;
  if ((status !== "accepted" && status !== "sent") || !acceptedAt || deliveredAt) return undefined;
  // A marketing text's own life holds only through the endpoint for promotions.
  const own = category === "MARKETING" && endpoint !== "marketing_messages" ? null : ttlSeconds;
  const afterMs = own === null ? USUAL_LIFE_MS : own * SECOND;
  const at = plus(acceptedAt, afterMs);
  return plus(at, REPORTS_TAKE_MS) <= now ? { at, afterMs } : undefined;
}
