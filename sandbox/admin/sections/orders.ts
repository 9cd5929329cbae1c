import type { Language } from "#sandbox/page/language.ts";
import { html, type Markup } from "#sandbox/page/markup.ts";
import type { Fulfillment, FulfillmentEventStatus, Order, PlayedShop } from "#sandbox/shopify/index.ts";
import { field, fulfilmentBadge, heading, moment, orderCustomer, pageOf, paymentBadge } from "./pieces.ts";
import { awaitsFulfilment, sectionWords } from "./words.ts";

/** Steps of a parcel that a carrier reports after it has left. */
const parcelSteps: readonly FulfillmentEventStatus[] = [
  "in_transit",
  "out_for_delivery",
  "attempted_delivery",
  "ready_for_pickup",
  "delivered",
  "failure",
];

export function orderTable(shop: PlayedShop, language: Language, orders: readonly Order[]): Markup {
  const words = sectionWords[language];
  if (orders.length === 0) return html`<p class="none">${words.noOrders}</p>`;
  const rows = orders.map(
    (order) => html`<tr>
  <td><a href="/admin/store/${shop.profile.handle}/orders/${order.id}">${order.name}</a></td>
  <td class="wide">${moment(shop, language, order.createdAt)}</td>
  <td>${orderCustomer(shop, order)}</td>
  <td class="number">${shop.format(order.totals.total.presentment, order.currency, language)}</td>
  <td class="wide">${paymentBadge(order, language)}</td>
  <td>${fulfilmentBadge(order, language)}</td></tr>`,
  );
  return html`<table><thead><tr><th>${words.order}</th><th class="wide">${words.date}</th><th>${words.customer}</th>
  <th class="number">${words.total}</th><th class="wide">${words.payment}</th><th>${words.fulfilment}</th></tr></thead>
  <tbody>${rows}</tbody></table>`;
}

export function ordersPage(shop: PlayedShop, language: Language, asked: string | undefined): Markup {
  const listed = pageOf(shop.orders(), asked);
  return html`${heading(sectionWords[language].orders)}
<div class="card flush">${orderTable(shop, language, listed.items)}</div>${listed.links(language, "")}`;
}

function linesCard(shop: PlayedShop, language: Language, order: Order): Markup {
  const words = sectionWords[language];
  const money = (minor: number): string => shop.format(minor, order.currency, language);
  const row = (label: string, minor: number): Markup =>
    html`<tr class="sum"><td colspan="2">${label}</td><td class="number">${money(minor)}</td></tr>`;
  return html`<section class="card"><h2>${words.items}</h2><table><tbody>
  ${order.lines.map(
    (line) => html`<tr><td class="picture">${picture(shop, line.productId)}</td>
    <td>${line.title[language]}<br><small>${line.variantTitle?.[language] ?? ""} ${line.sku}</small></td>
    <td class="number">${line.quantity} × ${money(line.unitPrice.presentment)}</td></tr>`,
  )}
  ${row(words.subtotal, order.totals.subtotal.presentment)}
  ${order.totals.discount.presentment > 0 ? row(`${words.discount} ${order.discountCode ?? ""}`, -order.totals.discount.presentment) : ""}
  ${row(words.shipping, order.totals.shipping.presentment)}
  ${row(words.total, order.totals.total.presentment)}
</tbody></table></section>`;
}

function picture(shop: PlayedShop, productId: string): Markup {
  const product = shop.product(productId);
  return product
    ? html`<img src="${product.pictureUrl}" alt="" width="40" height="40" loading="lazy">`
    : html``;
}

function parcelCard(shop: PlayedShop, language: Language, fulfillment: Fulfillment, base: string): Markup {
  const words = sectionWords[language];
  return html`<section class="card"><h2>${words.shipment} ${fulfillment.name}</h2>
  <p>${fulfillment.trackingCompany ?? ""} ${fulfillment.trackingNumber ?? ""}</p>
  <ul class="events">${fulfillment.events.map(
    (event) =>
      html`<li>${words.shipmentStatus[event.status]} <small>${moment(shop, language, event.happenedAt)}</small></li>`,
  )}</ul>
  <form method="post" action="${base}/parcel" class="row"><input type="hidden" name="fulfillment" value="${fulfillment.id}">
    <label class="field"><span>${words.happened}</span><select name="status">
      ${parcelSteps.map((step) => html`<option value="${step}">${words.shipmentStatus[step]}</option>`)}</select></label>
    <button class="button">${words.report}</button></form></section>`;
}

function actionCards(shop: PlayedShop, language: Language, order: Order, base: string): Markup {
  const words = sectionWords[language];
  const open = order.financialStatus === "paid" || order.financialStatus === "partially_refunded";
  return html`${
    awaitsFulfilment(order)
      ? html`<section class="card"><h2>${words.fulfilment}</h2>
  <form method="post" action="${base}/fulfil" class="stack">${field(words.carrier, "company", "BRT")}
    ${field(words.trackingNumber, "number", `BRT${order.number}7734`)}
    ${field(words.trackingUrl, "url", "https://vas.brt.it/vas/sped_det_show.hsm")}
    <div><button class="button primary">${words.fulfil}</button></div></form></section>`
      : ""
  }
  ${order.fulfillments.map((fulfillment) => parcelCard(shop, language, fulfillment, base))}
  <div class="row end">
    ${open ? html`<form method="post" action="${base}/refund"><button class="button">${words.refundAll}</button></form>` : ""}
    ${
      order.cancelledAt === null && awaitsFulfilment(order)
        ? html`<form method="post" action="${base}/cancel"><button class="button critical">${words.cancel}</button></form>`
        : ""
    }
  </div>`;
}

export function orderPage(shop: PlayedShop, language: Language, order: Order): Markup {
  const words = sectionWords[language];
  const store = `/admin/store/${shop.profile.handle}`;
  const address = order.shippingAddress;
  const title = html`${order.name} ${paymentBadge(order, language)} ${fulfilmentBadge(order, language)}`;
  return html`${heading(title, { href: `${store}/orders`, label: words.back })}
<p class="under">${moment(shop, language, order.createdAt)}</p>
<div class="columns"><div>${linesCard(shop, language, order)}
  ${actionCards(shop, language, order, `${store}/orders/${order.id}`)}</div>
<aside><section class="card"><h2>${words.customer}</h2>
  <p>${order.customerId ? html`<a href="${store}/customers/${order.customerId}">${orderCustomer(shop, order)}</a>` : orderCustomer(shop, order)}</p>
  <h3>${words.contact}</h3><p>${order.email ?? words.none}<br>${order.phone ?? words.none}</p>
  ${
    address
      ? html`<h3>${words.address}</h3><p>${address.firstName} ${address.lastName}<br>${address.address1}<br>
    ${address.zip} ${address.city} ${address.provinceCode ?? ""}<br>${address.country}<br>${address.phone ?? ""}</p>`
      : ""
  }</section></aside></div>`;
}

/** The parcel's step that a form names. */
export function parcelStep(value: unknown): FulfillmentEventStatus | undefined {
  return parcelSteps.find((step) => step === value);
}
