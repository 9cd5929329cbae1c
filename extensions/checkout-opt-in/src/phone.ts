import type { StandardApi } from "@shopify/ui-extensions/checkout";

/** A number as somebody wrote it, and the country to read it in when it has no prefix. */
export interface Phone {
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
}

/** No country has subscriber numbers with fewer digits; what is shorter is still being typed. */
const FEWEST_DIGITS = 6;

/** `+` and digits, of whatever punctuation. */
function plain(number: string): string {
  const digits = number.replace(/\D/g, "");
  return number.trim().startsWith("+") ? `+${digits}` : digits;
}

/** Whether it may be a number at all; the app decides whether it is one. */
export function looksComplete(number: string): boolean {
  return plain(number).replace("+", "").length >= FEWEST_DIGITS;
}

/** Whether two ways of writing reach the same person: the country matters only without a prefix. */
export function sameNumber(one: Phone, other: Phone): boolean {
  if (plain(one.number) !== plain(other.number)) return false;
  return plain(one.number).startsWith("+") || one.countryCode === other.countryCode;
}

/** What of a checkout may hold a phone number. Each part is missing until Shopify has approved the app for it. */
export type PhoneSources = Pick<StandardApi, "shippingAddress" | "buyerIdentity" | "localization">;

/**
 * The number that checkout already knows, so that nobody is asked twice (App Store requirement 5.6): of the delivery,
 * of the contact field, of the signed-in customer. `undefined` when there is none, or when the app may not see it.
 */
export function knownNumber(api: PhoneSources): string | undefined {
  const numbers = [
    api.shippingAddress?.value?.phone,
    api.buyerIdentity?.phone?.value,
    api.buyerIdentity?.customer?.value?.phone,
  ];
  return numbers.find((number) => number !== undefined && looksComplete(number));
}

/** The country of the delivery, else of the buyer's market. */
export function countryOf(api: PhoneSources): string | null {
  return api.shippingAddress?.value?.countryCode ?? api.localization.country.value?.isoCode ?? null;
}
