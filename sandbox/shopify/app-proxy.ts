import { createHmac } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";
import { bodyOf } from "./request-body.ts";
import { readConfiguration } from "./subscriptions.ts";

/**
 * How the proxy behaves where Shopify's documents leave it open or people report otherwise. As documented, it follows
 * a redirect of the app itself; whether it passes the User-Agent on is not said.
 */
const behaviour = z.object({
  redirects: z.enum(["followed", "passed"]).default("followed"),
  userAgent: z.enum(["passed", "dropped"]).default("passed"),
});
export type ProxyBehaviour = z.infer<typeof behaviour>;

/** Headers of the request that do not reach the app. */
const NOT_ASKED = ["cookie", "host", "connection", "content-length", "accept-encoding"];

/** Headers of the app's answer that do not reach the shopper. Source: shopify.dev, "Disallowed headers". */
const NOT_ANSWERED = [
  ...["accept-patch", "accept-ranges", "connection", "cookie", "date", "delta-base", "im", "p3p", "pragma"],
  ...["preference-applied", "proxy-authenticate", "public-key-pins", "server", "service-worker-allowed"],
  ...["set-cookie", "trailer", "tk", "warning", "x-powered-by"],
  // Of the way between the app and here.
  ...["content-encoding", "content-length", "transfer-encoding", "keep-alive"],
];

/**
 * Shopify's `signature`: what a shopper asked for and what Shopify added, sorted, signed by the app's secret.
 * Source: shopify.dev, "Authenticate app proxies".
 */
export function signProxied(secret: string, query: URLSearchParams): string {
  const names = [...new Set(query.keys())];
  const text = names.map((name) => `${name}=${query.getAll(name).join(",")}`).sort();
  return createHmac("sha256", secret).update(text.join("")).digest("hex");
}

/** The app proxy of a shop's domain, mounted where that is. */
export class ShopProxy {
  #behaviour: ProxyBehaviour = behaviour.parse({});
  readonly #world: World;
  readonly #domain: string;
  readonly #installed: () => boolean;

  constructor(world: World, domain: string, installed: () => boolean) {
    this.#world = world;
    this.#domain = domain;
    this.#installed = installed;
  }

  reset(): void {
    this.#behaviour = behaviour.parse({});
  }

  /** POST /control/shop/app-proxy */
  controlRoutes(): Hono {
    const routes = new Hono();
    routes.post("/app-proxy", async (c) => {
      this.#behaviour = await bodyOf(c, behaviour);
      return c.json(this.#behaviour);
    });
    return routes;
  }

  /** What a shopper asks of `https://{shop}/{prefix}/{subpath}/…`. */
  async answer(c: Context, path: string): Promise<Response> {
    const { deployment, ledger } = this.#world;
    const entry = { system: "shopify", kind: "webhook", name: `app_proxy ${c.req.method}` } as const;
    const configuration = deployment && readConfiguration(deployment);
    const proxy = configuration?.proxy;
    const reaches = proxy && (path === proxy.path || path.startsWith(`${proxy.path}/`)) && this.#installed();
    if (!deployment || !reaches || !configuration.scopes.includes("write_app_proxy"))
      return c.body(null, 404);
    const query = new URLSearchParams(new URL(c.req.url).search);
    query.append("shop", this.#domain);
    query.append("logged_in_customer_id", "");
    query.append("path_prefix", proxy.path);
    query.append("timestamp", String(Math.floor(Date.now() / 1_000)));
    query.append("signature", signProxied(deployment.clientSecret, query));
    const answer = await this.#ask(c, `${proxy.address}${path.slice(proxy.path.length)}?${query}`);
    ledger.add({ ...entry, shop: this.#domain, status: answer?.status ?? 502 });
    if (!answer) return c.body(null, 502);
    const headers = new Headers(answer.headers);
    for (const name of NOT_ANSWERED) headers.delete(name);
    return new Response(answer.body, { status: answer.status, headers });
  }

  async #ask(c: Context, address: string): Promise<Response | undefined> {
    const { redirects, userAgent } = this.#behaviour;
    const headers = new Headers(c.req.raw.headers);
    for (const name of NOT_ASKED) headers.delete(name);
    // Empty rather than absent: the client of this process would name itself.
    if (userAgent === "dropped") headers.set("user-agent", "");
    headers.set("x-forwarded-host", this.#domain);
    headers.set("x-forwarded-for", "203.0.113.7");
    const { method } = c.req;
    const hasBody = method !== "GET" && method !== "HEAD";
    try {
      return await fetch(address, {
        method,
        headers,
        redirect: redirects === "followed" ? "follow" : "manual",
        ...(hasBody ? { body: await c.req.arrayBuffer() } : {}),
      });
    } catch {
      return undefined;
    }
  }
}
