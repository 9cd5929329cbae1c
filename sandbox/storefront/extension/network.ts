/** Stands in for `fetch` in an extension whose toml asks for no `network_access` (shopify.dev, Configuration). */
export async function refuseFetch(): Promise<Response> {
  throw new TypeError("fetch is refused: the extension has no network_access");
}
