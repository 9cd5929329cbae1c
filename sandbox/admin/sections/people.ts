import type { Language } from "#sandbox/page/language.ts";
import { html, type Markup } from "#sandbox/page/markup.ts";
import type { ConsentState, Customer, PlayedShop } from "#sandbox/shopify/index.ts";
import { orderTable } from "./orders.ts";
import { badge, field, heading, pageOf } from "./pieces.ts";
import { sectionWords } from "./words.ts";

function nameOf(customer: Customer): string {
  return `${customer.firstName ?? ""} ${customer.lastName ?? ""}`.trim() || (customer.email ?? "–");
}

function matches(customer: Customer, text: string): boolean {
  return [nameOf(customer), customer.email, customer.phone].some((value) =>
    value?.toLowerCase().includes(text),
  );
}

export function customersPage(
  shop: PlayedShop,
  language: Language,
  asked: { readonly page: string | undefined; readonly find: string },
): Markup {
  const words = sectionWords[language];
  const text = asked.find.trim().toLowerCase();
  const newest = shop.customers().toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const listed = pageOf(
    text === "" ? newest : newest.filter((customer) => matches(customer, text)),
    asked.page,
  );
  const rows = listed.items.map(
    (
      customer,
    ) => html`<tr><td><a href="/admin/store/${shop.profile.handle}/customers/${customer.id}">${nameOf(customer)}</a></td>
  <td class="wide">${customer.email ?? words.none}</td><td>${customer.phone ?? words.none}</td>
  <td>${consentBadge(customer, language)}</td></tr>`,
  );
  return html`${heading(words.customersTitle)}
<form class="row find" role="search">${field(words.find, "find", asked.find, "search")}<button class="button">${words.find}</button></form>
<div class="card flush">${
    rows.length === 0
      ? html`<p class="none">${words.noMatch}</p>`
      : html`<table><thead><tr><th>${words.name}</th><th class="wide">${words.email}</th><th>${words.phone}</th>
  <th>${words.consent}</th></tr></thead><tbody>${rows}</tbody></table>`
  }</div>${listed.links(language, text === "" ? "" : `&find=${encodeURIComponent(asked.find)}`)}`;
}

function consentBadge(customer: Customer, language: Language): Markup {
  const { state } = customer.whatsAppConsent;
  return badge(state === "subscribed" ? "good" : "plain", sectionWords[language].consentState[state]);
}

/** The states that a merchant may set by hand. */
const settable = ["subscribed", "unsubscribed"] as const satisfies readonly ConsentState[];

export function settableState(value: unknown): ConsentState | undefined {
  return settable.find((state) => state === value);
}

export function customerPage(shop: PlayedShop, language: Language, customer: Customer): Markup {
  const words = sectionWords[language];
  const store = `/admin/store/${shop.profile.handle}`;
  const orders = shop.orders().filter((order) => order.customerId === customer.id);
  const other = customer.whatsAppConsent.state === "subscribed" ? "unsubscribed" : "subscribed";
  return html`${heading(nameOf(customer), { href: `${store}/customers`, label: words.back })}
<div class="columns"><div><section class="card flush">${orderTable(shop, language, orders)}</section></div>
<aside><section class="card"><h2>${words.contact}</h2><p>${customer.email ?? words.none}<br>${customer.phone ?? words.none}</p>
<p>${words.language}: ${customer.locale}</p><h3>${words.consent}</h3><p>${consentBadge(customer, language)}</p>
${
  customer.phone
    ? html`<form method="post" action="${store}/customers/${customer.id}/consent"><input type="hidden" name="state" value="${other}">
<button class="button">${words.consentState[other]}</button></form>`
    : ""
}</section></aside></div>`;
}
