import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

function asCountry(code: string | null): CountryCode | undefined {
  return code !== null && isSupportedCountry(code) ? code : undefined;
}

/** A typed number as E.164, read in the country's national form if it has no plus; null if it is none. */
export function toE164(typed: string | null, countryCode: string | null): string | null {
  if (typed === null) return null;
  const parsed = parsePhoneNumberFromString(typed, asCountry(countryCode));
  return parsed?.isValid() ? parsed.number : null;
}
