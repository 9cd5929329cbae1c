import type { Address, Currency, Order, SoldLine } from "./model.ts";
import { totalsOf } from "./pricing.ts";
import type { ShopState } from "./state.ts";

export interface OrderRequest {
  readonly lines: readonly SoldLine[];
  readonly currency: Currency;
  readonly locale: string;
  readonly at: Date;
  readonly customerId: string | null;
  readonly email: string | null;
  /** E.164 */
  readonly phone: string | null;
  readonly shippingAddress: Address | null;
  readonly discountCode: string | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
}

/** Puts a paid order among the shop's orders. Tells nobody. */
export function placeOrder(state: ShopState, request: OrderRequest): Order {
  const number = state.nextOrderNumber();
  const token = state.ids.token();
  const id = state.ids.next("Order");
  const { lines, currency, at, shippingAddress } = request;
  const discount = state.discountOf(request.discountCode);
  const order: Order = {
    id,
    name: `#${number}`,
    number,
    confirmationNumber: token.slice(0, 9).toUpperCase(),
    token,
    statusUrl: `${state.origin}/store/orders/${id}/status?key=${state.ids.token()}`,
    checkoutToken: request.checkoutToken,
    cartToken: request.cartToken,
    currency,
    locale: request.locale,
    lines,
    discountCode: discount?.code ?? null,
    totals: totalsOf(lines, currency, shippingAddress?.countryCode ?? null, discount),
    shippingLineId: state.ids.next("ShippingLine"),
    email: request.email,
    phone: request.phone,
    shippingAddress,
    customerId: request.customerId,
    financialStatus: "paid",
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    fulfillments: [],
    refunds: [],
    createdAt: at,
    updatedAt: at,
  };
  state.orders.set(id, order);
  if (discount) discount.used += 1;
  return order;
}

/** A checkout's or an order's lines that left the shop, as a fulfilment. Tells nobody. */
export function addFulfillment(
  state: ShopState,
  order: Order,
  at: Date,
  tracking: { company: string | null; number: string | null; url: string | null },
): Order["fulfillments"][number] {
  const fulfillment = {
    id: state.ids.next("Fulfillment"),
    orderId: order.id,
    name: `${order.name}.${order.fulfillments.length + 1}`,
    createdAt: at,
    updatedAt: at,
    lines: order.lines,
    status: "success" as const,
    shipmentStatus: null,
    trackingCompany: tracking.company,
    trackingNumber: tracking.number,
    trackingUrl: tracking.url,
    events: [],
  };
  order.fulfillments = [...order.fulfillments, fulfillment];
  order.updatedAt = at;
  return fulfillment;
}

/** Gives back so much of an order. Tells nobody. @param share 0 to 1 of what was paid */
export function addRefund(state: ShopState, order: Order, at: Date, share: number, note: string | null) {
  const { total } = order.totals;
  const whole = share >= 1;
  const refund = {
    id: state.ids.next("Refund"),
    orderId: order.id,
    transactionId: state.ids.next("OrderTransaction"),
    amount: whole
      ? total
      : { shop: Math.round(total.shop * share), presentment: Math.round(total.presentment * share) },
    note,
    createdAt: at,
    lines: whole
      ? order.lines.map((line) => ({ id: state.ids.next("RefundLineItem"), line, quantity: line.quantity }))
      : [],
  };
  order.refunds = [...order.refunds, refund];
  order.updatedAt = at;
  return refund;
}
