import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Services } from "#app/integrations/services.ts";
import {
  type Inbox,
  parkedDeliveries,
  receiveShopify,
  replayDelivery,
} from "#app/modules/deliveries/index.ts";
import { equalBytes } from "#app/platform/crypto.ts";
import { isUuid } from "#app/platform/ids.ts";
import { readBody } from "./body.ts";

/** Shopify's largest payloads are orders with hundreds of lines: about 1 MB. */
const MAX_DELIVERY_BYTES = 5 * 1024 * 1024;

interface Needs {
  readonly services: Services;
  readonly inbox: Inbox;
  /** False while the process starts or ends. */
  readonly isReady: () => boolean;
}

type Handler = (needs: Needs, request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

function send(response: ServerResponse, status: number, body = "", type = "text/plain; charset=utf-8"): void {
  response.writeHead(status, { "content-type": type, "x-content-type-options": "nosniff" }).end(body);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Whether the caller knows the operator's token; without one configured nobody does. */
function isOperator({ services }: Needs, request: IncomingMessage): boolean {
  const token = services.env.OPERATOR_TOKEN;
  if (!token) return false;
  return equalBytes(Buffer.from(header(request, "authorization") ?? ""), Buffer.from(`Bearer ${token}`));
}

const shopifyWebhook: Handler = async ({ services, inbox }, request, response) => {
  const body = await readBody(request, MAX_DELIVERY_BYTES);
  if (!body) {
    // The rest is not read: the connection ends with the answer.
    response.setHeader("connection", "close");
    send(response, 413, "too large");
    return;
  }
  const answer = await receiveShopify(services, inbox, body, (name) => header(request, name));
  send(response, answer.status, answer.outcome);
};

const health: Handler = async (_needs, _request, response) => send(response, 200, "ok");

const readiness: Handler = async ({ services, isReady }, _request, response) => {
  if (!isReady()) return send(response, 503, "starting or ending");
  try {
    await services.database.sql("SELECT 1");
    return send(response, 200, "ready");
  } catch {
    return send(response, 503, "the database does not answer");
  }
};

const metrics: Handler = async (needs, request, response) => {
  if (!isOperator(needs, request)) return send(response, 401, "the operator's token is needed");
  const { registry } = needs.services.metrics;
  return send(response, 200, await registry.metrics(), registry.contentType);
};

const parked: Handler = async (needs, request, response) => {
  if (!isOperator(needs, request)) return send(response, 401, "the operator's token is needed");
  return send(response, 200, JSON.stringify(await parkedDeliveries(needs.services)), "application/json");
};

const replay: Handler = async (needs, request, response, url) => {
  if (!isOperator(needs, request)) return send(response, 401, "the operator's token is needed");
  const id = url.searchParams.get("id") ?? "";
  const found = isUuid(id) && (await replayDelivery(needs.services, id));
  return found ? send(response, 200, "tried again") : send(response, 404, "no parked delivery has this id");
};

const ROUTES: Readonly<Record<string, Handler>> = {
  "POST /webhooks/shopify": shopifyWebhook,
  "GET /healthz": health,
  "GET /readyz": readiness,
  "GET /metrics": metrics,
  "GET /operator/parked": parked,
  "POST /operator/replay": replay,
};

/** The process' HTTP: what other machines call. */
export function createHttpServer(needs: Needs): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const handler = ROUTES[`${request.method} ${url.pathname}`];
    if (!handler) {
      const known = Object.keys(ROUTES).some((route) => route.endsWith(` ${url.pathname}`));
      send(response, known ? 405 : 404);
      return;
    }
    handler(needs, request, response, url).catch((error: unknown) => {
      needs.services.log.error({ err: error, path: url.pathname }, "a request failed");
      if (response.headersSent) response.destroy();
      else send(response, 500, "failed");
    });
  });
}
