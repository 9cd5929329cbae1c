import { equalBytes, hmacSha256 } from "#app/platform/crypto.ts";

/** What the headers of a delivery say. Source: shopify.dev, "Webhook headers". */
export interface ShopifyDeliveryHeaders {
  readonly topic: string;
  readonly shopDomain: string;
  readonly hmac: string;
  readonly webhookId: string | undefined;
  /** The same event on several subscriptions, and on retries; Events webhooks have none. */
  readonly eventId: string | undefined;
  readonly triggeredAt: Date | undefined;
  readonly apiVersion: string | undefined;
}

type HeaderReader = (name: string) => string | undefined;

function readTime(text: string | undefined): Date | undefined {
  if (!text) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** The headers, or undefined when a mandatory one is missing. */
export function readDeliveryHeaders(header: HeaderReader): ShopifyDeliveryHeaders | undefined {
  const topic = header("x-shopify-topic") ?? header("shopify-topic");
  const shopDomain = header("x-shopify-shop-domain") ?? header("shopify-shop-domain");
  const hmac = header("x-shopify-hmac-sha256") ?? header("shopify-hmac-sha256");
  if (!topic || !shopDomain || !hmac) return undefined;
  return {
    topic: topic.toLowerCase(),
    shopDomain: shopDomain.toLowerCase(),
    hmac,
    webhookId: header("x-shopify-webhook-id") ?? header("shopify-webhook-id"),
    eventId: header("x-shopify-event-id"),
    triggeredAt: readTime(header("x-shopify-triggered-at") ?? header("shopify-triggered-at")),
    apiVersion: header("x-shopify-api-version") ?? header("shopify-api-version"),
  };
}

/**
 * Whether Shopify signed these bytes: HMAC-SHA256 over the raw body, base64.
 * @returns the digest, by which the same bytes are known again; undefined where Shopify did not sign them
 */
export function digestSignedByShopify(secret: string, body: Buffer, hmac: string): string | undefined {
  const digest = hmacSha256(secret, body);
  return equalBytes(digest, Buffer.from(hmac, "base64")) ? digest.toString("base64") : undefined;
}
