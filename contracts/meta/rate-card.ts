/** What Meta prices apart. Service messages are answers to a person who wrote. */
const PRICED_CATEGORIES = ["marketing", "utility", "authentication", "service"] as const;
export type PricedCategory = (typeof PRICED_CATEGORIES)[number];

/** Prices of one delivered message in millionths of the currency; what is missing has no known price. */
export type MarketRates = Readonly<Partial<Record<PricedCategory, number>>>;

/** Market, as `marketOf` names it, to its prices. */
export type Rates = Readonly<Record<string, MarketRates>>;

/** Meta's prices in one currency from a day on. */
export interface RateCard {
  /** ISO 4217. */
  readonly currency: string;
  /** "2026-10-01" */
  readonly effectiveFrom: string;
  readonly rates: Rates;
}

/** In US dollars. List prices, before the volume tiers that Meta grants for utility and authentication. */
const USD_FROM_OCTOBER_2026: RateCard = {
  currency: "USD",
  effectiveFrom: "2026-10-01",
  rates: {
    Argentina: { marketing: 61_800, utility: 26_000 },
    Bangladesh: { marketing: 73_200, utility: 3_700 },
    Brazil: { marketing: 62_500, utility: 6_800 },
    Chile: { marketing: 88_900, utility: 20_000 },
    Colombia: { marketing: 12_500, utility: 800 },
    Egypt: { marketing: 64_400, utility: 3_600 },
    France: { marketing: 85_900, utility: 30_000 },
    Germany: { marketing: 136_500, utility: 55_000 },
    "Hong Kong": { marketing: 73_200, utility: 26_000 },
    Hungary: { marketing: 86_000, utility: 35_000 },
    India: { marketing: 11_800, utility: 1_400 },
    Indonesia: { marketing: 41_100, utility: 25_000 },
    Iraq: { marketing: 34_100, utility: 7_900 },
    Israel: { marketing: 35_300, utility: 5_300 },
    Italy: { marketing: 79_500, utility: 30_000 },
    Kazakhstan: { marketing: 60_400, utility: 18_000 },
    Kuwait: { marketing: 79_200, utility: 44_000 },
    Malaysia: { marketing: 86_000, utility: 14_000 },
    Mexico: { marketing: 39_700, utility: 8_500 },
    Morocco: { marketing: 41_400, utility: 23_000 },
    Netherlands: { marketing: 159_700, utility: 50_000 },
    Nepal: { marketing: 73_200, utility: 3_400 },
    Nigeria: { marketing: 51_600, utility: 6_700 },
    Oman: { marketing: 34_100, utility: 24_700 },
    Pakistan: { marketing: 47_300, utility: 15_000 },
    Peru: { marketing: 70_300, utility: 30_000 },
    Poland: { marketing: 36_600, utility: 12_200 },
    Qatar: { marketing: 34_100, utility: 12_000 },
    Romania: { marketing: 86_000, utility: 29_000 },
    Russia: { marketing: 80_200, utility: 40_000 },
    "Saudi Arabia": { marketing: 57_600, utility: 10_700 },
    Singapore: { marketing: 73_200, utility: 16_000 },
    "South Africa": { marketing: 37_900, utility: 9_500 },
    Spain: { marketing: 70_700, utility: 20_000 },
    "Sri Lanka": { marketing: 73_200, utility: 2_000 },
    Turkey: { marketing: 10_900, utility: 900 },
    Ukraine: { marketing: 86_000, utility: 29_800 },
    UAE: { marketing: 57_600, utility: 15_700 },
    UK: { marketing: 63_500, utility: 22_000 },
    "North America": { marketing: 25_000, utility: 3_400 },
    "Rest of Africa": { marketing: 22_500, utility: 4_000 },
    "Rest of APAC": { marketing: 84_200, utility: 11_300 },
    "Rest of CEE": { marketing: 86_000, utility: 21_200 },
    "Rest of LatAm": { marketing: 74_000, utility: 11_300 },
    "Rest of Middle East": { marketing: 39_200, utility: 9_100 },
    "Rest of Western Europe": { marketing: 59_200, utility: 17_100 },
    Other: { marketing: 60_400, utility: 7_700 },
  },
};

/** In Indian rupees, from India to India alone. */
const INR_FROM_OCTOBER_2026: RateCard = {
  currency: "INR",
  effectiveFrom: "2026-10-01",
  rates: { India: { marketing: 863_100, utility: 115_000 } },
};

/**
 * The cards that come with Cartwave. Source: Meta's rate cards of 2026-10-01, "WhatsApp Business Platform pricing".
 * Other currencies are not published as text: a merchant uploads Meta's file.
 */
export const META_RATE_CARDS: readonly RateCard[] = [USD_FROM_OCTOBER_2026, INR_FROM_OCTOBER_2026];

/** Meta's names of categories, as it writes them in templates and in prices. */
function pricedCategory(category: string): PricedCategory | undefined {
  const name = category.toLowerCase();
  // marketing_lite: sent through the Marketing Messages endpoint, at the same price.
  if (name.startsWith("marketing")) return "marketing";
  return PRICED_CATEGORIES.find((one) => one === name);
}

/**
 * The price of one delivered message.
 * @param market as `marketOf` names it
 * @param category Meta's, in any case: marketing, marketing_lite, utility, service, authentication
 * @returns millionths of the card's currency; null where the card has none
 */
export function rateMicros(rates: Rates, market: string, category: string): bigint | null {
  const priced = pricedCategory(category);
  if (!priced) return null;
  const ofMarket = rates[market];
  // Meta charges service messages at the market's utility rate, from 2026-10-01.
  const rate = ofMarket?.[priced] ?? (priced === "service" ? ofMarket?.utility : undefined);
  return rate === undefined ? null : BigInt(rate);
}
