import type { Pricing } from "#app/integrations/meta/index.ts";
import type { Prices, Recipient } from "#app/modules/costs/index.ts";
import { isUnitedStates } from "#contracts/meta/markets.ts";

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

/**
 * What Meta says that a message costs: nothing where the type is free, else the card's rate of Meta's category.
 * `billable` is to be deprecated; the type decides. Source: Meta, "Pricing", October 2026.
 * @returns millionths of the account's currency; null where no price is known
 */
export function costOf(recipient: Recipient, pricing: Pricing, prices: Prices): bigint | null {
  if (pricing.type?.startsWith("free_")) return 0n;
  return prices.priceOf(recipient, pricing.category ?? "utility");
}

/** Marketing templates to numbers of the United States are not delivered since 2025-04-01 (Meta). */
export function isUndeliverableMarketing(recipient: Recipient, category: string): boolean {
  return category === "MARKETING" && isUnitedStates(recipient.countryCode, recipient.recipient);
}
