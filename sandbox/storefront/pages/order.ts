import { html, icon, type Markup, pageFacts } from "#sandbox/page/markup.ts";
import type { Address, Fulfillment, Order } from "#sandbox/shopify/index.ts";
import type { PageState } from "../extension/protocol.ts";
import type { Place } from "../extension-host.ts";
import { checkoutPage } from "../layout.ts";
import type { Visit } from "../visit.ts";
import { fill } from "../words.ts";
import { summary } from "./summary.ts";

function addressLines(address: Address): Markup {
  return html`<p>${address.firstName} ${address.lastName}<br>${address.address1}${address.address2 ? html`<br>${address.address2}` : ""}<br>
${address.zip} ${address.city} ${address.provinceCode ?? ""}<br>${address.country}${address.phone ? html`<br>${address.phone}` : ""}</p>`;
}

function details(visit: Visit, order: Order): Markup {
  const { words } = visit;
  const total = visit.shop.format(order.totals.total.presentment, order.currency, visit.language);
  return html`<section class="panel"><h2>${words.orderDetails}</h2><div class="facts">
<div><h3>${words.contactInformation}</h3><p>${order.email ?? ""}</p></div>
<div><h3>${words.paymentMethod}</h3><p>${words.testCard} · ${total}</p></div>
${order.shippingAddress ? html`<div><h3>${words.shippingAddress}</h3>${addressLines(order.shippingAddress)}</div>` : ""}
<div><h3>${words.shippingMethod}</h3><p>${words.standardShipping}</p></div></div></section>`;
}

function heading(visit: Visit, order: Order): Markup {
  const { words } = visit;
  const name = order.shippingAddress?.firstName;
  return html`<div class="thanks">${icon("CheckCircleIcon")}<div><p>${fill(words.confirmation, { number: order.confirmationNumber })}</p>
<h1>${name ? fill(words.thankYou, { name }) : words.thankYouPlain}</h1></div></div>`;
}

/** The page after the payment, with the extensions of `purchase.thank-you.*`. */
export function thankYouPage(
  visit: Visit,
  order: Order,
  around: { readonly at: (place: Place) => Markup[]; readonly state: PageState },
): Markup {
  const { words } = visit;
  const main = html`${heading(visit, order)}
<section class="panel"><h2>${words.confirmed}</h2><p class="quiet">${words.confirmedText}</p>
<p><a href="${order.statusUrl}">${words.orderStatus}</a></p></section>
${around.at("purchase.thank-you.block.render")}
${details(visit, order)}
${around.at("purchase.thank-you.customer-information.render-after")}
<p class="end"><a class="pay" href="/store">${words.continueShopping}</a></p>
${pageFacts("page-state", around.state)}`;
  return checkoutPage(visit, words.thankYouPlain, {
    main,
    summary: summary(visit, order, { discountError: false }),
    scripts: ["/store/assets/checkout.js"],
  });
}

function parcel(visit: Visit, fulfillment: Fulfillment): Markup {
  const { words } = visit;
  const delivered = fulfillment.shipmentStatus === "delivered";
  return html`<section class="panel"><h2>${delivered ? words.delivered : words.onTheWay}</h2>
<p>${fulfillment.trackingCompany ?? ""} ${fulfillment.trackingNumber ?? ""}</p>
${fulfillment.trackingUrl ? html`<p><a href="${fulfillment.trackingUrl}" target="_blank" rel="noopener">${words.trackParcel}</a></p>` : ""}</section>`;
}

function state(visit: Visit, order: Order): string | undefined {
  if (order.cancelledAt !== null) return visit.words.cancelled;
  if (order.financialStatus === "refunded") return visit.words.refunded;
  return order.fulfillments.length === 0 ? visit.words.beingPrepared : undefined;
}

/** The order's status page, which the shopper comes back to. */
export function orderStatusPage(visit: Visit, order: Order): Markup {
  const title = fill(visit.words.order, { name: order.name });
  const now = state(visit, order);
  const main = html`<h1 class="order-title">${title}</h1>
${now === undefined ? "" : html`<section class="panel"><h2>${now}</h2></section>`}
${order.fulfillments.map((fulfillment) => parcel(visit, fulfillment))}
${details(visit, order)}
<p class="end"><a class="pay" href="/store">${visit.words.continueShopping}</a></p>`;
  return checkoutPage(visit, title, {
    main,
    summary: summary(visit, order, { discountError: false }),
    scripts: [],
  });
}
