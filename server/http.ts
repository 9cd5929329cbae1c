import { createServer, type IncomingMessage, type Server } from "node:http";
import type { TapWriter } from "#app/modules/links/index.ts";
import { createCallLimit } from "#app/platform/rate-limit.ts";
import { type EndpointNeeds, type Handler, send } from "./endpoints/handler.ts";
import { createLinkOpener, linkEndpoint, proxiedLinkEndpoint } from "./endpoints/links.ts";
import { clock, health, metrics, parked, readiness, replay } from "./endpoints/operator.ts";
import { cartPicture, consentEndpoint, consentPreflight } from "./endpoints/public.ts";
import { metaHandshake, metaWebhook, shopifyWebhook } from "./endpoints/webhooks.ts";
import { why } from "./endpoints/why.ts";
import type { Screens } from "./remix.ts";

/** Calls a minute of one checkout session, and taps a minute of one link. */
const CONSENTS_A_MINUTE = 120;
const TAPS_A_MINUTE = 20;

interface Needs extends EndpointNeeds {
  readonly taps: TapWriter;
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
  const { systemTime } = needs.services;
  const routes = routesOf(consentEndpoint(createCallLimit(systemTime, CONSENTS_A_MINUTE)));
  const opener = createLinkOpener(createCallLimit(systemTime, TAPS_A_MINUTE));
  const link = linkEndpoint(opener, needs.taps);
  const proxiedLink = proxiedLinkEndpoint(opener, needs.taps);
  const paths = new Set(Object.keys(routes).map((route) => route.slice(route.indexOf(" ") + 1)));

  function handlerOf(request: IncomingMessage, url: URL): Handler | undefined {
    const looks = request.method === "GET" || request.method === "HEAD";
    if (looks && url.pathname.startsWith("/l/")) return link;
    if (looks && url.pathname.startsWith("/proxy/l/")) return proxiedLink;
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
        { err: error, path: url.pathname.replace(/\/l\/.*/, "/l/…") },
        "a request failed",
      );
      if (response.headersSent) response.destroy();
      else send(response, 500, "failed");
    });
  });
}
