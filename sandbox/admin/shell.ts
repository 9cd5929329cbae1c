import type { Deployment } from "#sandbox/kernel/deployment.ts";
import type { Language } from "#sandbox/page/language.ts";
import { html, icon, type Markup, page, pageFacts } from "#sandbox/page/markup.ts";
import { appPath } from "./admin-address.ts";
import type { AppFacts } from "./host/page.ts";
import { type AdminWords, adminWords } from "./words.ts";

/** Who looks at which shop's admin, in which language. */
export interface Visit {
  readonly language: Language;
  readonly shopDomain: string;
  readonly store: string;
  readonly storeName: string;
  readonly merchant: string;
  readonly deployment: Deployment | undefined;
  readonly appName: string;
  /** The page's own address, without a query. */
  readonly path: string;
}

export type Section = "home" | "orders" | "products" | "customers" | "apps" | "app" | "none";

const sectionIcons = {
  home: "Home",
  orders: "Order",
  products: "Product",
  customers: "Person",
  apps: "Settings",
} as const;

function navLink(
  visit: Visit,
  current: Section,
  section: keyof typeof sectionIcons,
  words: AdminWords,
): Markup {
  const path = section === "home" ? "" : `/${section}`;
  const here = current === section;
  return html`<li><a href="/admin/store/${visit.store}${path}"${here ? html` aria-current="page"` : ""}>
    ${icon(`${sectionIcons[section]}${here ? "Filled" : ""}Icon`)}<span>${words[section]}</span></a></li>`;
}

function navigation(visit: Visit, current: Section, words: AdminWords): Markup {
  const app = visit.deployment;
  const links = (["home", "orders", "products", "customers"] as const).map((section) =>
    navLink(visit, current, section, words),
  );
  const inApp = current === "app";
  return html`<nav id="nav" class="nav" aria-label="${words.menu}">
  <ul>${links}</ul>
  ${
    app
      ? html`<p class="nav-heading">${words.appsHeading}</p>
  <ul>
    <li><a id="app-home" href="/admin/store/${visit.store}/apps/${app.clientId}"${inApp ? html` aria-current="page"` : ""}>
      <span class="app-mark" aria-hidden="true">${visit.appName.slice(0, 1)}</span><span>${visit.appName}</span></a>
      <ul id="app-nav" class="app-nav"></ul></li>
  </ul>`
      : ""
  }
  <ul class="nav-foot">
    <li><a href="/store" target="storefront">${icon("StoreIcon")}<span>${words.storefront}</span></a></li>
    ${navLink(visit, current, "apps", words)}
  </ul>
</nav>`;
}

function topBar(visit: Visit, words: AdminWords): Markup {
  const other = visit.language === "it" ? "en" : "it";
  const initials = visit.storeName
    .split(/\s+/)
    .map((word) => word.slice(0, 1))
    .join("")
    .slice(0, 2);
  return html`<a class="skip" href="#content">${words.skip}</a>
<header class="top">
  <button type="button" id="nav-toggle" class="top-button" aria-controls="nav" aria-expanded="false" aria-label="${words.menu}">${icon("MenuIcon")}</button>
  <a class="brand" href="/admin/store/${visit.store}">${icon("StoreFilledIcon")}<span>Admin</span></a>
  <span class="tag">${words.sandbox}</span>
  <details class="menu-holder account">
    <summary><span class="store-name">${visit.storeName}</span><span class="avatar" aria-hidden="true">${initials}</span></summary>
    <div class="menu">
      <p><strong>${visit.merchant}</strong><br><small>${visit.shopDomain}</small></p>
      <a href="${visit.path}?locale=${other}" lang="${other}">${words.otherLanguage}</a>
      <a href="/ledger" target="_blank">${words.ledger}</a>
    </div>
  </details>
</header>
<div id="save-bar" class="save-bar" role="region" aria-label="${words.host.unsaved}" hidden>
  <span>${icon("AlertCircleIcon")}${words.host.unsaved}</span>
  <button type="button" id="save-bar-discard" class="button dark" data-label="${words.discard}"></button>
  <button type="button" id="save-bar-save" class="button light" data-label="${words.save}"></button>
</div>`;
}

/** A page of the admin: top bar, navigation, and `content` beside it. */
export function adminPage(visit: Visit, section: Section, title: string, content: Markup): Markup {
  const words = adminWords[visit.language];
  return page(
    {
      language: visit.language,
      title: `${title} · ${visit.storeName}`,
      styles: ["/admin/assets/chrome.css", "/admin/assets/sections.css"],
      scripts: ["/admin/assets/admin.js"],
      bodyClass: section === "app" ? "admin with-app" : "admin",
      favicon: { letter: "A", colour: "#1a1a1a" },
    },
    html`${topBar(visit, words)}
<div id="nav-scrim" class="nav-scrim"></div>
${navigation(visit, section, words)}
<main id="content" class="content">${content}</main>
<div id="toasts" class="toasts" aria-live="polite"></div>`,
  );
}

/** The address that Shopify's admin gives to an embedded app's frame. */
export function frameAddress(
  deployment: Deployment,
  visit: Visit,
  path: string,
  token: { readonly idToken: string; readonly session: string },
): string {
  const url = new URL(appPath(path), deployment.appUrl);
  url.searchParams.set("embedded", "1");
  url.searchParams.set("shop", visit.shopDomain);
  url.searchParams.set("host", Buffer.from(`admin.shopify.com/store/${visit.store}`).toString("base64"));
  url.searchParams.set("id_token", token.idToken);
  url.searchParams.set("locale", visit.language);
  url.searchParams.set("session", token.session);
  url.searchParams.set("timestamp", String(Math.floor(Date.now() / 1000)));
  return url.href;
}

/** The admin with the app in it. Its frame is started by the page's script. */
export function appPage(visit: Visit, facts: AppFacts, frame: string): Markup {
  const words = adminWords[visit.language];
  return adminPage(
    visit,
    "app",
    visit.appName,
    html`<div class="app-bar">
  <button type="button" id="app-back" class="icon-button" aria-label="${words.host.back}" hidden>${icon("ArrowLeftIcon")}</button>
  <span class="app-mark" aria-hidden="true">${visit.appName.slice(0, 1)}</span>
  <span id="app-name" class="app-name" hidden>${visit.appName}</span>
  <h1 id="app-title">${visit.appName}</h1>
  <div id="app-actions" class="app-actions"></div>
</div>
<div id="loading" class="loading" role="progressbar" aria-label="${words.loadingApp}"></div>
<iframe id="app-frame" title="${visit.appName}" name="app-iframe" data-src="${frame}" allow="clipboard-write"></iframe>
${pageFacts("app-facts", facts)}`,
  );
}
