/** ISO 4217 currencies without minor units. */
const NONE = new Set(
  "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "),
);
/** ISO 4217 currencies with three decimals. */
const THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Decimals of a currency's minor unit (ISO 4217). Shopify writes "1234.0" or "1234.00" for JPY: the rest is zero. */
export function currencyExponent(currency: string): number {
  if (NONE.has(currency)) return 0;
  return THREE.has(currency) ? 3 : 2;
}
