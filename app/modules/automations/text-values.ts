import { type CartLine, type CheckoutRow, readLines } from "#app/modules/checkouts/index.ts";
import type { OrderRow } from "#app/modules/orders/index.ts";
import type { MeaningValues } from "#app/modules/templates/index.ts";
import { formatMinor } from "#app/platform/money.ts";

/** Whom a text is written to, and by which shop. */
export interface Addressed {
  readonly firstName: string | null | undefined;
  readonly shopName: string;
  /** Of the text: amounts are written in it. */
  readonly language: string;
}

const personValues = ({ firstName, shopName }: Addressed): MeaningValues => ({
  first_name: firstName ?? "",
  shop_name: shopName,
});

/** What a text says of a cart. */
export function cartValues(
  checkout: Pick<CheckoutRow, "presentmentTotalMinor" | "presentmentCurrency" | "lines">,
  to: Addressed,
): MeaningValues {
  const items = readLines(checkout.lines).reduce((sum, { quantity }: CartLine) => sum + quantity, 0);
  return {
    ...personValues(to),
    item_count: String(items),
    cart_total: formatMinor(checkout.presentmentTotalMinor, checkout.presentmentCurrency, to.language),
  };
}

interface Parcel {
  readonly trackingCompany: string | null;
  readonly trackingNumber: string | null;
}

interface Refunded {
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** What a text says of an order, of a parcel of it, and of what was paid back. */
export function orderValues(
  order: Pick<OrderRow, "name" | "presentmentTotalMinor" | "presentmentCurrency">,
  parcel: Parcel | null | undefined,
  refund: Refunded | null | undefined,
  to: Addressed,
): MeaningValues {
  return {
    ...personValues(to),
    order_name: order.name,
    order_total: formatMinor(order.presentmentTotalMinor, order.presentmentCurrency, to.language),
    tracking_company: parcel?.trackingCompany ?? "",
    tracking_number: parcel?.trackingNumber ?? "",
    refund_amount: refund ? formatMinor(refund.amountMinor, refund.currency, to.language) : "",
  };
}
