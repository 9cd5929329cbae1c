import { rawId } from "../json.ts";
import type { Fulfillment, FulfillmentEvent, Order } from "../model.ts";
import type { ShopState } from "../state.ts";
import { soldLinePayload } from "./order-line.ts";
import { addressPayload, identity, type Payload, time } from "./shared.ts";

/** fulfillments/create and fulfillments/update. */
export function fulfillmentPayload(state: ShopState, order: Order, fulfillment: Fulfillment): Payload {
  return {
    ...identity("Fulfillment", fulfillment.id),
    order_id: rawId(order.id),
    status: fulfillment.status,
    created_at: time(state, fulfillment.createdAt),
    service: "manual",
    updated_at: time(state, fulfillment.updatedAt),
    tracking_company: fulfillment.trackingCompany,
    shipment_status: fulfillment.shipmentStatus,
    location_id: null,
    origin_address: null,
    email: order.email,
    destination: addressPayload(order.shippingAddress),
    line_items: fulfillment.lines.map((line) => soldLinePayload(state, order, line)),
    tracking_number: fulfillment.trackingNumber,
    tracking_numbers: fulfillment.trackingNumber === null ? [] : [fulfillment.trackingNumber],
    tracking_url: fulfillment.trackingUrl,
    tracking_urls: fulfillment.trackingUrl === null ? [] : [fulfillment.trackingUrl],
    receipt: {},
    name: fulfillment.name,
  };
}

/** fulfillment_events/create. */
export function fulfillmentEventPayload(
  state: ShopState,
  order: Order,
  fulfillment: Fulfillment,
  event: FulfillmentEvent,
): Payload {
  const address = order.shippingAddress;
  return {
    ...identity("FulfillmentEvent", event.id),
    fulfillment_id: rawId(fulfillment.id),
    status: event.status,
    message: event.message,
    happened_at: time(state, event.happenedAt),
    city: address?.city ?? null,
    province: address?.province ?? null,
    country: address?.countryCode ?? null,
    zip: address?.zip ?? null,
    address1: null,
    latitude: null,
    longitude: null,
    shop_id: rawId(state.profile.id),
    created_at: time(state, event.happenedAt),
    updated_at: time(state, event.happenedAt),
    estimated_delivery_at: time(state, event.estimatedDeliveryAt),
    order_id: rawId(order.id),
  };
}
