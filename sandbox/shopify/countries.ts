/** English names of countries, as Shopify's API writes them. */
const NAMES = new Intl.DisplayNames("en", { type: "region" });

/** "Italy" for IT; the code itself where it is none. */
export function countryName(code: string): string {
  try {
    return NAMES.of(code) ?? code;
  } catch {
    return code;
  }
}
