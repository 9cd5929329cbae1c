import type { Connection } from "./connection.ts";
import { goTo } from "./leave-frame.ts";

const retryHeader = "X-Shopify-Retry-Invalid-Session-Request";
const reauthorizeHeader = "X-Shopify-API-Request-Failure-Reauthorize-Url";

/** App Bridge's own requests and answers go through the browser's fetch. */
export type BrowserFetch = typeof window.fetch;

/**
 * The fetch that an embedded app sees: requests to its own origin carry the merchant's id token, are sent a second
 * time with a fresh one when the app asks for that, and lead out of the frame when the app needs consent.
 */
export function authenticatedFetch(connection: Connection, browserFetch: BrowserFetch): BrowserFetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== window.location.origin) return browserFetch(input, init);
    const send = async (): Promise<Response> => {
      const headers = new Headers(request.headers);
      if (!headers.has("Authorization")) {
        headers.set("Authorization", `Bearer ${await connection.call("idToken", null)}`);
      }
      headers.set("X-Requested-With", "XMLHttpRequest");
      if (!headers.has("Accept-Language")) headers.set("Accept-Language", navigator.language);
      return browserFetch(new Request(request.clone(), { headers }));
    };
    const first = await send();
    const response = first.status === 401 && first.headers.has(retryHeader) ? await send() : first;
    const elsewhere = response.headers.get(reauthorizeHeader);
    if (elsewhere !== null) goTo(connection, elsewhere);
    return response;
  };
}
