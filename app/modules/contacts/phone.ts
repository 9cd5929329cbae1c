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

/**
 * The number behind Meta's wa_id, which has no plus. Who writes from it has it, so that it is no guess even where the
 * number is not as people dial it: older Brazilian ids lack the ninth digit of a mobile, older Mexican ones have a 1
 * after the country code. Those are given as they are dialled, as a checkout would have them. Source: Meta, "Phone
 * numbers" (Brazil and Mexico).
 */
export function phoneOfWaId(waId: string | undefined): Phone | undefined {
  if (!waId || !/^\d{6,15}$/.test(waId)) return undefined;
  const parsed = parsePhoneNumberFromString(`+${asDialled(waId)}`);
  return { e164: `+${asDialled(waId)}`, country: parsed?.country };
}

const BRAZIL_WITHOUT_NINE = /^(55\d{2})([6-9]\d{7})$/;
const MEXICO_WITH_ONE = /^521(\d{10})$/;

function asDialled(waId: string): string {
  return waId.replace(BRAZIL_WITHOUT_NINE, "$19$2").replace(MEXICO_WITH_ONE, "52$1");
}

/** `+39 ••• ••• 4567`: enough to recognise, too little to copy. */
export function maskPhone(e164: string | null): string {
  if (!e164) return "–";
  const parsed = parsePhoneNumberFromString(e164);
  const prefix = parsed ? `+${parsed.countryCallingCode} ` : "";
  return `${prefix}••• ••• ${e164.slice(-4)}`;
}
