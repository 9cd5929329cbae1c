import type { Pricing } from "#app/integrations/meta/index.ts";
import { isUnitedStates, marketOf } from "#contracts/meta/markets.ts";
import { priceMicros, rateCard } from "#contracts/meta/rate-card.ts";

/** What a stored message cost, or is estimated to; null where nothing is known, or nothing is to be paid: it failed. */
export function costOfMessage(message: {
  readonly status: string;
  readonly costMicros: bigint | null;
  readonly costCurrency: string | null;
  readonly costSource: string | null;
}): { readonly micros: bigint; readonly currency: string; readonly confirmed: boolean } | null {
  const { costMicros: micros, costCurrency: currency } = message;
  const confirmed = message.costSource === "meta";
  // Meta charges for what is delivered: a failure costs nothing, whatever its price would have been.
  if (micros === null || currency === null || message.status === "failed") return null;
  return { micros, currency, confirmed };
}

export interface MessageCost {
  /** Millionths of `currency`. */
  readonly costMicros: bigint;
  /** Of the rate card. */
  readonly currency: string;
}

interface Recipient {
  readonly countryCode: string | null;
  /** E.164; a business-scoped id has no area code to look at. */
  readonly recipient: string;
}

/** What a message will cost if it is delivered, from the dated rate card. */
export function estimateCost(recipient: Recipient, category: string): MessageCost {
  const market = marketOf(recipient.countryCode, recipient.recipient);
  return { costMicros: priceMicros(market, category), currency: rateCard.currency };
}

/**
 * What Meta says that a message costs: nothing where the type is free, else the card's rate of Meta's category.
 * `billable` is to be deprecated; the type decides. Source: Meta, "Pricing", October 2026.
 */
export function costOf(recipient: Recipient, pricing: Pricing): MessageCost {
  if (pricing.type?.startsWith("free_")) return { costMicros: 0n, currency: rateCard.currency };
  return estimateCost(recipient, pricing.category ?? "utility");
}

/** Marketing templates to numbers of the United States are not delivered since 2025-04-01 (Meta). */
export function isUndeliverableMarketing(recipient: Recipient, category: string): boolean {
  return category === "MARKETING" && isUnitedStates(recipient.countryCode, recipient.recipient);
}
