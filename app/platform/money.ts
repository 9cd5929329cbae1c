import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";

/**
 * An amount as people of that language write it.
 * @param minor in the currency's smallest unit
 * @param locale BCP 47
 */
export function formatMinor(minor: bigint, currency: string, locale: string): string {
  const exponent = currencyExponent(currency);
  const negative = minor < 0n;
  const digits = (negative ? -minor : minor).toString().padStart(exponent + 1, "0");
  const whole = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  const format = new Intl.NumberFormat(locale.replace("_", "-"), {
    style: "currency",
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  // The decimal text keeps every digit, which a number would not.
  return format.format(`${negative ? "-" : ""}${whole}` as Intl.StringNumericLiteral);
}
