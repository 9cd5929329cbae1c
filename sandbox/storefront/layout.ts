import { html, icon, type Markup, page } from "#sandbox/page/markup.ts";
import type { Visit } from "./visit.ts";

const favicon = { letter: "A", colour: "#a4492a" };

function switches(visit: Visit): Markup {
  const { words, shop } = visit;
  const currencies = [...new Set([shop.profile.currency, ...shop.profile.presentmentCurrencies])];
  const choice = (value: string, label: string, chosen: boolean): Markup =>
    html`<option value="${value}"${chosen ? " selected" : ""}>${label}</option>`;
  return html`<form class="switches" method="get" action="${visit.path}">
  <label><span class="unseen">${words.language}</span><select name="locale" data-submits>
    ${choice("it", "Italiano", visit.language === "it")}${choice("en", "English", visit.language === "en")}</select></label>
  <label><span class="unseen">${words.currency}</span><select name="currency" data-submits>
    ${currencies.map((currency) => choice(currency, currency, currency === visit.currency))}</select></label>
  <noscript><button>OK</button></noscript></form>`;
}

export function pieces(visit: Visit): number {
  return visit.cart?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
}

/** A page of the storefront with the shop's header and footer. */
export function storePage(visit: Visit, title: string, body: Markup): Markup {
  const { shop, words } = visit;
  const count = pieces(visit);
  return page(
    {
      language: visit.language,
      title: `${title} · ${shop.profile.name}`,
      styles: ["/store/assets/store.css"],
      scripts: ["/store/assets/store.js"],
      favicon,
    },
    html`<header class="head"><a class="logo" href="/store">${shop.profile.name}<small>${words.tagline}</small></a>
  ${switches(visit)}
  <a class="cart-link" href="/store/cart">${icon("CartIcon")}<span>${words.cart}</span>${count > 0 ? html`<b>${count}</b>` : ""}</a></header>
<main>${body}</main>
<footer class="foot"><p><strong>${shop.profile.name}</strong> · ${shop.profile.address1}, ${shop.profile.zip} ${shop.profile.city}</p>
  <p>${words.footer}</p></footer>`,
  );
}

/** A page of the checkout: no navigation, the shop's name, form and summary side by side. */
export function checkoutPage(
  visit: Visit,
  title: string,
  parts: { readonly main: Markup; readonly summary: Markup; readonly scripts: readonly string[] },
): Markup {
  return page(
    {
      language: visit.language,
      title: `${title} · ${visit.shop.profile.name}`,
      styles: ["/store/assets/checkout.css"],
      scripts: parts.scripts,
      favicon,
    },
    html`<header class="head"><div><a class="logo" href="/store">${visit.shop.profile.name}</a>
  <a class="bag" href="/store/cart" aria-label="${visit.words.backToCart}">${icon("CartIcon")}</a></div></header>
<div class="columns"><main>${parts.main}</main><aside class="summary" aria-label="${visit.words.orderSummary}">${parts.summary}</aside></div>`,
  );
}

/** A page that only says something, with the way back to the shop. */
export function messagePage(visit: Visit, title: string, text: string): Markup {
  return storePage(
    visit,
    title,
    html`<section class="message"><h1>${title}</h1><p>${text}</p><a class="button" href="/store">${visit.words.continueShopping}</a></section>`,
  );
}
