import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";

/** An amount in the currency's smallest unit. */
export interface Money {
  readonly minor: bigint;
  /** ISO 4217. */
  readonly currency: string;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * A decimal amount as Shopify writes it ("1234.50") in minor units. Digits beyond the currency's are cut.
 * @returns undefined if it isn't a decimal
 */
export function toMinor(amount: string | number | null | undefined, currency: string): bigint | undefined {
  if (amount === null || amount === undefined) return undefined;
  const match = DECIMAL.exec(String(amount));
  if (!match) return undefined;
  const exponent = currencyExponent(currency);
  const fraction = (match[3] ?? "").slice(0, exponent).padEnd(exponent, "0");
  const minor = BigInt(`${match[2]}${fraction}`);
  return match[1] === "-" ? -minor : minor;
}
