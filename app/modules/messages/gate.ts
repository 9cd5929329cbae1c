import { quietUntil, type ShopProfile } from "#app/modules/shops/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import { isUndeliverableMarketing } from "./cost.ts";
import type { Reason } from "./outcome.ts";

/** What dispatch looks at right before a message leaves. */
export interface GateFacts {
  readonly category: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly countryCode: string | null;
  readonly expiresAt: Date | null;
  readonly contactDeleted: boolean;
  readonly reachability: string;
  /** Whether a permission of the message's kind holds now. */
  readonly consent: boolean;
  /** Whether they said stop to everything, where the message is a reply that no person wrote. */
  readonly stopped: boolean;
  /** When the person was last written to with promotions; shop time. */
  readonly lastMarketingAt: Date | null;
}

/** Promotions to one person lie at least so far apart, whatever they come from. */
export const MARKETING_GAP_MS = 20 * HOUR;

export type GateVerdict =
  | { readonly verdict: "send" }
  | { readonly verdict: "suppress"; readonly reason: Reason }
  | { readonly verdict: "wait"; readonly until: Date };

const suppress = (reason: Reason): GateVerdict => ({ verdict: "suppress", reason });

/** Replies to a person who wrote (of those that no person writes, who said stop gets none), and tests to the merchant's own phone, need no permission of their own. */
const needsConsent = (purpose: string) => purpose !== "reply" && purpose !== "test";

/**
 * The one place that enforces consent, quiet hours and age. Earlier checks are courtesy.
 * @param now shop time
 */
export function gate(
  facts: GateFacts,
  shop: Pick<ShopProfile, "status" | "settings" | "timeZone">,
  now: Date,
): GateVerdict {
  if (shop.status === "uninstalled") return suppress("uninstalled");
  if (facts.contactDeleted) return suppress("contact_deleted");
  if (facts.expiresAt && facts.expiresAt <= now) return suppress("expired");
  if (needsConsent(facts.purpose) && !facts.consent) return suppress("no_consent");
  if (facts.stopped) return suppress("stopped");
  if (facts.reachability === "unusable") return suppress("unusable_number");
  if (isUndeliverableMarketing(facts, facts.category)) return suppress("us_marketing");
  // A test goes to the phone of whoever asked for it, now.
  if (facts.category !== "MARKETING" || facts.purpose === "test") return { verdict: "send" };
  const until = marketingWaits(facts, shop, now);
  if (!until) return { verdict: "send" };
  return facts.expiresAt && facts.expiresAt <= until ? suppress("expired") : { verdict: "wait", until };
}

/** Until when a promotion is held back, or undefined where it may leave now. */
function marketingWaits(
  facts: GateFacts,
  shop: Pick<ShopProfile, "settings" | "timeZone">,
  now: Date,
): Date | undefined {
  const gapEnds = facts.lastMarketingAt ? plus(facts.lastMarketingAt, MARKETING_GAP_MS) : now;
  const earliest = gapEnds > now ? gapEnds : now;
  const quiet = quietUntil(earliest, shop.settings.quietHours, shop.timeZone);
  return quiet ?? (earliest > now ? earliest : undefined);
}
