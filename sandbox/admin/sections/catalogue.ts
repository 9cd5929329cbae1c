import type { Language } from "#sandbox/page/language.ts";
import { html, type Markup } from "#sandbox/page/markup.ts";
import type { PlayedShop, Product, Variant } from "#sandbox/shopify/index.ts";
import { badge, field, heading } from "./pieces.ts";
import { sectionWords } from "./words.ts";

function stock(product: Product): number {
  return product.variants.reduce((sum, variant) => sum + variant.inventory, 0);
}

export function productsPage(shop: PlayedShop, language: Language): Markup {
  const words = sectionWords[language];
  const rows = shop.products().map((product) => {
    const prices = product.variants.map((variant) => variant.priceMinor);
    return html`<tr><td class="picture"><img src="${product.pictureUrl}" alt="" width="40" height="40" loading="lazy"></td>
  <td><a href="/admin/store/${shop.profile.handle}/products/${product.id}">${product.title[language]}</a><br><small>${product.productType[language]}</small></td>
  <td class="wide">${badge(product.status === "active" ? "good" : "plain", words.productStatus[product.status])}</td>
  <td class="number">${stock(product)}</td>
  <td class="number">${shop.format(Math.min(...prices), shop.profile.currency, language)}</td></tr>`;
  });
  return html`${heading(words.productsTitle)}<div class="card flush"><table><thead><tr><th></th><th>${words.product}</th>
  <th class="wide">${words.status}</th><th class="number">${words.stock}</th><th class="number">${words.price}</th></tr></thead>
  <tbody>${rows}</tbody></table></div>`;
}

function variantForm(shop: PlayedShop, language: Language, product: Product, variant: Variant): Markup {
  const words = sectionWords[language];
  const action = `/admin/store/${shop.profile.handle}/products/${product.id}`;
  const title = product.options.length === 0 ? variant.sku : variant.title[language];
  return html`<form method="post" action="${action}" class="row variant"><input type="hidden" name="variant" value="${variant.id}">
  <strong>${title}</strong>${field(`${words.price} (${shop.profile.currency})`, "price", (variant.priceMinor / 100).toFixed(2))}
  ${field(words.stock, "stock", String(variant.inventory), "number")}<button class="button">${words.save}</button></form>`;
}

export function productPage(shop: PlayedShop, language: Language, product: Product): Markup {
  const words = sectionWords[language];
  const store = `/admin/store/${shop.profile.handle}`;
  return html`${heading(product.title[language], { href: `${store}/products`, label: words.back })}
<div class="columns"><div><section class="card"><p>${product.description[language]}</p></section>
<section class="card">${product.variants.map((variant) => variantForm(shop, language, product, variant))}</section></div>
<aside><section class="card"><img class="large" src="${product.pictureUrl}" alt=""></section></aside></div>`;
}

/** Minor units out of "24,90" or "24.90"; undefined for anything else. The shop's currency has two decimals. */
export function priceOf(text: unknown): number | undefined {
  const match = typeof text === "string" ? /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim()) : null;
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}
