import { gid } from "../ids.ts";
import { rawId } from "../json.ts";
import type { Order, SoldLine } from "../model.ts";
import { NOTHING } from "../money.ts";
import type { ShopState } from "../state.ts";
import { moneySet, type Payload, shopAmount } from "./shared.ts";

function fulfilled(order: Order, line: SoldLine): boolean {
  return order.fulfillments.some(
    ({ status, lines }) => status === "success" && lines.some(({ id }) => id === line.id),
  );
}

function refunded(order: Order, line: SoldLine): number {
  return order.refunds
    .flatMap(({ lines }) => lines)
    .filter((entry) => entry.line.id === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** A line as fulfilments and refunds carry it. */
export function soldLinePayload(state: ShopState, order: Order, line: SoldLine): Payload {
  const variant = line.variantTitle?.it ?? null;
  const done = fulfilled(order, line);
  return {
    id: rawId(line.id),
    variant_id: rawId(line.variantId),
    title: line.title.it,
    quantity: line.quantity,
    sku: line.sku,
    variant_title: variant,
    vendor: line.vendor,
    fulfillment_service: "manual",
    product_id: rawId(line.productId),
    requires_shipping: true,
    taxable: true,
    gift_card: false,
    name: variant === null ? line.title.it : `${line.title.it} - ${variant}`,
    variant_inventory_management: "shopify",
    properties: [],
    product_exists: state.products.has(line.productId),
    fulfillable_quantity: done || order.cancelledAt ? 0 : line.quantity,
    grams: line.grams,
    price: shopAmount(state, line.unitPrice),
    total_discount: shopAmount(state, NOTHING),
    fulfillment_status: done ? "fulfilled" : null,
    price_set: moneySet(state, line.unitPrice, order.currency),
    total_discount_set: moneySet(state, NOTHING, order.currency),
    discount_allocations: [],
    duties: [],
    admin_graphql_api_id: gid("LineItem", line.id),
    tax_lines: [],
  };
}

/** A line as orders carry it. */
export function orderLinePayload(state: ShopState, order: Order, line: SoldLine): Payload {
  return {
    ...soldLinePayload(state, order, line),
    attributed_staffs: [],
    current_quantity: order.cancelledAt ? 0 : line.quantity - refunded(order, line),
    sales_line_item_group_id: null,
  };
}
