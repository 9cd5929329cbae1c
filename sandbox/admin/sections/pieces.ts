import type { Language } from "#sandbox/page/language.ts";
import { html, type Markup } from "#sandbox/page/markup.ts";
import type { Order, PlayedShop } from "#sandbox/shopify/index.ts";
import { awaitsFulfilment, sectionWords } from "./words.ts";

/** A moment in the shop's time zone and the merchant's language. */
export function moment(shop: PlayedShop, language: Language, at: Date): string {
  return new Intl.DateTimeFormat(language === "it" ? "it-IT" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shop.profile.timeZone,
  }).format(at);
}

export function badge(tone: "good" | "warning" | "plain" | "bad", text: string): Markup {
  return html`<span class="badge ${tone}">${text}</span>`;
}

export function paymentBadge(order: Order, language: Language): Markup {
  const tone = {
    pending: "warning",
    paid: "plain",
    partially_refunded: "warning",
    refunded: "plain",
    voided: "plain",
  } as const;
  return badge(tone[order.financialStatus], sectionWords[language].financial[order.financialStatus]);
}

export function fulfilmentBadge(order: Order, language: Language): Markup {
  const words = sectionWords[language];
  if (order.cancelledAt !== null) return badge("bad", words.cancelled);
  if (awaitsFulfilment(order)) return badge("warning", words.unfulfilled);
  const shipped = order.fulfillments.findLast(({ status }) => status === "success")?.shipmentStatus;
  return badge("good", shipped ? words.shipmentStatus[shipped] : words.fulfilled);
}

export function orderCustomer(shop: PlayedShop, order: Order): string {
  const customer = order.customerId === null ? undefined : shop.customer(order.customerId);
  const first = customer?.firstName ?? order.shippingAddress?.firstName ?? "";
  const last = customer?.lastName ?? order.shippingAddress?.lastName ?? "";
  return `${first} ${last}`.trim() || (order.email ?? "–");
}

export function heading(
  title: Markup | string,
  back?: { readonly href: string; readonly label: string },
): Markup {
  return html`<div class="heading">
  ${back ? html`<a class="back" href="${back.href}" aria-label="${back.label}">←</a>` : ""}<h1>${title}</h1></div>`;
}

/** A field of a form, with its label above. */
export function field(label: string, name: string, value = "", type = "text"): Markup {
  return html`<label class="field"><span>${label}</span><input name="${name}" type="${type}" value="${value}"></label>`;
}

/** One page of a list, and links to the pages around it. */
export function pageOf<Item>(items: readonly Item[], asked: string | undefined, size = 50) {
  const last = Math.max(1, Math.ceil(items.length / size));
  const number = Math.min(last, Math.max(1, Number.parseInt(asked ?? "1", 10) || 1));
  return {
    items: items.slice((number - 1) * size, number * size),
    links(language: Language, query: string): Markup {
      const words = sectionWords[language];
      if (last === 1) return html``;
      const link = (to: number, label: string): Markup =>
        to < 1 || to > last
          ? html`<span class="button disabled" aria-disabled="true">${label}</span>`
          : html`<a class="button" href="?page=${to}${query}">${label}</a>`;
      return html`<nav class="pages">${link(number - 1, words.newer)}<span>${number} / ${last}</span>${link(number + 1, words.older)}</nav>`;
    },
  };
}
