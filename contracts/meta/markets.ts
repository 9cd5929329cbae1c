/** Countries with a price of their own. Source: Meta's pricing page, October 2026. */
const OWN: Readonly<Record<string, string>> = {
  AR: "Argentina",
  BD: "Bangladesh",
  BR: "Brazil",
  CL: "Chile",
  CO: "Colombia",
  EG: "Egypt",
  FR: "France",
  DE: "Germany",
  HK: "Hong Kong",
  HU: "Hungary",
  IN: "India",
  ID: "Indonesia",
  IQ: "Iraq",
  IL: "Israel",
  IT: "Italy",
  KZ: "Kazakhstan",
  KW: "Kuwait",
  MY: "Malaysia",
  MX: "Mexico",
  MA: "Morocco",
  NL: "Netherlands",
  NP: "Nepal",
  NG: "Nigeria",
  OM: "Oman",
  PK: "Pakistan",
  PE: "Peru",
  PL: "Poland",
  QA: "Qatar",
  RO: "Romania",
  RU: "Russia",
  SA: "Saudi Arabia",
  SG: "Singapore",
  ZA: "South Africa",
  ES: "Spain",
  LK: "Sri Lanka",
  TR: "Turkey",
  UA: "Ukraine",
  AE: "UAE",
  GB: "UK",
  US: "North America",
  CA: "North America",
};

const REGIONS: Readonly<Record<string, string>> = {
  "Rest of Africa":
    "DZ AO BJ BW BF BI CM TD CG ER ET GA GM GH GW CI KE LS LR LY MG MW ML MR MZ NA NE RW SN SL SO SS SD SZ TZ TG TN UG ZM",
  "Rest of APAC": "AF AU KH CN JP LA MN NZ PG PH TW TJ TH TM UZ VN KR BN MO",
  "Rest of CEE": "AL AM AZ BY BG HR CZ GE GR LV LT MD MK RS SK SI EE BA ME XK",
  "Rest of LatAm": "BO CR DO EC SV GT HT HN JM NI PA PY PR UY VE",
  "Rest of Middle East": "BH JO LB YE",
  "Rest of Western Europe": "AT BE DK FI IE NO PT SE CH LU MT CY IS",
};

const BY_COUNTRY = new Map<string, string>([
  ...Object.entries(OWN),
  ...Object.entries(REGIONS).flatMap(([market, countries]) =>
    countries.split(" ").map((country) => [country, market] as const),
  ),
]);

/** The markets that Meta has prices for. */
export const MARKETS: ReadonlySet<string> = new Set([...BY_COUNTRY.values(), "Other"]);

/** Area codes of +1 that Meta prices as Latin America: Dominican Republic, Jamaica, Puerto Rico. */
const LATIN_AMERICAN_AREA = /^\+1(809|829|849|658|876|787|939)/;

/** The market whose price applies, by the recipient's country (ISO 3166) and number (E.164). */
export function marketOf(country: string | null | undefined, e164: string): string {
  if (LATIN_AMERICAN_AREA.test(e164)) return "Rest of LatAm";
  return (country && BY_COUNTRY.get(country)) || "Other";
}

/** Marketing templates to numbers of the United States are not delivered since 2025-04-01. */
export function isUnitedStates(country: string | null | undefined, e164: string): boolean {
  return country === "US" && !LATIN_AMERICAN_AREA.test(e164);
}
