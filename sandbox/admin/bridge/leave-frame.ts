import type { Connection } from "./connection.ts";

/** Hands an address to the admin, which opens it in place of itself, or in a new tab. */
export function goTo(connection: Connection, url: string, newTab = false): void {
  const absolute = url.startsWith("shopify:") ? url : new URL(url, window.location.href).href;
  void connection.call("redirect", { url: absolute, newTab });
}

function leavesFrame(href: string, target: string): boolean {
  if (href.startsWith("shopify:")) return true;
  return target === "_top" || target === "_parent";
}

/**
 * Sends what would leave the frame through the admin: `window.open(…, "_top")`, which a frame of another origin may
 * not do by itself, and `shopify:admin/…` addresses, which only Shopify's admin understands.
 */
export function interceptLeaving(connection: Connection, browserOpen: typeof window.open): void {
  window.open = (url, target, features) => {
    const href = url === undefined ? "" : String(url);
    if (!leavesFrame(href, target ?? "")) return browserOpen.call(window, url, target, features);
    goTo(connection, href, target === "_blank");
    return null;
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof Element)) return;
    const anchor = event.target.closest("a[href]");
    if (!(anchor instanceof HTMLAnchorElement)) return;
    const href = anchor.getAttribute("href") ?? "";
    if (!leavesFrame(href, anchor.target)) return;
    event.preventDefault();
    goTo(connection, href, anchor.target === "_blank" || event.metaKey || event.ctrlKey);
  });
}
