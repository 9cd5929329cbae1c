import { equalBytes, hmacSha256 } from "#app/platform/crypto.ts";

/** How far Shopify's clock may be from ours. Source: @shopify/shopify-api 15, hmac-validator. */
const TOLERANCE_MS = 90_000;

/** A shopper can add parameters of their own; one that Shopify sets must not come twice. */
const ONCE = ["shop", "signature", "timestamp"];

/** What Shopify signs: every other parameter, sorted, values of one name joined by commas, nothing in between. */
function signedText(query: URLSearchParams): string {
  const names = [...new Set(query.keys())].filter((name) => name !== "signature");
  return names
    .map((name) => `${name}=${query.getAll(name).join(",")}`)
    .sort()
    .join("");
}

/**
 * Whose domain a request of Shopify's app proxy came over: HMAC-SHA256 by the app's secret, in hex.
 * Source: shopify.dev, "Authenticate app proxies".
 * @param now system time
 * @returns the shop's permanent domain; undefined where Shopify did not sign it, or not just now
 */
export function shopSignedByProxy(secret: string, query: URLSearchParams, now: Date): string | undefined {
  if (ONCE.some((name) => query.getAll(name).length !== 1)) return undefined;
  const signature = Buffer.from(query.get("signature") ?? "", "hex");
  if (!equalBytes(hmacSha256(secret, signedText(query)), signature)) return undefined;
  const at = Number(query.get("timestamp")) * 1_000;
  return Math.abs(now.getTime() - at) <= TOLERANCE_MS ? (query.get("shop") ?? undefined) : undefined;
}
