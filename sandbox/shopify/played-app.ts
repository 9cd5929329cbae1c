import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import type { Deployment } from "#sandbox/kernel/deployment.ts";
import { createWorld, type World } from "#sandbox/kernel/world.ts";
import { createShopify, type Shopify } from "./index.ts";
import type { WebhookOptions } from "./webhooks.ts";

/** A webhook as it arrived at the app. */
export interface Arrived {
  readonly topic: string;
  readonly raw: string;
  readonly headers: IncomingHttpHeaders;
}

/** A shop with an app that was deployed to it and writes down what it is told, for tests. */
export interface PlayedApp {
  readonly world: World;
  readonly shopify: Shopify;
  readonly arrived: readonly Arrived[];
  /** Answers of the app to the next webhooks; 200 when none is left. `undefined` never answers. */
  readonly answers: (number | undefined)[];
  /** Calls the sandbox: `/shopify/…` or `/control/shop/…`. */
  call(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

const TOPICS = [
  "app/uninstalled",
  "checkouts/create",
  "checkouts/delete",
  "checkouts/update",
  "customers/create",
  "customers/update",
  "customers_whats_app_marketing_consent/update",
  "fulfillment_events/create",
  "fulfillments/create",
  "orders/cancelled",
  "orders/create",
  "orders/paid",
  "orders/updated",
  "products/update",
  "refunds/create",
];

const SCOPES = "read_customers,read_fulfillments,read_orders,read_products";

function deploymentOf(appUrl: string, scopes = SCOPES): Deployment {
  const toml = `
    [access_scopes]
    scopes = "${scopes}"
    [app_proxy]
    url = "/proxy"
    prefix = "apps"
    subpath = "wave"
    [webhooks]
    api_version = "2026-10"
    [[webhooks.subscriptions]]
    uri = "/webhooks/shopify"
    topics = ${JSON.stringify(TOPICS)}
    compliance_topics = ["customers/data_request", "customers/redact", "shop/redact"]`;
  const meta = { appId: "1", appSecret: "-", verifyToken: "-", webhookUrl: `${appUrl}/webhooks/meta` };
  return { toml, clientId: "client", clientSecret: "secret", appUrl, meta, extensions: [] };
}

function receiver(arrived: Arrived[], answers: (number | undefined)[]): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const topic = String(request.headers["x-shopify-topic"]);
      arrived.push({ topic, raw: Buffer.concat(chunks).toString(), headers: request.headers });
      const status = answers.length > 0 ? answers.shift() : 200;
      if (status !== undefined) response.writeHead(status, { location: "/elsewhere" }).end();
    });
  });
}

/** @param options of delivery; by default new tries come a millisecond later */
export async function playApp(
  options: Partial<WebhookOptions> & { readonly scopes?: string } = {},
): Promise<PlayedApp> {
  const arrived: Arrived[] = [];
  const answers: (number | undefined)[] = [];
  const server = receiver(arrived, answers);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const world = createWorld({ origin: "http://localhost:4000", plan: "plus" });
  world.deployment = deploymentOf(`http://localhost:${port}`, options.scopes);
  const shopify = createShopify(world, { retryAfterMs: 1, ...options });
  const routes = new Hono();
  routes.route("/shopify", shopify.routes);
  routes.route("/control/shop", shopify.controlRoutes);
  return {
    world,
    shopify,
    arrived,
    answers,
    call: async (method, path, body, headers = {}) =>
      routes.request(path, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    async stop() {
      await shopify.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
