import { html, type Markup } from "#sandbox/page/markup.ts";
import type { Checkout, Order } from "#sandbox/shopify/index.ts";
import type { Visit } from "../visit.ts";
import { fill } from "../words.ts";

/** Amounts of the order summary as texts, by the ids of their places on the page. */
export function summaryTexts(visit: Visit, subject: Checkout | Order): Readonly<Record<string, string>> {
  const { totals, currency } = subject;
  const money = (minor: number): string => visit.shop.format(minor, currency, visit.language);
  const shipping = totals.shipping.presentment;
  const shippingText = shipping === 0 ? visit.words.free : money(shipping);
  return {
    subtotal: money(totals.lines.presentment),
    discount: totals.discount.presentment > 0 ? `−${money(totals.discount.presentment)}` : "",
    "discount-code": totals.discount.presentment > 0 ? (subject.discountCode ?? "") : "",
    shipping: subject.shippingAddress?.countryCode ? shippingText : visit.words.enterAddress,
    "shipping-method": shippingText,
    total: money(totals.total.presentment),
    "total-again": money(totals.total.presentment),
    tax: fill(visit.words.includingTax, { tax: money(totals.tax.presentment) }),
  };
}

function lines(visit: Visit, subject: Checkout | Order): Markup {
  return html`<ul class="lines">${subject.lines.map((line) => {
    const product = visit.shop.product(line.productId);
    const amount = visit.shop.format(
      line.unitPrice.presentment * line.quantity,
      subject.currency,
      visit.language,
    );
    return html`<li><span class="thumb">${product ? html`<img src="${product.pictureUrl}" alt="" width="64" height="64">` : ""}
    <b aria-label="${visit.words.quantity}">${line.quantity}</b></span>
    <span>${line.title[visit.language]}<small>${line.variantTitle?.[visit.language] ?? ""}</small></span><span>${amount}</span></li>`;
  })}</ul>`;
}

/** What is bought and what it costs; with the discount field while it is a checkout. */
export function summary(
  visit: Visit,
  subject: Checkout | Order,
  options: { readonly discountError: boolean },
): Markup {
  const { words } = visit;
  const texts = summaryTexts(visit, subject);
  const open = !("confirmationNumber" in subject);
  const discounted = texts.discount !== "";
  return html`<details class="fold"><summary><span>${words.orderSummary}</span><strong id="total-again">${texts["total-again"]}</strong></summary></details>
<div class="summary-body">${lines(visit, subject)}
${
  open
    ? html`<form class="discount-form" method="post" action="/store/checkouts/${subject.token}/discount">
  <label class="field${options.discountError ? " invalid" : ""}"><span>${words.discountCode}</span><input name="code" placeholder=" " value="${subject.discountCode ?? ""}"></label>
  <button>${words.apply}</button>${options.discountError ? html`<p class="error" role="alert">${words.discountUnknown}</p>` : ""}</form>`
    : ""
}
<dl><div><dt>${words.subtotal}</dt><dd id="subtotal">${texts.subtotal}</dd></div>
<div id="discount-row"${discounted ? "" : " hidden"}><dt>${words.discount} <code id="discount-code">${texts["discount-code"]}</code></dt><dd id="discount">${texts.discount}</dd></div>
<div><dt>${words.shipping}</dt><dd id="shipping">${texts.shipping}</dd></div>
<div class="total"><dt>${words.total}<small id="tax">${texts.tax}</small></dt><dd>${texts.total?.includes(subject.currency) ? "" : html`<small>${subject.currency}</small> `}<span id="total">${texts.total}</span></dd></div></dl></div>`;
}
