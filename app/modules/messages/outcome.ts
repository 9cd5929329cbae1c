import type { MetaProblem } from "#app/integrations/meta/index.ts";
import { DAY, HOUR, MINUTE, plus, SECOND } from "#app/platform/clock.ts";
import { metaErrorOf } from "#contracts/meta/errors.ts";

/** Why a message was not sent, or failed. Screens have a sentence for each. */
export const REASONS = [
  // decided by us
  "expired",
  "budget",
  "no_consent",
  "bought",
  "replied",
  "stopped",
  "switched_off",
  "us_marketing",
  "unusable_number",
  "contact_deleted",
  "uninstalled",
  // told by Meta
  "not_on_whatsapp",
  "opted_out",
  "blocked",
  "limited_by_meta",
  "window_closed",
  "text_paused",
  "text_disabled",
  "text_missing",
  "text_mismatch",
  "refused",
  // the line
  "no_answer",
  "gave_up",
] as const;
export type Reason = (typeof REASONS)[number];

const REASON_OF_CODE: Readonly<Record<number, Reason>> = {
  131026: "not_on_whatsapp",
  131050: "opted_out",
  130403: "blocked",
  131049: "limited_by_meta",
  131047: "window_closed",
  132015: "text_paused",
  132016: "text_disabled",
  132001: "text_missing",
  132000: "text_mismatch",
  132012: "text_mismatch",
  132018: "text_mismatch",
};

/** The reason that stands for a code of Meta's. */
export function reasonOf(code: number): Reason {
  return REASON_OF_CODE[code] ?? "refused";
}

/** What becomes of a message after a call that did not succeed. */
export interface Failure {
  readonly status: "queued" | "failed" | "uncertain";
  readonly reason: Reason | null;
  /** Shop time of the next try; unchanged where absent. */
  readonly notBefore?: Date;
  /** What the call counts as: of those that sent nothing only so many are made, of unknown ones two. */
  readonly counts?: "retry" | "uncertain";
  /** Nothing more leaves from this number for now. */
  readonly stopsLane: boolean;
}

/** What a message has been through before this call. */
export interface Tried {
  readonly retries: number;
  readonly errorCode: number | null;
}

const MOST_RETRIES = 8;
/** How long we wait for the status that settles an unknown outcome before an order message is sent once more. */
export const UNCERTAIN_WAIT_MS = HOUR;
/** How long a number rests before we try whether Meta takes its messages again. */
export const LANE_REST_MS = 10 * MINUTE;
const PAIR_RATE = 131056;
/** A text is not known yet to the Marketing Messages API: it is within ten minutes of being approved. */
const NOT_IN_STEP = new Set([134100, 134101]);
const IN_STEP_AFTER_MS = 10 * MINUTE;

function backoffMs(code: number, retries: number): number {
  if (NOT_IN_STEP.has(code)) return IN_STEP_AFTER_MS;
  // Meta asks for 4^n seconds between messages to one person.
  const seconds = code === PAIR_RATE ? 4 ** (retries + 1) : 2 ** (retries + 2);
  return Math.min(seconds * SECOND, HOUR);
}

/** @param now shop time */
export function afterFailure(problem: MetaProblem, before: Tried, now: Date): Failure {
  if (problem.uncertain) {
    const notBefore = plus(now, UNCERTAIN_WAIT_MS);
    return { status: "uncertain", reason: "no_answer", notBefore, counts: "uncertain", stopsLane: false };
  }
  const failed = (reason: Reason): Failure => ({ status: "failed", reason, stopsLane: false });
  switch (problem.action) {
    case "retry":
      if (before.retries >= MOST_RETRIES) return failed("gave_up");
      return {
        status: "queued",
        reason: null,
        notBefore: plus(now, backoffMs(problem.code, before.retries)),
        counts: "retry",
        stopsLane: false,
      };
    case "retry_after_a_day":
      // Once: who got too many promotions yesterday and today is left alone.
      if (before.errorCode === problem.code) return failed(reasonOf(problem.code));
      return { status: "queued", reason: null, notBefore: plus(now, DAY), stopsLane: false };
    case "other_endpoint":
      // Once: what neither of the two takes has failed.
      if (before.errorCode !== null && metaErrorOf(before.errorCode)?.action === problem.action)
        return failed(reasonOf(problem.code));
      return { status: "queued", reason: null, notBefore: now, stopsLane: false };
    case "stop_channel":
      return { status: "queued", reason: null, notBefore: plus(now, LANE_REST_MS), stopsLane: true };
    default:
      return failed(reasonOf(problem.code));
  }
}
