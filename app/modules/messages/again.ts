import type { ShopProfile } from "#app/modules/shops/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { Sql } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { AGAIN_LOOK } from "./again.sql.ts";
import type { GateVerdict } from "./gate.ts";
import { type Candidate, judge, MARKETING_LOOK_BACK_MS } from "./judge.ts";
import type { Reason } from "./outcome.ts";

/** A message with what decides whether it may be sent once more. */
export interface Ended extends Candidate {
  readonly status: string;
  readonly reason: string | null;
  /** Calls whose outcome nobody knew: any of them may have arrived. */
  readonly uncertainTries: number;
  readonly failedAt: Date;
  /** It was itself sent in place of another one. */
  readonly isSecond: boolean;
  /** The message that was sent in its place, and when that was made. */
  readonly sentAs: string | null;
  readonly sentAgainAt: Date | null;
  readonly contactPhone: string | null;
  /** Whether its number is connected. */
  readonly connected: boolean | null;
  /** Null where it has no template. */
  readonly textStatus: string | null;
  /** Why its run ended, its automation's mode, and whether they wrote since it began; null without a run. */
  readonly endReason: string | null;
  readonly mode: string | null;
  readonly replied: boolean | null;
  readonly cartState: string | null;
  readonly bought: boolean;
  readonly orderGone: boolean;
  readonly orderCancelled: boolean;
  /** Later news of the same thing went out. */
  readonly overtaken: boolean | null;
}

/** Why a message can't be sent again. Screens have a sentence for each; Reason is in it as far as dispatch says so. */
export type AgainProblem =
  | "still_waits"
  | "with_whatsapp"
  | "arrived"
  | "may_have_arrived"
  | "left_out"
  | "sent_again"
  | "answer_anew"
  | "no_number"
  | "other_number"
  | "overtaken"
  | "cart_gone"
  | "order_gone"
  | "cancelled"
  | Reason
  | (string & {});

export type AgainVerdict =
  | { readonly verdict: "send" }
  | { readonly verdict: "wait"; readonly until: Date }
  | { readonly verdict: "no"; readonly why: AgainProblem };

const NOT_FAILED: Readonly<Record<string, AgainProblem>> = {
  queued: "still_waits",
  accepted: "with_whatsapp",
  held: "with_whatsapp",
  sent: "with_whatsapp",
  delivered: "arrived",
  read: "arrived",
  uncertain: "may_have_arrived",
  suppressed: "left_out",
};

/** Whether a second copy could reach them. */
function couldBeSecond({ status, uncertainTries, sentAs }: Ended): AgainProblem | undefined {
  if (status !== "failed") return NOT_FAILED[status] ?? "may_have_arrived";
  if (uncertainTries > 0) return "may_have_arrived";
  return sentAs ? "sent_again" : undefined;
}

/** Causes for which the same message would fail once more. */
function failsAgain(message: Ended, now: Date): AgainProblem | undefined {
  const { reason, recipient, contactPhone, textStatus } = message;
  if (message.purpose === "reply") return "answer_anew";
  if (reason === "blocked" || reason === "text_mismatch") return reason;
  // Meta asks for a day's rest, and to try no more than once: what repeats makes the rest longer.
  if (reason === "limited_by_meta" && (message.isSecond || plus(message.failedAt, DAY) > now)) return reason;
  if (!message.connected) return "no_number";
  if (recipient.startsWith("+") && contactPhone !== recipient) return "other_number";
  if (textStatus === "paused" || textStatus === "disabled") return `text_${textStatus}`;
  return message.templateVersionId && textStatus !== "approved" ? "text_missing" : undefined;
}

/** What has made it superfluous since. */
function lostItsSense(message: Ended): AgainProblem | undefined {
  const { endReason, automationKind } = message;
  if (endReason && endReason !== "completed") return endReason;
  if (message.bought || message.cartState === "completed") return "bought";
  if (message.cartState === "deleted") return "cart_gone";
  if (message.category === "MARKETING" && message.replied) return "replied";
  if (message.mode === "off") return "switched_off";
  if (message.orderGone) return "order_gone";
  const tellsOfCancelling = automationKind === "order_cancelled" || automationKind === "order_refunded";
  if (message.orderCancelled && !tellsOfCancelling) return "cancelled";
  return message.overtaken ? "overtaken" : undefined;
}

/**
 * Whether a message may be sent once more: only where it surely was not delivered, where the cause may be gone, and
 * where dispatch would let it leave.
 * @param gate dispatch's own judgement on it, now
 */
export function mayGoAgain(message: Ended, gate: GateVerdict, now: Date): AgainVerdict {
  const why = couldBeSecond(message) ?? failsAgain(message, now) ?? lostItsSense(message);
  if (why) return { verdict: "no", why };
  return gate.verdict === "suppress" ? { verdict: "no", why: gate.reason } : gate;
}

/** Messages and whether each may be sent again, in the order of `ids`. */
export async function lookAgain(
  sql: Sql,
  shop: ShopProfile,
  ids: readonly string[],
  now: Date,
): Promise<{ readonly message: Ended; readonly again: AgainVerdict }[]> {
  if (ids.length === 0) return [];
  const since = plus(now, -MARKETING_LOOK_BACK_MS);
  const found = await sql<Ended>(AGAIN_LOOK, [shop.id satisfies ShopId, [...ids], since]);
  const messages = found.map((one) => ({ ...one, stopped: false }));
  const gates = judge(messages, [], shop, now);
  return messages.map((message, index) => {
    const verdict = gates[index]?.verdict ?? { verdict: "suppress", reason: "refused" };
    return { message, again: mayGoAgain(message, verdict, now) };
  });
}
