import { isUtf8 } from "node:buffer";
import { digestSignedByShopify, readDeliveryHeaders } from "#app/integrations/shopify/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type Inbox, OverloadedError, UnstorableError } from "./inbox.ts";

/** What the sender is answered: the HTTP status, and a word for the metrics. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 500 | 503;
  readonly outcome: "stored" | "headers_missing" | "signature_wrong" | "overloaded" | "unstorable" | "failed";
}

type Needs = Pick<PlatformServices, "env" | "log" | "metrics">;

async function answer(
  services: Needs,
  inbox: Inbox,
  body: Buffer,
  header: (name: string) => string | undefined,
): Promise<WebhookAnswer> {
  const headers = readDeliveryHeaders(header);
  if (!headers) return { status: 400, outcome: "headers_missing" };
  const digest = digestSignedByShopify(services.env.SHOPIFY_API_SECRET, body, headers.hmac);
  if (!digest) return { status: 401, outcome: "signature_wrong" };
  const { topic, shopDomain, webhookId, eventId, triggeredAt, apiVersion } = headers;
  try {
    await inbox.receive({
      // With the shop: two shops may be told the same in the same words.
      key: `shopify:${shopDomain}:${topic}:${eventId ?? webhookId ?? ""}:${digest}`,
      source: "shopify",
      topic,
      shopDomain,
      triggeredAt: triggeredAt ?? null,
      headers: { webhookId: webhookId ?? "", eventId: eventId ?? "", apiVersion: apiVersion ?? "" },
      body: isUtf8(body) ? body : Buffer.from(body.toString("utf8")),
    });
    return { status: 200, outcome: "stored" };
  } catch (error) {
    if (error instanceof OverloadedError) return { status: 503, outcome: "overloaded" };
    if (error instanceof UnstorableError) return { status: 400, outcome: "unstorable" };
    services.log.error({ err: error, topic }, "a delivery could not be stored");
    return { status: 500, outcome: "failed" };
  }
}

/**
 * One delivery of Shopify's: checked, made durable, and only then answered. No call to anyone in between:
 * Shopify waits 5 seconds in all.
 */
export async function receiveShopify(
  services: Needs,
  inbox: Inbox,
  body: Buffer,
  header: (name: string) => string | undefined,
): Promise<WebhookAnswer> {
  const given = await answer(services, inbox, body, header);
  services.metrics.deliveries.inc({ source: "shopify", outcome: given.outcome });
  return given;
}
