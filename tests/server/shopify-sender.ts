import { createHmac } from "node:crypto";

export const SHOPIFY_SECRET = "test-shopify-secret";

/** What Shopify sends: a topic's payload with its headers, signed. */
export interface Sent {
  readonly topic: string;
  readonly shop: string;
  readonly body: string;
  readonly eventId?: string;
  readonly triggeredAt?: string;
  /** Instead of the right signature. */
  readonly hmac?: string;
  readonly without?: readonly string[];
}

/** Delivers it as Shopify would. @param origin of the app */
export function deliver(origin: string, sent: Sent): Promise<Response> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "x-shopify-topic": sent.topic,
    "x-shopify-shop-domain": sent.shop,
    "x-shopify-hmac-sha256":
      sent.hmac ?? createHmac("sha256", SHOPIFY_SECRET).update(sent.body).digest("base64"),
    "x-shopify-api-version": "2026-10",
    "x-shopify-event-id": sent.eventId ?? `event-${sent.topic}`,
    "x-shopify-webhook-id": `webhook-${sent.topic}`,
    ...(sent.triggeredAt ? { "x-shopify-triggered-at": sent.triggeredAt } : {}),
  };
  for (const name of sent.without ?? []) delete headers[name];
  return fetch(`${origin}/webhooks/shopify`, { method: "POST", headers, body: sent.body });
}
