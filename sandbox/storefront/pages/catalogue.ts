import { html, type Markup, pageFacts } from "#sandbox/page/markup.ts";
import type { Product, Variant } from "#sandbox/shopify/index.ts";
import { storePage } from "../layout.ts";
import type { Visit } from "../visit.ts";
import { fill } from "../words.ts";

/** Below so many pieces the page says how many are left. */
const fewPieces = 4;

function forSale(variant: Variant): boolean {
  return variant.inventory > 0 || variant.inventoryPolicy === "continue";
}

function priceTag(visit: Visit, product: Product): string {
  const prices = product.variants.map((variant) => variant.priceMinor);
  const lowest = Math.min(...prices);
  const price = visit.price(lowest);
  return prices.some((other) => other !== lowest) ? fill(visit.words.from, { price }) : price;
}

export function productCard(visit: Visit, product: Product): Markup {
  const compareAt =
    product.variants.find((variant) => variant.compareAtMinor !== null)?.compareAtMinor ?? null;
  return html`<li><a class="product" href="/store/products/${product.handle}">
  <span class="frame"><img src="${product.pictureUrl}" alt="" width="600" height="600" loading="lazy">
  ${product.variants.some(forSale) ? "" : html`<em class="sold">${visit.words.soldOut}</em>`}</span>
  <strong>${product.title[visit.language]}</strong>
  <span class="price">${compareAt === null ? "" : html`<s>${visit.price(compareAt)}</s> `}${priceTag(visit, product)}</span></a></li>`;
}

export function cataloguePage(visit: Visit, type: string | undefined): Markup {
  const { words, language, shop } = visit;
  const products = shop.products().filter((product) => product.status === "active");
  const types = [...new Set(products.map((product) => product.productType[language]))];
  const shown =
    type === undefined ? products : products.filter((product) => product.productType[language] === type);
  const chip = (href: string, label: string, current: boolean): Markup =>
    html`<a href="${href}"${current ? html` aria-current="page"` : ""}>${label}</a>`;
  const hero = html`<section class="hero"><div><h1>${words.heroTitle}</h1><p>${words.heroText}</p>
  <a class="button" href="#products">${words.heroAction}</a></div>
  <div class="hero-pictures" aria-hidden="true">${products.slice(0, 3).map((product) => html`<img src="${product.pictureUrl}" alt="">`)}</div></section>`;
  return storePage(
    visit,
    type ?? words.tagline,
    html`${type === undefined ? hero : ""}<nav class="chips" id="products">${chip("/store", words.all, type === undefined)}
  ${types.map((one) => chip(`/store?type=${encodeURIComponent(one)}`, one, one === type))}</nav>
<ul class="grid">${shown.map((product) => productCard(visit, product))}</ul>`,
  );
}

function optionPicker(visit: Visit, product: Product, chosen: Variant, index: number): Markup {
  const option = product.options[index];
  if (!option) return html``;
  return html`<fieldset><legend>${option.name[visit.language]}</legend><div class="values">${option.values.map(
    (value) =>
      html`<label><input type="radio" name="option-${index}" value="${value[visit.language]}"${
        chosen.options[index]?.[visit.language] === value[visit.language] ? " checked" : ""
      }><span>${value[visit.language]}</span></label>`,
  )}</div></fieldset>`;
}

function stockLine(visit: Visit, variant: Variant): string {
  if (!forSale(variant)) return visit.words.soldOut;
  if (variant.inventory > 0 && variant.inventory < fewPieces) {
    return fill(visit.words.fewLeft, { count: variant.inventory });
  }
  return "";
}

export function productPage(visit: Visit, product: Product, variantId: string | undefined): Markup {
  const { words, language, shop } = visit;
  const chosen =
    product.variants.find((variant) => variant.id === variantId) ??
    product.variants.find(forSale) ??
    product.variants[0];
  if (!chosen) return storePage(visit, product.title[language], html``);
  const facts = product.variants.map((variant) => ({
    id: variant.id,
    options: variant.options.map((option) => option[language]),
    price: visit.price(variant.priceMinor),
    compareAt: variant.compareAtMinor === null ? null : visit.price(variant.compareAtMinor),
    forSale: forSale(variant),
    stock: stockLine(visit, variant),
  }));
  const others = shop
    .products()
    .filter(
      (other) => other.id !== product.id && other.productType[language] === product.productType[language],
    )
    .slice(0, 4);
  return storePage(
    visit,
    product.title[language],
    html`<article class="detail"><div class="frame"><img src="${product.pictureUrl}" alt="${product.title[language]}" width="600" height="600"></div>
<div><p class="type">${product.productType[language]}</p><h1>${product.title[language]}</h1>
<p class="price large"><s id="compare-at"${chosen.compareAtMinor === null ? " hidden" : ""}>${
      chosen.compareAtMinor === null ? "" : visit.price(chosen.compareAtMinor)
    }</s> <span id="price" aria-live="polite">${visit.price(chosen.priceMinor)}</span></p>
<form method="post" action="/store/cart/add" id="add"><input type="hidden" name="variant" value="${chosen.id}">
${product.options.map((_, index) => optionPicker(visit, product, chosen, index))}
<label class="quantity"><span>${words.quantity}</span><input type="number" name="quantity" value="1" min="1" max="20"></label>
<p id="stock" class="stock" aria-live="polite">${stockLine(visit, chosen)}</p>
<button class="button wide" data-add="${words.addToCart}" data-sold="${words.soldOut}"${forSale(chosen) ? "" : " disabled"}>${
      forSale(chosen) ? words.addToCart : words.soldOut
    }</button></form>
<p class="description">${product.description[language]}</p><p class="note">${words.shippingNote}</p></div></article>
${others.length > 0 ? html`<h2 class="section">${words.alsoLike}</h2><ul class="grid">${others.map((other) => productCard(visit, other))}</ul>` : ""}
${pageFacts("variants", facts)}`,
  );
}
