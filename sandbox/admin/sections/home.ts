import type { Language } from "#sandbox/page/language.ts";
import { html, type Markup } from "#sandbox/page/markup.ts";
import type { PlayedShop } from "#sandbox/shopify/index.ts";
import { orderTable } from "./orders.ts";
import { badge, heading } from "./pieces.ts";
import { awaitsFulfilment, sectionWords } from "./words.ts";

const dayMs = 86_400_000;

/** What the shop sold lately, and its latest orders. `now` is shop time. */
export function homePage(shop: PlayedShop, language: Language, merchant: string, now: Date): Markup {
  const words = sectionWords[language];
  const orders = shop.orders();
  const since = (days: number) =>
    orders.filter((order) => now.getTime() - order.createdAt.getTime() < days * dayMs);
  const month = since(30);
  const sales = month.reduce((sum, order) => sum + order.totals.total.shop, 0);
  const figure = (label: string, value: string | number): Markup =>
    html`<div class="card figure"><span>${label}</span><strong>${value}</strong></div>`;
  return html`${heading(words.welcome.replace("{name}", merchant.split(" ")[0] ?? merchant))}
<div class="figures">${figure(words.ordersToday, since(1).length)}${figure(words.ordersMonth, month.length)}
${figure(words.salesMonth, shop.format(sales, shop.profile.currency, language))}
${figure(words.toFulfil, orders.filter(awaitsFulfilment).length)}</div>
<section class="card flush"><div class="card-head"><h2>${words.latestOrders}</h2>
<a href="/admin/store/${shop.profile.handle}/orders">${words.all}</a></div>${orderTable(shop, language, orders.slice(0, 8))}</section>`;
}

/** The deployed app with its installation. */
export function appsPage(
  shop: PlayedShop,
  language: Language,
  app: { readonly name: string; readonly clientId: string } | undefined,
): Markup {
  const words = sectionWords[language];
  const store = `/admin/store/${shop.profile.handle}`;
  if (!app) return html`${heading(words.apps)}<div class="card"><p class="none">${words.noApp}</p></div>`;
  return html`${heading(words.apps)}<section class="card"><div class="row spread"><div><h2>${app.name}</h2>
<p>${shop.installed ? badge("good", words.installed) : badge("plain", words.notInstalled)}</p></div>
${
  shop.installed
    ? html`<form method="post" action="${store}/apps/uninstall"><p><small>${words.uninstallText}</small></p>
<button class="button critical">${words.uninstall}</button></form>`
    : html`<a class="button primary" href="${store}/apps/${app.clientId}">${words.install}</a>`
}</div></section>`;
}
