import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Where several countries share a calling code: the one that most of its numbers belong to. */
const MAIN: Readonly<Record<string, string>> = {
  "1": "US",
  "7": "RU",
  "44": "GB",
  "39": "IT",
  "47": "NO",
  "61": "AU",
  "212": "MA",
  "262": "RE",
  "358": "FI",
  "590": "GP",
  "599": "CW",
};

const BY_CODE = new Map<string, string>();
for (const country of getCountries()) {
  const code = getCountryCallingCode(country);
  if (!BY_CODE.has(code)) BY_CODE.set(code, MAIN[code] ?? country);
}

/** The country of a number (E.164) by its calling code alone: cheap, and coarse where a code is shared. */
export function countryOf(e164: string): string {
  for (let length = 3; length >= 1; length--) {
    const country = BY_CODE.get(e164.slice(1, 1 + length));
    if (country) return country;
  }
  return "ZZ";
}

/** Whether a number has an area code of the United States; the rest of +1 is other countries. */
export function isUnitedStatesNumber(e164: string): boolean {
  return e164.startsWith("+1") && parsePhoneNumberFromString(e164)?.country === "US";
}

/** Whether this can be a telephone number at all, in E.164. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}
