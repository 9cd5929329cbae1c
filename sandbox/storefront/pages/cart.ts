import { html, type Markup } from "#sandbox/page/markup.ts";
import type { CartLine } from "#sandbox/shopify/index.ts";
import { storePage } from "../layout.ts";
import type { Visit } from "../visit.ts";

function row(visit: Visit, line: CartLine): Markup {
  const { shop, words, language } = visit;
  const variant = shop.variant(line.variantId);
  const product = variant ? shop.product(variant.productId) : undefined;
  if (!variant || !product) return html``;
  return html`<li class="line"><a href="/store/products/${product.handle}?variant=${variant.id}"><img src="${product.pictureUrl}" alt="" width="96" height="96"></a>
  <div><a href="/store/products/${product.handle}?variant=${variant.id}"><strong>${product.title[language]}</strong></a>
  ${product.options.length > 0 ? html`<small>${variant.title[language]}</small>` : ""}<span>${visit.price(variant.priceMinor)}</span></div>
  <form method="post" action="/store/cart/quantity"><input type="hidden" name="variant" value="${variant.id}">
    <label><span class="unseen">${words.quantity}</span><input type="number" name="quantity" value="${line.quantity}" min="0" max="99" data-submits></label>
    <button class="plain" name="quantity" value="0" formnovalidate>${words.remove}</button></form>
  <strong class="amount">${visit.price(variant.priceMinor * line.quantity)}</strong></li>`;
}

export function cartPage(visit: Visit): Markup {
  const { words, shop } = visit;
  const lines = visit.cart?.lines ?? [];
  if (lines.length === 0) {
    return storePage(
      visit,
      words.cart,
      html`<section class="message"><h1>${words.cartEmpty}</h1><a class="button" href="/store">${words.continueShopping}</a></section>`,
    );
  }
  const subtotal = lines.reduce(
    (sum, line) => sum + (shop.variant(line.variantId)?.priceMinor ?? 0) * line.quantity,
    0,
  );
  return storePage(
    visit,
    words.cart,
    html`<section class="cart"><h1>${words.cart}</h1><ul>${lines.map((line) => row(visit, line))}</ul>
<div class="sum"><p>${words.subtotal} <strong>${visit.price(subtotal)}</strong></p><p class="note">${words.taxIncluded}</p>
<form method="post" action="/store/checkout"><button class="button">${words.checkout}</button></form></div></section>`,
  );
}
