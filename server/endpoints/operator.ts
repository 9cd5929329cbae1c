import type { IncomingMessage } from "node:http";
import { parkedDeliveries, replayDelivery } from "#app/modules/deliveries/index.ts";
import { equalBytes } from "#app/platform/crypto.ts";
import { isUuid } from "#app/platform/ids.ts";
import { type EndpointNeeds, type Handler, header, send, sendJson } from "./handler.ts";

/** Whether the caller knows the operator's token; without one configured nobody does. */
function isOperator({ services }: EndpointNeeds, request: IncomingMessage): boolean {
  const token = services.env.OPERATOR_TOKEN;
  if (!token) return false;
  return equalBytes(Buffer.from(header(request, "authorization") ?? ""), Buffer.from(`Bearer ${token}`));
}

/** A handler for the person who runs Cartwave alone. */
export function forOperator(handler: Handler): Handler {
  return async (needs, request, response, url) => {
    if (!isOperator(needs, request)) return send(response, 401, "the operator's token is needed");
    return handler(needs, request, response, url);
  };
}

export const health: Handler = async (_needs, _request, response) => send(response, 200, "ok");

export const readiness: Handler = async ({ services, isReady }, _request, response) => {
  if (!isReady()) return send(response, 503, "starting or ending");
  try {
    await services.database.sql("SELECT 1");
    return send(response, 200, "ready");
  } catch {
    return send(response, 503, "the database does not answer");
  }
};

export const metrics = forOperator(async ({ services }, _request, response) => {
  const { registry } = services.metrics;
  send(response, 200, await registry.metrics(), { "content-type": registry.contentType });
});

export const parked = forOperator(async ({ services }, _request, response) => {
  sendJson(response, 200, await parkedDeliveries(services));
});

export const replay = forOperator(async ({ services }, _request, response, url) => {
  const id = url.searchParams.get("id") ?? "";
  const found = isUuid(id) && (await replayDelivery(services, id));
  if (found) send(response, 200, "tried again");
  else send(response, 404, "no parked delivery has this id");
});

/** The sandbox has moved the shop's clock. It is not believed: the time is fetched from where it is configured. */
export const clock: Handler = async ({ followClock }, _request, response) => {
  if (!followClock) return send(response, 404);
  await followClock();
  return send(response, 200, "what became due is done");
};
