import { metaErrorOf } from "#contracts/meta/errors.ts";

/** What to do about a failed call or a failed message. Source: Meta's error code page, September 2026. */
export type MetaAction =
  | "retry"
  | "retry_after_a_day"
  | "never_recipient"
  | "never_content"
  | "other_endpoint"
  | "stop_channel";

export interface MetaProblem {
  readonly action: MetaAction;
  /** Meta's code; 0 where there was no answer from Meta. */
  readonly code: number;
  /** Finer than the code where templates are created; Meta keeps it for those. */
  readonly subcode?: number | undefined;
  /** Meta's own words, for the folded-out part of the screen. */
  readonly detail: string;
  /** True when the request may have been carried out although we saw no answer. */
  readonly uncertain: boolean;
}

export type MetaResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: MetaProblem };

/** The problem that a code stands for; an unknown one is tried again if the status is 5xx, else never. */
export function problemOfCode(
  code: number,
  detail: string,
  httpStatus: number,
  transient = false,
  subcode?: number,
): MetaProblem {
  const known = metaErrorOf(code);
  const fallback: MetaAction = httpStatus >= 500 || transient ? "retry" : "never_content";
  return { action: known?.action ?? fallback, code, subcode, detail, uncertain: false };
}

/** No answer: the connection broke or took too long, so the request may have been carried out. */
export function noAnswer(detail: string): MetaProblem {
  return { action: "retry", code: 0, detail, uncertain: true };
}

/** The connection was never made: nothing can have been sent. */
export function neverConnected(detail: string): MetaProblem {
  return { action: "retry", code: 0, detail, uncertain: false };
}
