import { readFileSync } from "node:fs";
import { optIn } from "#app/modules/opt-in/index.ts";
import type { CallLimit } from "#app/platform/rate-limit.ts";
import { readBody } from "../body.ts";
import { type Handler, header, send, sendJson } from "./handler.ts";

const MAX_CONSENT_BYTES = 16 * 1024;

/**
 * Extensions run in workers without an origin of their own, and send a token instead of cookies: any origin may
 * call. Source: shopify.dev, "Checkout UI extensions: network access".
 */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-max-age": "86400",
};

export const consentPreflight: Handler = async (_needs, _request, response) => send(response, 204, "", CORS);

/** A checkout or thank-you extension tells that its box was ticked or unticked. */
export function consentEndpoint(limit: CallLimit): Handler {
  return async ({ services }, request, response) => {
    // By session, not by address: behind a proxy all shoppers of all shops would share one.
    const session = header(request, "authorization") ?? request.socket.remoteAddress ?? "";
    if (!limit.allows(session))
      return sendJson(response, 429, { error: "too_many" }, { ...CORS, "retry-after": "60" });
    const body = await readBody(request, MAX_CONSENT_BYTES);
    if (!body) return sendJson(response, 413, { error: "too_large" }, { ...CORS, connection: "close" });
    let parsed: unknown;
    try {
      parsed = JSON.parse(body.toString("utf8"));
    } catch {
      return sendJson(response, 400, { error: "not_json" }, CORS);
    }
    const answer = await optIn(services, header(request, "authorization"), parsed);
    return sendJson(response, answer.status, answer.body, CORS);
  };
}

let picture: Buffer | undefined;

/** What stands in a message for a cart whose products have no picture. Meta fetches it. */
export const cartPicture: Handler = async (_needs, _request, response) => {
  picture ??= readFileSync("public/pictures/cart.jpg");
  response
    .writeHead(200, {
      "content-type": "image/jpeg",
      "cache-control": "public, max-age=86400",
      "x-content-type-options": "nosniff",
    })
    .end(picture);
};
