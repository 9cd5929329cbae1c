import { rawId } from "../json.ts";
import type { Amount, Order } from "../model.ts";
import { minus, NOTHING, plus } from "../money.ts";
import { shippingTo } from "../pricing.ts";
import type { ShopState } from "../state.ts";
import { fulfillmentPayload } from "./fulfillment.ts";
import { orderLinePayload } from "./order-line.ts";
import { refundPayload } from "./refund.ts";
import {
  addressPayload,
  customerInside,
  identity,
  moneySet,
  type Payload,
  shopAmount,
  time,
} from "./shared.ts";

/** What is left of the order after refunds. */
export function remaining(order: Order): Amount {
  return minus(order.totals.total, plus(...order.refunds.map(({ amount }) => amount)));
}

function sums(state: ShopState, order: Order): Payload {
  const { totals, currency } = order;
  const set = (amount: Amount) => moneySet(state, amount, currency);
  const left = order.cancelledAt ? NOTHING : remaining(order);
  const current = (amount: Amount) => (order.cancelledAt ? NOTHING : amount);
  return {
    current_shipping_price_set: set(current(totals.shipping)),
    current_subtotal_price: shopAmount(state, current(totals.subtotal)),
    current_subtotal_price_set: set(current(totals.subtotal)),
    current_total_additional_fees_set: null,
    current_total_discounts: shopAmount(state, current(totals.discount)),
    current_total_discounts_set: set(current(totals.discount)),
    current_total_duties_set: null,
    current_total_price: shopAmount(state, left),
    current_total_price_set: set(left),
    current_total_tax: shopAmount(state, current(totals.tax)),
    current_total_tax_set: set(current(totals.tax)),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    subtotal_price: shopAmount(state, totals.subtotal),
    subtotal_price_set: set(totals.subtotal),
    total_cash_rounding_payment_adjustment_set: set(NOTHING),
    total_cash_rounding_refund_adjustment_set: set(NOTHING),
    total_discounts: shopAmount(state, totals.discount),
    total_discounts_set: set(totals.discount),
    total_line_items_price: shopAmount(state, totals.lines),
    total_line_items_price_set: set(totals.lines),
    total_outstanding: "0.00",
    total_price: shopAmount(state, totals.total),
    total_price_set: set(totals.total),
    total_shipping_price_set: set(totals.shipping),
    total_tax: shopAmount(state, totals.tax),
    total_tax_set: set(totals.tax),
    total_tip_received: "0.00",
  };
}

function shippingLines(state: ShopState, order: Order): Payload[] {
  const { totals, currency, shippingAddress } = order;
  if (shippingAddress === null) return [];
  const price = shopAmount(state, totals.shipping);
  const set = moneySet(state, totals.shipping, currency);
  const { title } = shippingTo(shippingAddress.countryCode);
  return [
    {
      id: rawId(order.shippingLineId),
      carrier_identifier: null,
      code: title,
      current_discounted_price_set: set,
      discounted_price: price,
      discounted_price_set: set,
      is_removed: false,
      phone: null,
      price,
      price_set: set,
      requested_fulfillment_service_id: null,
      source: "shopify",
      title,
      tax_lines: [],
      discount_allocations: [],
    },
  ];
}

function taxLines(state: ShopState, order: Order): Payload[] {
  const { tax, taxRate } = order.totals;
  if (taxRate === 0) return [];
  return [
    {
      price: shopAmount(state, tax),
      rate: taxRate,
      title: "IVA",
      price_set: moneySet(state, tax, order.currency),
      channel_liable: false,
    },
  ];
}

function discounts(state: ShopState, order: Order): Pick<Payload, string> {
  const discount = state.discountOf(order.discountCode);
  if (!discount) return { discount_codes: [], discount_applications: [] };
  const type = discount.percentage === null ? "fixed_amount" : "percentage";
  const value =
    discount.percentage === null
      ? shopAmount(state, order.totals.discount)
      : (discount.percentage * 100).toFixed(1);
  return {
    discount_codes: [{ code: discount.code, amount: shopAmount(state, order.totals.discount), type }],
    discount_applications: [
      {
        target_type: "line_item",
        type: "discount_code",
        value,
        value_type: type,
        allocation_method: "across",
        target_selection: "all",
        code: discount.code,
      },
    ],
  };
}

function fulfillmentStatus(order: Order): "fulfilled" | null {
  return order.fulfillments.some(({ status }) => status === "success") ? "fulfilled" : null;
}

/** Where an order came from. No `checkout_id` since 2026-04. */
function origin(order: Order): Payload {
  return {
    app_id: 580111,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    client_details: null,
    confirmation_number: order.confirmationNumber,
    confirmed: true,
    device_id: null,
    landing_site: "/",
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: "MTU0ODM4MDAwOQ",
    merchant_of_record_app_id: null,
    payment_gateway_names: ["shopify_payments"],
    po_number: null,
    reference: null,
    referring_site: "",
    source_identifier: null,
    source_name: "web",
    source_url: null,
    token: order.token,
    user_id: null,
  };
}

function people(state: ShopState, order: Order): Payload {
  const address = addressPayload(order.shippingAddress);
  return {
    contact_email: order.email,
    customer_locale: order.locale,
    email: order.email,
    phone: order.phone,
    billing_address: address,
    customer: customerInside(state, order.customerId),
    shipping_address: address,
  };
}

/** orders/create, orders/paid, orders/updated, orders/cancelled, orders/fulfilled. */
export function orderPayload(state: ShopState, order: Order): Payload {
  return {
    ...identity("Order", order.id),
    ...origin(order),
    ...people(state, order),
    ...sums(state, order),
    ...discounts(state, order),
    cancel_reason: order.cancelReason,
    cancelled_at: time(state, order.cancelledAt),
    closed_at: time(state, order.closedAt),
    created_at: time(state, order.createdAt),
    processed_at: time(state, order.createdAt),
    updated_at: time(state, order.updatedAt),
    currency: state.profile.currency,
    presentment_currency: order.currency,
    duties_included: false,
    estimated_taxes: false,
    financial_status: order.financialStatus,
    fulfillment_status: fulfillmentStatus(order),
    name: order.name,
    note: null,
    note_attributes: [],
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: order.statusUrl,
    tags: "",
    tax_exempt: false,
    tax_lines: taxLines(state, order),
    taxes_included: true,
    test: false,
    total_weight: order.lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(state, order, fulfillment)),
    line_items: order.lines.map((line) => orderLinePayload(state, order, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(state, order, refund)),
    shipping_lines: shippingLines(state, order),
    returns: [],
    line_item_groups: [],
  };
}
