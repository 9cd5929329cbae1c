import type { Checkout, Currency, Customer, FulfillmentEventStatus, Order, SoldLine } from "../model.ts";
import { addFulfillment, addRefund, placeOrder } from "../place-order.ts";
import { soldLine, totalsOf } from "../pricing.ts";
import type { SeededRandom } from "../random.ts";
import type { ShopState } from "../state.ts";
import { DAY, HOUR, MINUTE } from "../time.ts";

const ORDERS = 1500;
const ABANDONED = 60;
const MONTHS_18 = 547;

function someLines(state: ShopState, random: SeededRandom, currency: Currency): SoldLine[] {
  const products = [...state.products.values()];
  const count = random.pick([1, 1, 1, 2, 2, 3, 4]);
  const chosen = new Set<string>();
  const lines: SoldLine[] = [];
  while (lines.length < count) {
    const product = random.pick(products);
    if (chosen.has(product.id)) continue;
    chosen.add(product.id);
    const quantity = random.chance(0.85) ? 1 : 2;
    lines.push(soldLine(state.ids, product, random.pick(product.variants), quantity, currency));
  }
  return lines;
}

function currencyOf(random: SeededRandom, customer: Customer): Currency {
  if (["GB", "BR"].includes(customer.defaultAddress?.countryCode ?? "") && random.chance(0.7)) return "USD";
  return random.chance(0.01) ? "JPY" : "EUR";
}

/** In the shop's waking hours, so many days ago. */
function moment(random: SeededRandom, now: Date, daysAgo: number): Date {
  const day = new Date(now.getTime() - daysAgo * DAY);
  day.setUTCHours(random.between(6, 21), random.between(0, 59), random.between(0, 59), 0);
  return day < now ? day : new Date(now.getTime() - random.between(1, 5) * HOUR);
}

const JOURNEY: readonly (readonly [FulfillmentEventStatus, number])[] = [
  ["confirmed", 6],
  ["in_transit", 24],
  ["out_for_delivery", 66],
  ["delivered", 72],
];

function sendOff(state: ShopState, random: SeededRandom, order: Order, now: Date): void {
  const at = new Date(order.createdAt.getTime() + random.between(10, 40) * HOUR);
  if (at >= now) return;
  const number = `1Z${random.hex(14).toUpperCase()}`;
  const url = `https://www.ups.com/track?tracknum=${number}`;
  const fulfillment = addFulfillment(state, order, at, { company: "UPS", number, url });
  for (const [status, hours] of JOURNEY) {
    const happenedAt = new Date(at.getTime() + hours * HOUR);
    if (happenedAt >= now) break;
    const id = state.ids.next("FulfillmentEvent");
    fulfillment.events = [
      ...fulfillment.events,
      { id, status, message: status.replaceAll("_", " "), happenedAt, estimatedDeliveryAt: null },
    ];
    fulfillment.shipmentStatus = status;
    fulfillment.updatedAt = happenedAt;
    order.updatedAt = happenedAt;
  }
}

function takeBack(state: ShopState, random: SeededRandom, order: Order, now: Date): void {
  const at = new Date(order.createdAt.getTime() + random.between(2, 12) * DAY);
  if (at >= now) return;
  const whole = random.chance(0.6);
  addRefund(state, order, at, whole ? 1 : 0.4, random.chance(0.5) ? "Arrivato danneggiato" : null);
  order.financialStatus = whole ? "refunded" : "partially_refunded";
}

function cancel(order: Order, now: Date): void {
  const at = new Date(order.createdAt.getTime() + 2 * HOUR);
  if (at >= now) return;
  order.cancelledAt = at;
  order.cancelReason = "customer";
  order.closedAt = at;
  order.financialStatus = "voided";
  order.updatedAt = at;
}

/** Some people buy once, a few every month. */
function buyers(state: ShopState, random: SeededRandom): Customer[] {
  return [...state.customers.values()].flatMap((customer) => {
    const weight = random.pick([0, 1, 1, 1, 2, 2, 4, 9]);
    return Array.from({ length: weight }, () => customer);
  });
}

/** Someone who was a customer by then, where one is found soon. */
function buyerAt(random: SeededRandom, people: readonly Customer[], at: Date): Customer {
  for (let tries = 0; tries < 60; tries++) {
    const customer = random.pick(people);
    if (customer.createdAt <= at) return customer;
  }
  return people.reduce((oldest, customer) => (customer.createdAt < oldest.createdAt ? customer : oldest));
}

function seedOrders(state: ShopState, random: SeededRandom, now: Date): void {
  const people = buyers(state, random);
  const moments = Array.from({ length: ORDERS }, () =>
    moment(random, now, 1 + Math.floor(random.next() ** 1.3 * MONTHS_18)),
  ).sort((one, other) => one.getTime() - other.getTime());
  for (const at of moments) {
    const customer = buyerAt(random, people, at);
    const currency = currencyOf(random, customer);
    const order = placeOrder(state, {
      lines: someLines(state, random, currency),
      currency,
      locale: customer.locale,
      at,
      customerId: customer.id,
      email: customer.email,
      phone: customer.phone,
      shippingAddress: customer.defaultAddress,
      discountCode: null,
      checkoutToken: state.ids.token(),
      cartToken: state.ids.token(),
    });
    const fate = random.next();
    if (fate < 0.02) cancel(order, now);
    else sendOff(state, random, order, now);
    if (fate > 0.97) takeBack(state, random, order, now);
  }
}

function abandonedCheckout(state: ShopState, random: SeededRandom, customer: Customer, now: Date): Checkout {
  const token = state.ids.token();
  const key = state.ids.token();
  const currency = currencyOf(random, customer);
  const lines = someLines(state, random, currency);
  const createdAt = new Date(now.getTime() - random.between(50, 30 * 24 * 60) * MINUTE);
  const address = customer.defaultAddress;
  return {
    id: state.ids.next("AbandonedCheckout"),
    token,
    cartToken: state.ids.token(),
    key,
    recoveryUrl: `${state.origin}/store/checkouts/${token}/recover?key=${key}`,
    currency,
    createdAt,
    locale: customer.locale,
    lines,
    email: customer.email,
    phone: customer.phone,
    shippingAddress: address && { ...address, phone: customer.phone },
    customerId: customer.id,
    discountCode: null,
    note: null,
    acceptsMarketing: random.chance(0.4),
    totals: totalsOf(lines, currency, address?.countryCode ?? null),
    updatedAt: new Date(createdAt.getTime() + random.between(1, 12) * MINUTE),
    completedAt: null,
    orderId: null,
  };
}

/** Of a hundred people who left a cart, about seventy have a phone number, in the cart or in their account. */
function seedAbandoned(state: ShopState, random: SeededRandom, now: Date): void {
  const people = [...state.customers.values()];
  for (let count = 0; count < ABANDONED; count++) {
    const checkout = abandonedCheckout(state, random, random.pick(people), now);
    state.checkouts.set(checkout.token, checkout);
  }
}

/** A year and a half of orders, a month of carts that were left. Known to the Admin API only: no webhook told of it. */
export function seedHistory(state: ShopState, random: SeededRandom, now: Date): void {
  seedOrders(state, random, now);
  seedAbandoned(state, random, now);
}
