import type { Ids } from "./ids.ts";
import type { Amount, Currency, DiscountCode, Product, SoldLine, Totals, Variant } from "./model.ts";
import { amountOf, minus, NOTHING, plus, times } from "./money.ts";

/** VAT that the shop's prices contain, by destination; countries it has no registration for pay none here. */
const TAX_RATES: Readonly<Record<string, number>> = { IT: 0.22, DE: 0.19, FR: 0.2, ES: 0.21, GB: 0.2 };

interface ShippingRate {
  readonly title: string;
  /** Euro cents. */
  readonly price: number;
  /** Free from this sum of lines, euro cents. */
  readonly freeFrom: number;
}

const AT_HOME: ShippingRate = { title: "Spedizione standard", price: 590, freeFrom: 6000 };
const ABROAD: ShippingRate = { title: "Spedizione internazionale", price: 1290, freeFrom: 15000 };

export function shippingTo(countryCode: string): ShippingRate {
  return countryCode === "IT" ? AT_HOME : ABROAD;
}

/** What a checkout keeps of a variant at this moment. */
export function soldLine(
  ids: Ids,
  product: Product,
  variant: Variant,
  quantity: number,
  currency: Currency,
): SoldLine {
  return {
    id: ids.next("LineItem"),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: product.options.length === 0 ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    grams: variant.grams,
    quantity,
    unitPrice: amountOf(variant.priceMinor, currency),
    compareAt: variant.compareAtMinor === null ? null : amountOf(variant.compareAtMinor, currency),
  };
}

export function linePrice(line: SoldLine): Amount {
  return times(line.unitPrice, line.quantity);
}

function discountOn(lines: Amount, discount: DiscountCode | undefined, currency: Currency): Amount {
  if (!discount) return NOTHING;
  if (discount.percentage !== null) return times(lines, discount.percentage);
  const off = amountOf(discount.amountMinor ?? 0, currency);
  return {
    shop: Math.min(off.shop, lines.shop),
    presentment: Math.min(off.presentment, lines.presentment),
  };
}

/**
 * The sums of a checkout or an order.
 * @param countryCode where it goes; null while unknown: then shipping is not in the total yet
 */
export function totalsOf(
  lines: readonly SoldLine[],
  currency: Currency,
  countryCode: string | null,
  discount?: DiscountCode,
): Totals {
  const sum = plus(...lines.map(linePrice));
  const off = discountOn(sum, discount, currency);
  const subtotal = minus(sum, off);
  const rate = countryCode === null ? undefined : shippingTo(countryCode);
  const shipping =
    !rate || lines.length === 0 || subtotal.shop >= rate.freeFrom ? NOTHING : amountOf(rate.price, currency);
  const total = plus(subtotal, shipping);
  const taxRate = TAX_RATES[countryCode ?? "IT"] ?? 0;
  const tax = times(total, taxRate / (1 + taxRate));
  return { lines: sum, discount: off, shipping, tax, taxRate, subtotal, total };
}
