import type { IncomingMessage } from "node:http";
import { shopSignedByProxy } from "#app/integrations/shopify/index.ts";
import {
  MOVING_ON_POLICY,
  movingOnPage,
  type OpenedLink,
  openLink,
  type TapWriter,
  visitorOf,
  type Way,
} from "#app/modules/links/index.ts";
import type { CallLimit } from "#app/platform/rate-limit.ts";
import { type EndpointNeeds, type Handler, header, send } from "./handler.ts";

const LINK = /\/l\/([\w-]+)$/;

/** What keeps an opened link out of caches, and out of what the next site is told. */
const PRIVATE = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

/** Opens links of messages and writes their taps; made once per process. */
export interface LinkOpener {
  /**
   * @param path ends with `/l/CODE`
   * @param domain the shop whose own domain it was opened on
   */
  open(
    needs: EndpointNeeds,
    request: IncomingMessage,
    path: string,
    way: Way,
    domain?: string,
  ): Promise<OpenedLink | undefined>;
}

/** @param limit taps of one link that are believed in a minute; beyond it, a link only leads on */
export function createLinkOpener(limit: CallLimit): LinkOpener {
  return {
    async open({ services }, request, path, way, domain) {
      const code = LINK.exec(path)?.[1] ?? "";
      const visitor = request.method === "HEAD" ? "program" : visitorOf((name) => header(request, name), way);
      const opened = await openLink(services, code, visitor, domain);
      if (!opened) return undefined;
      if (opened.tap && !limit.allows(code)) {
        services.metrics.links.inc({ outcome: "too_often" });
        return { ...opened, tap: undefined };
      }
      if (!opened.tap)
        services.metrics.links.inc({ outcome: visitor === "unwatched" ? "unwatched" : "looked_at" });
      return opened;
    },
  };
}

/** A tapped link of a message: on to its one target, and only then recorded. */
export function linkEndpoint(opener: LinkOpener, taps: TapWriter): Handler {
  return async (needs, request, response, url) => {
    const opened = await opener.open(needs, request, url.pathname, "direct");
    if (!opened) return send(response, 404, "This link does not exist, or no longer.", PRIVATE);
    send(response, 302, "", { ...PRIVATE, location: opened.address });
    if (opened.tap) taps.write(opened.tap);
  };
}

/**
 * The same over the shop's own domain, through Shopify's app proxy. Shopify follows a redirect itself instead of passing
 * it on ("any 30x redirects are followed", shopify.dev, "App proxies"): the shopper would read the target under the
 * link's address, without their cookies. So this is a page that moves on by itself, which arrives either way.
 */
export function proxiedLinkEndpoint(opener: LinkOpener, taps: TapWriter): Handler {
  return async (needs, request, response, url) => {
    const { env, systemTime } = needs.services;
    const shop = shopSignedByProxy(env.SHOPIFY_API_SECRET, url.searchParams, systemTime.now());
    if (shop === undefined) return send(response, 401, "Shopify has not signed this.", PRIVATE);
    const opened = await opener.open(needs, request, url.pathname, "proxied", shop);
    if (!opened) return send(response, 404, "This link does not exist, or no longer.", PRIVATE);
    send(response, 200, movingOnPage(opened.address), {
      ...PRIVATE,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": MOVING_ON_POLICY,
    });
    if (opened.tap) taps.write(opened.tap);
  };
}
