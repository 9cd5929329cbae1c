import { authenticatedFetch, type BrowserFetch } from "./authenticated-fetch.ts";
import { leaveBouncePage } from "./bounce.ts";
import { defineChromeElements, hideChromeElements } from "./chrome-elements.ts";
import { type Connection, connect } from "./connection.ts";
import { press } from "./controls.ts";
import { createGlobal, type FrameAddress } from "./global.ts";
import { interceptLeaving } from "./leave-frame.ts";
import { currentPath, reportLocation } from "./location.ts";
import { defineModal } from "./modal.ts";
import { defineSaveBar, watchMarkedForms } from "./save-bar.ts";

/** What outlives the bounce page's `document.write`: the window keeps its globals and custom elements. */
interface Installed {
  readonly connection: Connection;
  readonly browserFetch: BrowserFetch;
  readonly browserOpen: typeof window.open;
  readonly browserHistory: Pick<History, "pushState" | "replaceState">;
  routerListens: boolean;
}

const installedKey = Symbol.for("sandbox.app-bridge");

function readInstalled(): Installed | undefined {
  return Reflect.get(window, installedKey);
}

function scriptElement(): HTMLScriptElement {
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement) return script;
  throw new Error("app-bridge.js must be a classic script, first in the page's head");
}

function frameAddress(script: HTMLScriptElement): FrameAddress {
  const query = new URLSearchParams(window.location.search);
  const meta = document.querySelector('meta[name="shopify-api-key"]');
  return {
    apiKey: script.dataset.apiKey ?? meta?.getAttribute("content") ?? "",
    shop: query.get("shop") ?? "",
    host: query.get("host") ?? "",
    locale: query.get("locale") ?? "en",
  };
}

/** App Bridge leads an app that is opened outside the admin to its place in the admin. */
function openInAdmin(adminOrigin: string, address: FrameAddress): void {
  const store = address.shop.replace(/\.myshopify\.com$/, "");
  if (store === "" || address.apiKey === "") return;
  window.location.replace(
    `${adminOrigin}/admin/store/${encodeURIComponent(store)}/apps/${encodeURIComponent(address.apiKey)}${currentPath()}`,
  );
}

/** An app's address with what a new document of the frame must know. */
function framed(href: string, { shop, host, locale }: FrameAddress): string {
  const url = new URL(href, window.location.href);
  for (const [name, value] of Object.entries({ embedded: "1", shop, host, locale }))
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.href;
}

function install(adminOrigin: string, address: FrameAddress): Installed {
  const connection = connect(adminOrigin);
  const state: Installed = {
    connection,
    browserFetch: window.fetch.bind(window),
    browserOpen: window.open,
    browserHistory: { pushState: history.pushState, replaceState: history.replaceState },
    routerListens: false,
  };
  const italian = address.locale.startsWith("it");
  defineChromeElements(connection);
  defineSaveBar(connection);
  defineModal(connection, { close: italian ? "Chiudi" : "Close" });
  connection.on("press", ({ id }) =>
    press(
      id,
      () => state.routerListens,
      (href) => framed(href, address),
    ),
  );
  Reflect.set(window, installedKey, state);
  return state;
}

/** Learns whether the app's router answers `shopify:navigate`. */
function noticeRouter(state: Installed): void {
  state.routerListens = false;
  const add = EventTarget.prototype.addEventListener;
  window.addEventListener = (...listening: Parameters<EventTarget["addEventListener"]>) => {
    if (listening[0] === "shopify:navigate") state.routerListens = true;
    add.apply(window, listening);
  };
}

function start(): void {
  const script = scriptElement();
  const adminOrigin = new URL(script.src).origin;
  const address = frameAddress(script);
  if (window.parent === window) {
    openInAdmin(adminOrigin, address);
    return;
  }
  const state = readInstalled() ?? install(adminOrigin, address);
  const { connection } = state;
  connection.listen();
  noticeRouter(state);
  hideChromeElements();
  const bouncing = new URLSearchParams(window.location.search).has("shopify-reload");
  const hello = connection.call("hello", { path: currentPath() });
  const global = createGlobal(connection, address, hello);
  Object.defineProperty(window, "shopify", { value: global, configurable: true, writable: true });
  window.fetch = authenticatedFetch(connection, state.browserFetch);
  interceptLeaving(connection, state.browserOpen);
  if (bouncing) {
    void leaveBouncePage(window.fetch);
    return;
  }
  reportLocation(connection, state.browserHistory);
  const italian = address.locale.startsWith("it");
  watchMarkedForms(italian ? { save: "Salva", discard: "Annulla" } : { save: "Save", discard: "Discard" });
}

const runKey = Symbol.for("sandbox.app-bridge.document");
// A page may name the script twice (in its head and through AppProvider); once for a document is enough.
if (Reflect.get(document, runKey) !== document.documentElement) {
  Reflect.set(document, runKey, document.documentElement);
  start();
}
