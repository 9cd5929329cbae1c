import { rawId } from "../json.ts";
import type { Checkout, SoldLine, Totals } from "../model.ts";
import { decimal } from "../money.ts";
import { linePrice } from "../pricing.ts";
import type { ShopState } from "../state.ts";
import { addressPayload, customerInside, fingerprint, type Payload, time } from "./shared.ts";

/** The title in the shopper's language, where the shop has it. */
function shown(text: { it: string; en: string }, locale: string): string {
  return locale.startsWith("it") ? text.it : text.en;
}

function taxLine(price: string, rate: number): Payload {
  return {
    price,
    position: 1,
    rate,
    title: "IVA",
    source: "Shopify",
    zone: "country",
    jurisdiction_id: null,
    jurisdiction_type: null,
    jurisdiction_source: null,
    reporting_taxable_amount: null,
    reporting_non_taxable_amount: null,
    reporting_exempt_amount: null,
    reporting_jurisdiction_name: null,
    reporting_jurisdiction_type: null,
    reporting_jurisdiction_code: null,
    tax_api_client_id: null,
    tax_calculation_price: price,
    tax_registration_id: null,
    compare_at: rate,
    channel_liable: false,
  };
}

const NO_UNIT_PRICE = {
  measured_type: null,
  quantity_value: null,
  quantity_unit: null,
  reference_value: null,
  reference_unit: null,
};

function linePayload(checkout: Checkout, line: SoldLine): Payload {
  const { currency, totals, locale } = checkout;
  const price = decimal(line.unitPrice.presentment, currency);
  const whole = linePrice(line).presentment;
  const tax = Math.round((whole * totals.taxRate) / (1 + totals.taxRate));
  return {
    applied_discounts: [],
    discount_allocations: [],
    key: fingerprint(line.id),
    destination_location_id: null,
    fulfillment_service: "manual",
    gift_card: false,
    grams: line.grams,
    origin_location_id: null,
    presentment_title: shown(line.title, locale),
    presentment_variant_title: line.variantTitle === null ? "" : shown(line.variantTitle, locale),
    product_id: rawId(line.productId),
    properties: null,
    quantity: line.quantity,
    requires_shipping: true,
    sku: line.sku,
    tax_lines: [taxLine(decimal(tax, currency), totals.taxRate)],
    taxable: true,
    title: line.title.it,
    variant_id: rawId(line.variantId),
    variant_title: line.variantTitle?.it ?? "",
    variant_price: price,
    vendor: line.vendor,
    user_id: null,
    unit_price_measurement: NO_UNIT_PRICE,
    rank: null,
    compare_at_price: line.compareAt === null ? null : decimal(line.compareAt.presentment, currency),
    line_price: decimal(whole, currency),
    price,
  };
}

function sums(totals: Totals, money: (minor: number) => string): Payload {
  return {
    total_discounts: money(totals.discount.presentment),
    total_line_items_price: money(totals.lines.presentment),
    total_price: money(totals.total.presentment),
    total_tax: money(totals.tax.presentment),
    subtotal_price: money(totals.subtotal.presentment),
    total_duties: null,
    reservation_token: null,
  };
}

/**
 * checkouts/create and checkouts/update, as published for 2026-07: no `id` since 2026-04, amounts in the
 * presentment currency, no `…_set`.
 */
export function checkoutPayload(state: ShopState, checkout: Checkout): Payload {
  const { totals, currency } = checkout;
  const money = (minor: number) => decimal(minor, currency);
  const address = addressPayload(checkout.shippingAddress);
  return {
    token: checkout.token,
    cart_token: checkout.cartToken,
    email: checkout.email,
    gateway: null,
    buyer_accepts_marketing: checkout.acceptsMarketing,
    created_at: time(state, checkout.createdAt),
    updated_at: time(state, checkout.updatedAt),
    landing_site: "/",
    note: checkout.note,
    note_attributes: [],
    referring_site: "",
    shipping_lines: [],
    taxes_included: true,
    total_weight: checkout.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    currency: state.profile.currency,
    completed_at: time(state, checkout.completedAt),
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: checkout.phone,
    customer_locale: checkout.locale,
    line_items: checkout.lines.map((line) => linePayload(checkout, line)),
    name: `#${checkout.id}`,
    source: null,
    abandoned_checkout_url: checkout.recoveryUrl,
    discount_codes: discountCodes(checkout, money),
    tax_lines: [
      { price: money(totals.tax.presentment), rate: totals.taxRate, title: "IVA", channel_liable: false },
    ],
    source_name: "web",
    presentment_currency: currency,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    ...sums(totals, money),
    billing_address: address,
    shipping_address: address,
    customer: customerInside(state, checkout.customerId),
  };
}

function discountCodes(checkout: Checkout, money: (minor: number) => string): Payload[] {
  if (checkout.discountCode === null || checkout.totals.discount.presentment === 0) return [];
  const amount = money(checkout.totals.discount.presentment);
  return [{ code: checkout.discountCode, amount, type: "percentage" }];
}

/** checkouts/delete: no token, so that a receiver knows it by its cart. */
export function checkoutDeletePayload(checkout: Checkout): Payload {
  const money = (minor: number) => decimal(minor, checkout.currency);
  return {
    id: rawId(checkout.id),
    presentment_currency: checkout.currency,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    cart_token: checkout.cartToken,
    ...sums(checkout.totals, money),
  };
}
