import { Hono } from "hono";
import type { LedgerEntry } from "#sandbox/kernel/ledger.ts";
import type { World } from "#sandbox/kernel/world.ts";
import { createAssets } from "#sandbox/page/assets.ts";
import { type Language, languageOf } from "#sandbox/page/language.ts";
import { html, type Markup, page, pageFacts } from "#sandbox/page/markup.ts";
import { progressOf } from "./progress.ts";
import { type StageWords, stageWords } from "./words.ts";

/** Where the story's people begin. */
export interface StageAddresses {
  /** Of the shop in its admin, e.g. casa-aurora. */
  readonly store: string;
  /** E.164 of the shopper whose phone is shown. */
  readonly shopper: string;
}

const ENTRIES_SHOWN = 500;

function pane(id: string, title: string, name: string, address: string): Markup {
  return html`<section class="pane" id="${id}" aria-label="${title}"><h2>${title}</h2>
  <iframe name="${name}" title="${title}" src="${address}"></iframe></section>`;
}

function clockButtons(words: StageWords): Markup {
  const move = (label: string, hours: string) =>
    html`<button type="button" data-move="${hours}">${label}</button>`;
  return html`${move(words.oneHour, "1")}${move(words.threeHours, "3")}${move(words.nextMorning, "morning")}${move(words.nextDay, "24")}`;
}

function stage(world: World, language: Language, addresses: StageAddresses): Markup {
  const words = stageWords[language];
  const steps = words.steps.map((step, index) =>
    world.plan === "basic" && index === 1 ? words.basicStep : step,
  );
  const admin = world.deployment
    ? `/admin/store/${addresses.store}/apps/${world.deployment.clientId}?locale=${language}`
    : `/admin/store/${addresses.store}?locale=${language}`;
  const other = language === "en" ? "it" : "en";
  return page(
    {
      language,
      title: words.title,
      styles: ["/stage/stage.css"],
      scripts: ["/stage/stage.js"],
      bodyClass: "stage",
    },
    html`<header><strong class="brand">Cartwave</strong>
<p class="clock"><span>${words.shopTime}</span> <time id="now">–</time></p>
<div class="moves" id="moves">${clockButtons(words)}</div>
<p id="said" role="status"></p>
<nav><a href="/mailbox">${words.mailbox}</a><a href="/ledger">${words.ledger}</a><a href="?locale=${other}" lang="${other}">${other === "it" ? "Italiano" : "English"}</a></nav></header>
<details class="guide" open><summary>${words.guide}</summary><ol id="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>
<p class="start-over">${words.startOver}</p></details>
<div class="tabs" role="tablist">${["store", "admin", "phone"].map(
      (id, index) =>
        html`<button type="button" role="tab" data-tab="${id}" aria-selected="${index === 0 ? "true" : "false"}">${words[id as "store" | "admin" | "phone"]}</button>`,
    )}</div>
<main>${pane("store", words.store, "storefront", `/store?locale=${language}`)}
${pane("admin", words.admin, "admin", admin)}
${pane("phone", words.phone, "phone", `/phone?number=${encodeURIComponent(addresses.shopper)}`)}</main>
${pageFacts("stage-words", { moving: words.moving, failed: words.movingFailed, language })}`,
  );
}

/** The seeded shop's clock on the wall. */
const shopClock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Rome",
  dateStyle: "short",
  timeStyle: "medium",
});

function row(entry: LedgerEntry, words: StageWords): Markup {
  const detail = JSON.stringify({ request: entry.request, response: entry.response }, null, 2);
  return html`<tr><td><time datetime="${entry.shopTime}">${shopClock.format(new Date(entry.shopTime))}</time></td><td>${entry.system} <small>${words[entry.kind]}</small></td>
<td><details><summary>${entry.name}</summary><pre>${detail}</pre></details></td><td>${entry.status ?? "–"}</td></tr>`;
}

function ledgerPage(world: World, language: Language, name: string | undefined): Markup {
  const words = stageWords[language];
  const entries = world.ledger.list({ limit: ENTRIES_SHOWN, ...(name ? { name } : {}) }).reverse();
  const table = html`<div class="scroll"><table><thead><tr><th>${words.time}</th><th>${words.who}</th><th>${words.what}</th><th>${words.answer}</th></tr></thead>
<tbody>${entries.map((entry) => row(entry, words))}</tbody></table></div>`;
  return page(
    { language, title: words.ledgerTitle, styles: ["/stage/stage.css"], bodyClass: "ledger" },
    html`<header><a href="/">${words.back}</a><h1>${words.ledgerTitle}</h1>
<form method="get"><label>${words.filter} <input name="name" value="${name ?? ""}"></label></form></header>
<main>${entries.length > 0 ? table : html`<p>${words.empty}</p>`}</main>`,
  );
}

/** What one sees first: the shop, its admin and a shopper's phone, side by side. Mounted at /. */
export function createStage(world: World, addresses: StageAddresses): { routes: Hono } {
  const routes = new Hono();
  routes.route(
    "/stage",
    createAssets({
      "stage.css": { file: new URL("stage.css", import.meta.url) },
      "stage.js": { file: new URL("browser/stage.ts", import.meta.url) },
    }),
  );
  routes.get("/", (c) => c.html(stage(world, languageOf(c, "locale", "stage_locale"), addresses)));
  routes.get("/progress", (c) => c.json({ now: world.clock.now().toISOString(), steps: progressOf(world) }));
  routes.get("/ledger", (c) =>
    c.html(ledgerPage(world, languageOf(c, "locale", "stage_locale"), c.req.query("name"))),
  );
  return { routes };
}
