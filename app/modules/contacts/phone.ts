import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

export interface Phone {
  readonly e164: string;
  /** ISO 3166; absent for numbers without a country, such as satellite phones. */
  readonly country: string | undefined;
}

/** What a telephone number may be written with. "555-555-SHIP" is no number that we would dare to write to. */
const WRITTEN = /^\+?[\d\s().\-/]{6,24}$/;

/**
 * A phone number as somebody typed it, in E.164; undefined rather than a guess.
 * @param country ISO 3166 of the address beside it, for numbers without a country code
 */
export function readPhone(
  text: string | null | undefined,
  country: string | null | undefined,
): Phone | undefined {
  const typed = text?.trim().replace(/^00/, "+");
  if (!typed || !WRITTEN.test(typed)) return undefined;
  const region = country && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  if (!typed.startsWith("+") && !region) return undefined;
  const parsed = parsePhoneNumberFromString(typed, region);
  if (!parsed?.isValid()) return undefined;
  return { e164: parsed.number, country: parsed.country };
}

/** Meta writes numbers without the plus. */
export function phoneOfWaId(waId: string | undefined): Phone | undefined {
  return waId && /^\d{6,15}$/.test(waId) ? readPhone(`+${waId}`, undefined) : undefined;
}

/** `+39 ••• ••• 4567`: enough to recognise, too little to copy. */
export function maskPhone(e164: string | null): string {
  if (!e164) return "–";
  const parsed = parsePhoneNumberFromString(e164);
  const prefix = parsed ? `+${parsed.countryCallingCode} ` : "";
  return `${prefix}••• ••• ${e164.slice(-4)}`;
}
