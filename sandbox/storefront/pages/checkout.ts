import type { Language } from "#sandbox/page/language.ts";
import { html, icon, type Markup, pageFacts } from "#sandbox/page/markup.ts";
import type { Checkout, CheckoutPatch } from "#sandbox/shopify/index.ts";
import type { PageState } from "../extension/protocol.ts";
import type { Place } from "../extension-host.ts";
import { checkoutPage } from "../layout.ts";
import type { Visit } from "../visit.ts";
import { fill } from "../words.ts";
import { summary, summaryTexts } from "./summary.ts";

/** Where the shop delivers to. */
const countries = ["IT", "AT", "BE", "BR", "CH", "DE", "ES", "FR", "GB", "JP", "NL", "PL", "PT", "US"];

/** Countries whose addresses name a province, as Shopify's checkout asks for it. */
const withProvince = ["IT", "ES", "BR", "US", "JP"];

function countryOptions(language: Language, chosen: string): Markup[] {
  const names = new Intl.DisplayNames(language, { type: "region" });
  return countries
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
    .map(
      ({ code, name }) => html`<option value="${code}"${code === chosen ? " selected" : ""}>${name}</option>`,
    );
}

interface Field {
  readonly name: keyof CheckoutPatch;
  readonly label: string;
  readonly value: string | null | undefined;
  readonly autocomplete: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly inputmode?: string;
  readonly hidden?: boolean;
}

function input(field: Field): Markup {
  return html`<label class="field" data-field="${field.name}"${field.hidden ? html` hidden` : ""}><input form="pay" name="${field.name}" type="${field.type ?? "text"}" value="${field.value ?? ""}" placeholder=" "
  autocomplete="${field.autocomplete}"${field.inputmode ? html` inputmode="${field.inputmode}"` : ""}${field.required === false ? "" : " required"}><span>${field.label}</span></label>`;
}

/** Decoration: the inputs have no name and belong to no form, so no browser sends them. */
function cardFields(visit: Visit): Markup {
  const { words } = visit;
  const decor = (label: string, value: string): Markup =>
    html`<label class="field"><input type="text" value="${value}" placeholder=" " autocomplete="off" form=""><span>${label}</span></label>`;
  return html`<section><h2>${words.payment}</h2><p class="quiet">${icon("LockIcon")}${words.paymentNote}</p>
<div class="card">${decor(words.cardNumber, "1")}<div class="pair">${decor(words.expiry, "12 / 30")}${decor(words.securityCode, "111")}</div>
${decor(words.nameOnCard, "Bogus Gateway")}</div></section>`;
}

function deliveryFields(visit: Visit, checkout: Checkout): Markup {
  const { words, language } = visit;
  const address = checkout.shippingAddress;
  const country = address?.countryCode || visit.shop.profile.countryCode;
  const text = (
    name: keyof CheckoutPatch,
    label: string,
    value: string | null | undefined,
    autocomplete: string,
    required = true,
  ) => input({ name, label, value, autocomplete: `shipping ${autocomplete}`, required });
  return html`<section><h2>${words.delivery}</h2>
<label class="field filled"><select form="pay" name="countryCode" autocomplete="shipping country">${countryOptions(language, country)}</select><span>${words.country}</span></label>
<div class="pair">${text("firstName", words.firstName, address?.firstName, "given-name")}${text("lastName", words.lastName, address?.lastName, "family-name")}</div>
${text("address1", words.address1, address?.address1, "address-line1")}
${text("address2", words.address2, address?.address2, "address-line2", false)}
<div class="pair">${text("zip", words.zip, address?.zip, "postal-code")}${text("city", words.city, address?.city, "address-level2")}
${input({ name: "province", label: words.province, value: address?.province ?? address?.provinceCode, autocomplete: "shipping address-level1", required: false, hidden: !withProvince.includes(country) })}</div>
${input({ name: "phone", label: words.phone, value: address?.phone ?? checkout.phone, autocomplete: "shipping tel", type: "tel", required: false })}</section>`;
}

/** What stands on the page besides the checkout itself. */
export interface CheckoutSurroundings {
  readonly at: (place: Place) => Markup[];
  readonly state: PageState;
  readonly problem: string | undefined;
  readonly discountError: boolean;
}

/** Shopify's one-page checkout. */
export function checkoutForm(visit: Visit, checkout: Checkout, around: CheckoutSurroundings): Markup {
  const { words } = visit;
  const texts = summaryTexts(visit, checkout);
  const main = html`${
    around.problem
      ? html`<div class="banner critical" role="alert"><strong>${words.cantPay}</strong><p>${around.problem}</p></div>`
      : ""
  }
<form id="pay" method="post" action="/store/checkouts/${checkout.token}/complete"></form>
<section><h2>${words.contact}</h2>
${input({ name: "email", label: words.email, value: checkout.email, autocomplete: "email", type: "email", inputmode: "email" })}
${around.at("purchase.checkout.contact.render-after")}</section>
${deliveryFields(visit, checkout)}
<section><h2>${words.shippingMethod}</h2><div class="choice"><span>${words.standardShipping}<small>${words.standardDays}</small></span>
<strong id="shipping-method">${texts["shipping-method"]}</strong></div></section>
${cardFields(visit)}
${around.at("purchase.checkout.block.render")}
<button form="pay" class="pay">${words.payNow}</button>
${pageFacts("page-state", around.state)}
${pageFacts("checkout-facts", { token: checkout.token, withProvince })}`;
  return checkoutPage(visit, fill(words.checkout, {}), {
    main,
    summary: summary(visit, checkout, { discountError: around.discountError }),
    scripts: ["/store/assets/checkout.js"],
  });
}
