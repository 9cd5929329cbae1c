import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";
import type { Amount, Currency } from "./model.ts";

/** The shop's fixed rates: how much one euro is. */
const RATES: Readonly<Record<Currency, number>> = { EUR: 1, USD: 1.08, JPY: 162 };

/** Minor units of the shop's euros in minor units of another currency, rounded half up. */
export function convert(minor: number, currency: Currency): number {
  return Math.round((minor * RATES[currency] * 10 ** currencyExponent(currency)) / 100);
}

/** An amount of the shop's euro cents in both currencies. */
export function amountOf(shopMinor: number, currency: Currency): Amount {
  return { shop: shopMinor, presentment: convert(shopMinor, currency) };
}

export const NOTHING: Amount = { shop: 0, presentment: 0 };

export function plus(...amounts: readonly Amount[]): Amount {
  return amounts.reduce(
    (sum, amount) => ({
      shop: sum.shop + amount.shop,
      presentment: sum.presentment + amount.presentment,
    }),
    NOTHING,
  );
}

export function minus(from: Amount, amount: Amount): Amount {
  return { shop: from.shop - amount.shop, presentment: from.presentment - amount.presentment };
}

export function times(amount: Amount, factor: number): Amount {
  return { shop: Math.round(amount.shop * factor), presentment: Math.round(amount.presentment * factor) };
}

/** "84.00", "1980" for JPY: as webhooks write amounts. */
export function decimal(minor: number, currency: Currency): string {
  const exponent = currencyExponent(currency);
  return (minor / 10 ** exponent).toFixed(exponent);
}

/** "84.0", "1980.0": as GraphQL writes the amount of a MoneyV2. */
export function graphDecimal(minor: number, currency: Currency): string {
  const text = decimal(minor, currency).replace(/0+$/, "").replace(/\.$/, "");
  const bare = currencyExponent(currency) === 0 ? decimal(minor, currency) : text;
  return bare.includes(".") ? bare : `${bare}.0`;
}

/** An amount as people of a language read it. */
export function formatMoney(minor: number, currency: Currency, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(
    minor / 10 ** currencyExponent(currency),
  );
}
