import { isUtf8 } from "node:buffer";
import { digestSignedByMeta } from "#app/integrations/meta/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type Inbox, OverloadedError, UnstorableError } from "./inbox.ts";
import type { WebhookAnswer } from "./receive-shopify.ts";

type Needs = Pick<PlatformServices, "env" | "log" | "metrics">;

async function answer(
  services: Needs,
  inbox: Inbox,
  body: Buffer,
  signature: string | undefined,
): Promise<WebhookAnswer> {
  if (!signature) return { status: 400, outcome: "headers_missing" };
  const digest = digestSignedByMeta(services.env.META_APP_SECRET, body, signature);
  if (!digest) return { status: 401, outcome: "signature_wrong" };
  try {
    await inbox.receive({
      // Meta's deliveries have no id, and one may concern several shops: the bytes are the key.
      key: `meta:${digest}`,
      source: "meta",
      topic: "whatsapp_business_account",
      shopDomain: null,
      triggeredAt: null,
      headers: {},
      body: isUtf8(body) ? body : Buffer.from(body.toString("utf8")),
    });
    return { status: 200, outcome: "stored" };
  } catch (error) {
    if (error instanceof OverloadedError) return { status: 503, outcome: "overloaded" };
    if (error instanceof UnstorableError) return { status: 400, outcome: "unstorable" };
    services.log.error({ err: error }, "a delivery of Meta's could not be stored");
    return { status: 500, outcome: "failed" };
  }
}

/** One delivery of Meta's: checked, made durable, and only then answered. Meta tries again for days, not for ever. */
export async function receiveMeta(
  services: Needs,
  inbox: Inbox,
  body: Buffer,
  signature: string | undefined,
): Promise<WebhookAnswer> {
  const given = await answer(services, inbox, body, signature);
  services.metrics.deliveries.inc({ source: "meta", outcome: given.outcome });
  return given;
}
