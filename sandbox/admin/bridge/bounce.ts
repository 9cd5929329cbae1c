import type { BrowserFetch } from "./authenticated-fetch.ts";

/**
 * The app's bounce page: it has no content, and asks through `shopify-reload` for the page that the merchant wanted,
 * to be fetched with a fresh id token and shown in its place. An address of another origin is not followed.
 * @param appFetch the fetch that the app's own code gets, which renews a refused token
 */
export async function leaveBouncePage(appFetch: BrowserFetch): Promise<void> {
  const reload = new URLSearchParams(window.location.search).get("shopify-reload");
  if (reload === null) return;
  const target = new URL(reload, window.location.href);
  if (target.origin !== window.location.origin) return;
  const response = await appFetch(target, { headers: { "X-Shopify-Bounce": "1" } });
  const page = await response.text();
  window.history.replaceState(null, "", target);
  document.open();
  document.write(page);
  document.close();
}
