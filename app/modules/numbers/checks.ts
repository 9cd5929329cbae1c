import { z } from "zod";
import { DAY } from "#app/platform/clock.ts";

/** What a look at Meta found of a number and its account; null where Meta did not say. */
export const numberFacts = z.object({
  missingPermissions: z.array(z.string()),
  /** ISO time; null for a token that never expires. */
  tokenExpiresAt: z.string().nullable(),
  registered: z.boolean().nullable(),
  /** Also in use in the WhatsApp Business app on a phone. */
  onBusinessApp: z.boolean().nullable().default(null),
  webhooks: z.boolean().nullable(),
  payment: z.boolean().nullable(),
  nameStatus: z.string().nullable(),
  /** Of a display name that was asked for and is not in use yet. */
  newNameStatus: z.string().nullable(),
  review: z.string().nullable(),
  verification: z.string().nullable(),
});
export type NumberFacts = z.infer<typeof numberFacts>;

/** `waiting`: somebody at Meta has to decide, or time runs out; `missing`: the merchant has to do it. */
export type CheckState = "good" | "waiting" | "missing" | "unknown";

type KnownState = Exclude<CheckState, "waiting">;

/** What a number needs before everything can be sent from it, in the order of the screen; only some of it can wait for somebody. */
export type NumberCheck =
  | { readonly name: "access" | "name" | "review" | "verification"; readonly state: CheckState }
  | { readonly name: "registered" | "webhooks" | "payment"; readonly state: KnownState };

/** So long before a token expires the merchant is told. */
export const TOKEN_WARNING_MS = 7 * DAY;

const known = (value: boolean | null): KnownState =>
  value === null ? "unknown" : value ? "good" : "missing";

/** A word of Meta's as a state: what is in neither list needs the merchant. */
function stateOf(word: string | null, good: readonly string[], waiting: readonly string[]): CheckState {
  if (word === null) return "unknown";
  const plain = word.toUpperCase();
  if (good.includes(plain)) return "good";
  return waiting.includes(plain) ? "waiting" : "missing";
}

export function isExpiringSoon({ tokenExpiresAt }: NumberFacts, now: Date): boolean {
  return tokenExpiresAt !== null && Date.parse(tokenExpiresAt) - now.getTime() < TOKEN_WARNING_MS;
}

function accessState(facts: NumberFacts, now: Date): CheckState {
  if (facts.missingPermissions.length > 0) return "missing";
  return isExpiringSoon(facts, now) ? "waiting" : "good";
}

/**
 * What is there, what Meta still decides, and what the merchant has to do.
 * Source: Graph API references, "WhatsApp Business Phone Number" (`name_status`) and "WhatsApp Business Account".
 */
export function checksOf(facts: NumberFacts | null, now: Date): NumberCheck[] {
  const name =
    facts?.newNameStatus === "PENDING_REVIEW"
      ? "waiting"
      : stateOf(facts?.nameStatus ?? null, ["APPROVED", "AVAILABLE_WITHOUT_REVIEW"], ["PENDING_REVIEW"]);
  const verification = stateOf(
    facts?.verification ?? null,
    ["VERIFIED"],
    ["PENDING", "PENDING_SUBMISSION", "PENDING_NEED_MORE_INFO"],
  );
  return [
    { name: "access", state: facts ? accessState(facts, now) : "unknown" },
    { name: "registered", state: known(facts?.registered ?? null) },
    { name: "webhooks", state: known(facts?.webhooks ?? null) },
    { name: "payment", state: known(facts?.payment ?? null) },
    { name: "name", state: name },
    { name: "review", state: stateOf(facts?.review ?? null, ["APPROVED"], ["PENDING"]) },
    { name: "verification", state: verification },
  ];
}

/** What is to be said first of a number, the worst first. */
export type Verdict =
  | "revoked"
  | "disconnected"
  | "stopped"
  | "unregistered"
  | "low"
  | "unpaid"
  | "deaf"
  | "medium"
  | "expiring"
  | "full"
  | "unchecked"
  | "healthy";

export interface NumberCondition {
  readonly state: "connected" | "disconnected" | "revoked";
  /** Meta lets nothing go out from the account. */
  readonly stopped: boolean;
  readonly qualityRating: string | null;
  readonly facts: NumberFacts | null;
  /** People written to first in the last 24 hours, and how many may be; Infinity without a limit. */
  readonly used: number;
  readonly limit: number;
}

/** One sentence's worth of a number's condition. */
export function verdictOf(number: NumberCondition, now: Date): Verdict {
  const { state, stopped, qualityRating, facts, used, limit } = number;
  if (state !== "connected") return state;
  if (stopped) return "stopped";
  if (facts?.registered === false) return "unregistered";
  if (qualityRating === "RED") return "low";
  if (facts?.payment === false) return "unpaid";
  if (facts?.webhooks === false) return "deaf";
  if (qualityRating === "YELLOW") return "medium";
  if (facts && isExpiringSoon(facts, now)) return "expiring";
  if (used >= limit) return "full";
  return facts === null ? "unchecked" : "healthy";
}
