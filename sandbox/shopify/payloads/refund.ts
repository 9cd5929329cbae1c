import { gid } from "../ids.ts";
import { rawId } from "../json.ts";
import type { Order, Refund } from "../model.ts";
import { decimal, NOTHING } from "../money.ts";
import { linePrice } from "../pricing.ts";
import type { ShopState } from "../state.ts";
import { soldLinePayload } from "./order-line.ts";
import { identity, moneySet, type Payload, time } from "./shared.ts";

function refundLine(state: ShopState, order: Order, entry: Refund["lines"][number]): Payload {
  const price = linePrice(entry.line);
  return {
    id: rawId(entry.id),
    quantity: entry.quantity,
    line_item_id: rawId(entry.line.id),
    location_id: null,
    restock_type: "no_restock",
    subtotal: price.shop / 100,
    total_tax: 0,
    subtotal_set: moneySet(state, price, order.currency),
    total_tax_set: moneySet(state, NOTHING, order.currency),
    line_item: soldLinePayload(state, order, entry.line),
  };
}

/** The money that went back, in the currency in which it was paid. */
function transaction(state: ShopState, order: Order, refund: Refund): Payload {
  return {
    id: rawId(refund.transactionId),
    order_id: rawId(order.id),
    kind: "refund",
    gateway: "shopify_payments",
    status: "success",
    message: "Refund",
    created_at: time(state, refund.createdAt),
    test: false,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: null,
    processed_at: time(state, refund.createdAt),
    device_id: null,
    error_code: null,
    source_name: "web",
    receipt: {},
    amount: decimal(refund.amount.presentment, order.currency),
    currency: order.currency,
    payment_id: `${order.name}.${order.refunds.indexOf(refund) + 2}`,
    total_unsettled_set: {
      presentment_money: { amount: "0.0", currency: order.currency },
      shop_money: { amount: "0.0", currency: state.profile.currency },
    },
    manual_payment_gateway: false,
    amount_rounding: null,
    admin_graphql_api_id: gid("OrderTransaction", refund.transactionId),
  };
}

/** refunds/create. */
export function refundPayload(state: ShopState, order: Order, refund: Refund): Payload {
  return {
    ...identity("Refund", refund.id),
    order_id: rawId(order.id),
    created_at: time(state, refund.createdAt),
    note: refund.note,
    user_id: null,
    processed_at: time(state, refund.createdAt),
    duties: [],
    total_duties_set: moneySet(state, NOTHING, order.currency),
    return: null,
    refund_shipping_lines: [],
    restock: false,
    order_adjustments: [],
    refund_line_items: refund.lines.map((entry) => refundLine(state, order, entry)),
    transactions: [transaction(state, order, refund)],
  };
}
