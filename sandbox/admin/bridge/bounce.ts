import type { BrowserFetch } from "./authenticated-fetch.ts";
import type { Connection } from "./connection.ts";

/**
 * The app's bounce page: it has no content, and asks through `shopify-reload` for the page that the merchant wanted,
 * to be fetched with a fresh id token and shown in its place. An address of another origin is not followed.
 */
export async function leaveBouncePage(connection: Connection, browserFetch: BrowserFetch): Promise<void> {
  const reload = new URLSearchParams(window.location.search).get("shopify-reload");
  if (reload === null) return;
  const target = new URL(reload, window.location.href);
  if (target.origin !== window.location.origin) return;
  const token = await connection.call("idToken", null);
  const response = await browserFetch(target, {
    headers: { Authorization: `Bearer ${token}`, "X-Shopify-Bounce": "1" },
  });
  const page = await response.text();
  window.history.replaceState(null, "", target);
  document.open();
  document.write(page);
  document.close();
}
