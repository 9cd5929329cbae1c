import { MARKETING_GAP_MS } from "#app/modules/messages/index.ts";
import { quietUntil, type ShopSettings } from "#app/modules/shops/index.ts";
import { DAY, HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import type { EndReason } from "./enrol.ts";

/** Why a step is decided later. */
export type PostponeReason =
  | "quiet_hours"
  | "too_close"
  | "text_pending"
  | "text_missing"
  | "shopify_unavailable";

export type StepDecision =
  | { readonly outcome: "send" }
  | { readonly outcome: "postpone"; readonly until: Date; readonly reason: PostponeReason }
  | { readonly outcome: "end"; readonly reason: EndReason };

/** What is known of the person at the moment of the decision. */
export interface PersonFacts {
  /** E.164 or business-scoped id; null where there is none. */
  readonly recipient: string | null;
  readonly reachability: string;
  readonly consent: boolean;
  readonly usNumber: boolean;
}

export type TextState = "ready" | "pending" | "missing" | "blocked";

interface CommonFacts {
  readonly installed: boolean;
  readonly switchedOn: boolean;
  readonly person: PersonFacts;
  readonly text: TextState;
  readonly hasLink: boolean;
}

export interface CartFacts extends CommonFacts {
  readonly cart: "open" | "completed" | "gone";
  /** An order of this person since the run began, or of this cart, in our data or at Shopify. */
  readonly bought: boolean;
  /** Whether Shopify could be asked just now. */
  readonly shopifyAsked: boolean;
  readonly repliedSinceStart: boolean;
  readonly totalMinor: bigint;
  readonly minimumMinor: number;
  readonly soldOut: boolean;
  readonly step: number;
  /** The same person's last run of another cart. */
  readonly lastRunAt: Date | null;
  readonly oncePerDays: number;
  /** The same person's last marketing message, of whatever origin. */
  readonly lastMarketingAt: Date | null;
  /** When this step was to be decided first. */
  readonly plannedAt: Date;
  readonly quietHours: ShopSettings["quietHours"];
  readonly timeZone: string;
}

export interface OrderFacts extends CommonFacts {
  readonly gone: boolean;
  readonly cancelled: boolean;
  readonly tellsOfCancelling: boolean;
  readonly happenedAt: Date;
}

const TOO_OLD_CART_MS = 36 * HOUR;
const TOO_OLD_ORDER_MS = 48 * HOUR;
const ASK_AGAIN_MS = 5 * MINUTE;
const TEXT_AGAIN_MS = 15 * MINUTE;

const end = (reason: EndReason): StepDecision => ({ outcome: "end", reason });
const postpone = (until: Date, reason: PostponeReason): StepDecision => ({
  outcome: "postpone",
  until,
  reason,
});

function personEnds(person: PersonFacts): EndReason | undefined {
  if (!person.recipient) return "no_phone";
  if (person.reachability === "unusable") return "unusable_number";
  return person.consent ? undefined : "no_consent";
}

function textWaits(text: TextState, now: Date): StepDecision | undefined {
  if (text === "ready") return undefined;
  return postpone(plus(now, TEXT_AGAIN_MS), text === "pending" ? "text_pending" : "text_missing");
}

function cartEnds(facts: CartFacts, now: Date): EndReason | undefined {
  if (!facts.installed) return "uninstalled";
  if (!facts.switchedOn) return "switched_off";
  if (facts.cart === "gone") return "cart_gone";
  if (facts.cart === "completed" || facts.bought) return "bought";
  if (facts.repliedSinceStart) return "replied";
  const person = personEnds(facts.person);
  if (person) return person;
  if (facts.person.usNumber) return "us_marketing";
  if (facts.totalMinor < BigInt(facts.minimumMinor)) return "below_minimum";
  if (facts.step === 0 && facts.lastRunAt && facts.lastRunAt > plus(now, -facts.oncePerDays * DAY))
    return "once_per_days";
  if (facts.soldOut) return "sold_out";
  if (!facts.hasLink) return "no_link";
  return now > plus(facts.plannedAt, TOO_OLD_CART_MS) ? "too_old" : undefined;
}

/**
 * Whether a cart's next message leaves now, later or never. What ends the run is looked at first: nobody waits for
 * a quiet hour to learn that they have bought.
 * @param now shop time
 */
export function decideCartStep(facts: CartFacts, now: Date): StepDecision {
  const ended = cartEnds(facts, now);
  if (ended) return end(ended);
  if (!facts.shopifyAsked) return postpone(plus(now, ASK_AGAIN_MS), "shopify_unavailable");
  const waits = textWaits(facts.text, now);
  if (waits) return waits;
  if (facts.lastMarketingAt && plus(facts.lastMarketingAt, MARKETING_GAP_MS) > now) {
    return postpone(plus(facts.lastMarketingAt, MARKETING_GAP_MS), "too_close");
  }
  const quiet = quietUntil(now, facts.quietHours, facts.timeZone);
  return quiet ? postpone(quiet, "quiet_hours") : { outcome: "send" };
}

function orderEnds(facts: OrderFacts, now: Date): EndReason | undefined {
  if (!facts.installed) return "uninstalled";
  if (!facts.switchedOn) return "switched_off";
  if (facts.gone) return "order_gone";
  if (facts.cancelled && !facts.tellsOfCancelling) return "cancelled";
  const person = personEnds(facts.person);
  if (person) return person;
  if (!facts.hasLink) return "no_link";
  return now > plus(facts.happenedAt, TOO_OLD_ORDER_MS) ? "too_old" : undefined;
}

/** Whether news of an order are sent now, later (the text waits for Meta) or never. */
export function decideOrderStep(facts: OrderFacts, now: Date): StepDecision {
  const ended = orderEnds(facts, now);
  return ended ? end(ended) : (textWaits(facts.text, now) ?? { outcome: "send" });
}
