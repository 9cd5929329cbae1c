import { rawId } from "../json.ts";
import type { Fulfillment, Order } from "../model.ts";
import { fulfillmentEventPayload, fulfillmentPayload } from "../payloads/fulfillment.ts";
import { orderPayload } from "../payloads/order.ts";
import { refundPayload } from "../payloads/refund.ts";
import { addFulfillment, addRefund } from "../place-order.ts";
import { type PlayedShop, ShopRefusal, type Tracking } from "../played-shop.ts";
import { found } from "../state.ts";
import type { Engine } from "./engine.ts";

type OrderOperations = Pick<
  PlayedShop,
  | "order"
  | "orders"
  | "cancelOrder"
  | "deleteOrder"
  | "refund"
  | "fulfill"
  | "updateTracking"
  | "fulfillmentEvent"
>;

export function orderOperations(engine: Engine): OrderOperations {
  const existing = (id: string): Order => found(engine.state.orders.get(id), `order ${id}`);

  function changed(order: Order, topic?: string): void {
    order.updatedAt = engine.now();
    if (topic) engine.tell(topic, orderPayload(engine.state, order));
    engine.tell("orders/updated", orderPayload(engine.state, order));
  }

  function touch(order: Order, fulfillment: Fulfillment): Fulfillment {
    fulfillment.updatedAt = engine.now();
    order.updatedAt = fulfillment.updatedAt;
    engine.tell("fulfillments/update", fulfillmentPayload(engine.state, order, fulfillment));
    return fulfillment;
  }

  return {
    order: (id) => engine.state.orders.get(id),
    orders: () =>
      [...engine.state.orders.values()].sort(
        (one, other) => other.createdAt.getTime() - one.createdAt.getTime(),
      ),
    cancelOrder(id, reason = "customer") {
      const order = existing(id);
      if (order.cancelledAt) throw new ShopRefusal("invalid", `${order.name} is cancelled already`);
      order.cancelledAt = engine.now();
      order.closedAt = order.cancelledAt;
      order.cancelReason = reason;
      order.financialStatus = "voided";
      changed(order, "orders/cancelled");
      return order;
    },
    deleteOrder(id) {
      existing(id);
      engine.state.orders.delete(id);
      engine.tell("orders/delete", { id: rawId(id) });
    },
    refund(orderId, options = {}) {
      const order = existing(orderId);
      const paid = order.totals.total.presentment;
      const before = order.refunds.reduce((sum, refund) => sum + refund.amount.presentment, 0);
      const amount = options.amountMinor ?? paid - before;
      if (amount <= 0 || before + amount > paid)
        throw new ShopRefusal("invalid", `${order.name} has not so much left to give back`);
      const refund = addRefund(engine.state, order, engine.now(), amount / paid, options.note ?? null);
      order.financialStatus = before + amount === paid ? "refunded" : "partially_refunded";
      engine.tell("refunds/create", refundPayload(engine.state, order, refund));
      changed(order);
      return refund;
    },
    fulfill(orderId, tracking = {}) {
      const order = existing(orderId);
      if (order.cancelledAt) throw new ShopRefusal("invalid", `${order.name} is cancelled`);
      if (order.fulfillments.length > 0)
        throw new ShopRefusal("invalid", `${order.name} has been sent already`);
      const fulfillment = addFulfillment(engine.state, order, engine.now(), trackingOf(tracking));
      engine.tell("fulfillments/create", fulfillmentPayload(engine.state, order, fulfillment));
      changed(order, "orders/fulfilled");
      return fulfillment;
    },
    updateTracking(fulfillmentId, tracking) {
      const { order, fulfillment } = engine.state.fulfillment(fulfillmentId);
      const { company, number, url } = trackingOf(tracking);
      fulfillment.trackingCompany = company ?? fulfillment.trackingCompany;
      fulfillment.trackingNumber = number ?? fulfillment.trackingNumber;
      fulfillment.trackingUrl = url ?? fulfillment.trackingUrl;
      return touch(order, fulfillment);
    },
    fulfillmentEvent(fulfillmentId, status) {
      const { state } = engine;
      const { order, fulfillment } = state.fulfillment(fulfillmentId);
      const event = {
        id: state.ids.next("FulfillmentEvent"),
        status,
        message: status.replaceAll("_", " "),
        happenedAt: engine.now(),
        estimatedDeliveryAt: null,
      };
      fulfillment.events = [...fulfillment.events, event];
      fulfillment.shipmentStatus = status;
      engine.tell("fulfillment_events/create", fulfillmentEventPayload(state, order, fulfillment, event));
      return touch(order, fulfillment);
    },
  };
}

function trackingOf(tracking: Tracking) {
  return {
    company: tracking.trackingCompany ?? null,
    number: tracking.trackingNumber ?? null,
    url: tracking.trackingUrl ?? null,
  };
}
