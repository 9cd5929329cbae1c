import { createServer, type IncomingMessage, type Server } from "node:http";
import { type EndpointNeeds, type Handler, send } from "./endpoints/handler.ts";
import { clock, health, metrics, parked, readiness, replay } from "./endpoints/operator.ts";
import { cartPicture, consentPreflight, createPublicEndpoints } from "./endpoints/public.ts";
import { metaHandshake, metaWebhook, shopifyWebhook } from "./endpoints/webhooks.ts";
import { why } from "./endpoints/why.ts";
import type { Screens } from "./remix.ts";

interface Needs extends EndpointNeeds {
  /** The merchant's screens; a worker has none. */
  readonly screens?: Screens | undefined;
}

function routesOf(consent: Handler): Readonly<Record<string, Handler>> {
  return {
    "POST /webhooks/shopify": shopifyWebhook,
    "GET /webhooks/meta": metaHandshake,
    "POST /webhooks/meta": metaWebhook,
    "POST /api/consent": consent,
    "OPTIONS /api/consent": consentPreflight,
    "GET /pictures/cart.jpg": cartPicture,
    "GET /healthz": health,
    "GET /readyz": readiness,
    "GET /metrics": metrics,
    "GET /operator/parked": parked,
    "POST /operator/replay": replay,
    "GET /operator/why": why,
    "POST /operator/clock": clock,
  };
}

/** What was asked for, or undefined where nobody can read it: `//` alone is no address, and must end no process. */
function addressOf(request: IncomingMessage): URL | undefined {
  return URL.parse(`http://localhost${request.url ?? "/"}`) ?? undefined;
}

/** The process' HTTP: what other machines call is answered here, ahead of the screens. */
export function createHttpServer(needs: Needs): Server {
  const { consent, link } = createPublicEndpoints(needs.services.systemTime);
  const routes = routesOf(consent);
  const paths = new Set(Object.keys(routes).map((route) => route.slice(route.indexOf(" ") + 1)));

  function handlerOf(request: IncomingMessage, url: URL): Handler | undefined {
    if (request.method === "GET" && url.pathname.startsWith("/l/")) return link;
    return routes[`${request.method} ${url.pathname}`];
  }

  return createServer((request, response) => {
    const url = addressOf(request);
    if (!url) return send(response, 400, "not an address");
    const handler = handlerOf(request, url);
    if (!handler) {
      if (paths.has(url.pathname)) send(response, 405);
      else if (needs.screens?.owns(url.pathname)) needs.screens.handle(request, response);
      else send(response, 404);
      return;
    }
    handler(needs, request, response, url).catch((error: unknown) => {
      needs.services.log.error(
        { err: error, path: url.pathname.replace(/^\/l\/.*/, "/l/…") },
        "a request failed",
      );
      if (response.headersSent) response.destroy();
      else send(response, 500, "failed");
    });
  });
}
