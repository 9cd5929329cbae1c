import { shopOrigin } from "#app/integrations/shopify/index.ts";
import type { Env } from "#app/platform/env.ts";

type Addresses = Pick<Env, "LINK_URL" | "APP_URL" | "SHOPIFY_PROXY_PATH" | "SHOPIFY_SHOP_ORIGIN">;

/**
 * Where link buttons of a shop's new texts lead, without `/l/` and the code: the operator's own address where one is
 * set, else the shop's own domain where Shopify's app proxy is used, else the app. It is frozen inside an approved text,
 * so it is the domain that a shop keeps for ever.
 */
export function linkUrlOf(env: Addresses, shop: { readonly domain: string }): string {
  const [first = env.APP_URL] = linkUrlsOf(env, shop);
  return first;
}

/** Every address at which we open links of this shop, the one of new texts first. */
export function linkUrlsOf(env: Addresses, shop: { readonly domain: string }): string[] {
  const proxied = env.SHOPIFY_PROXY_PATH && `${shopOrigin(env, shop.domain)}${env.SHOPIFY_PROXY_PATH}`;
  return [env.LINK_URL, proxied, env.APP_URL].flatMap((url) => (url ? [url.replace(/\/$/, "")] : []));
}
