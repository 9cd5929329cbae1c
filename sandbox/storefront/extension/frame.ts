import { createApi, type ExtensionApi } from "./api.ts";
import { defineElements } from "./elements/index.ts";
import { refuseFetch } from "./network.ts";
import type { FromExtension, PageState, ToExtension } from "./protocol.ts";

/** The frame has no origin that could be named; the page recognises it by its window. */
function tell(message: FromExtension): void {
  window.parent.postMessage(message, "*");
}

const waiting = new Map<number, { resolve: (result: never) => void; reject: (reason: Error) => void }>();
let asked = 0;

function ask<Result>(message: (id: number) => FromExtension): Promise<Result> {
  asked += 1;
  const id = asked;
  return new Promise<Result>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    tell(message(id));
  });
}

function followHeight(): void {
  const report = (): void =>
    tell({ kind: "height", height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(report).observe(document.body);
}

/** Says which elements an extension uses that this host does not play, once each. */
function noticeUnknownElements(): void {
  const noticed = new Set<string>();
  new MutationObserver(() => {
    for (const element of document.body.querySelectorAll("*")) {
      const name = element.localName;
      if (!name.startsWith("s-") || customElements.get(name) || noticed.has(name)) continue;
      noticed.add(name);
      tell({ kind: "failed", message: `<${name}> is not played by the sandbox` });
    }
  }).observe(document.body, { childList: true, subtree: true });
}

const bundle =
  document.currentScript instanceof HTMLScriptElement ? document.currentScript.dataset.bundle : undefined;
let api: ExtensionApi | undefined;

function start(handle: string, target: string, state: PageState): void {
  document.documentElement.lang = state.locale;
  defineElements((url) => tell({ kind: "open", url }));
  api = createApi(handle, target, state, {
    sessionToken: () => ask<string>((id) => ({ kind: "sessionToken", id })),
    changeMetafield: (change) => ask((id) => ({ kind: "metafield", id, change })),
    storage: (request) => ask((id) => ({ kind: "storage", id, request })),
  });
  if (!state.extensions[handle]?.networkAccess) window.fetch = refuseFetch;
  Object.defineProperty(window, "shopify", { value: api.global, configurable: true, writable: true });
  followHeight();
  noticeUnknownElements();
  const script = document.createElement("script");
  script.src = bundle ?? "";
  script.addEventListener("load", () => {
    const render = api?.registered();
    if (!render) {
      tell({ kind: "failed", message: `The bundle registers nothing for ${target}` });
      return;
    }
    Promise.resolve()
      .then(() => render())
      .catch((error: unknown) => tell({ kind: "failed", message: String(error) }));
  });
  script.addEventListener("error", () => tell({ kind: "failed", message: "The bundle could not be loaded" }));
  document.head.append(script);
}

window.addEventListener("message", (event: MessageEvent<ToExtension>) => {
  if (event.source !== window.parent) return;
  const message = event.data;
  if (message.kind === "start" && !api) start(message.handle, message.target, message.state);
  if (message.kind === "live") api?.update(message.live);
  if (message.kind === "answer") waiting.get(message.id)?.resolve(message.result as never);
  if (message.kind === "refusal") waiting.get(message.id)?.reject(new Error(message.reason));
  if (message.kind === "answer" || message.kind === "refusal") waiting.delete(message.id);
});
window.addEventListener("error", (event) => tell({ kind: "failed", message: event.message }));
window.addEventListener("unhandledrejection", (event) =>
  tell({ kind: "failed", message: String(event.reason) }),
);
document.addEventListener("DOMContentLoaded", () => tell({ kind: "ready" }));
