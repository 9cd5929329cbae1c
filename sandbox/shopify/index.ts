import { setTimeout as wait } from "node:timers/promises";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { cutConnection } from "#sandbox/kernel/cut.ts";
import type { World } from "#sandbox/kernel/world.ts";
import { ShopProxy } from "./app-proxy.ts";
import { shopControl } from "./control.ts";
import { createAdminApi } from "./graphql/index.ts";
import { gid } from "./ids.ts";
import { cartOperations } from "./operations/carts.ts";
import { checkoutOperations } from "./operations/checkouts.ts";
import type { Engine } from "./operations/engine.ts";
import { orderOperations } from "./operations/orders.ts";
import { peopleOperations } from "./operations/people.ts";
import { productOperations } from "./operations/products.ts";
import { withoutPersons } from "./payloads/protected.ts";
import { shopPayload } from "./payloads/shop.ts";
import { Pictures } from "./pictures/index.ts";
import { type PlayedShop, ShopRefusal } from "./played-shop.ts";
import { seedShop } from "./seed/index.ts";
import { pictureList } from "./seed/products.ts";
import { readConfiguration } from "./subscriptions.ts";
import { extensionToken, grantName, Tokens } from "./tokens.ts";
import { ShopWebhooks, type WebhookOptions } from "./webhooks.ts";

export * from "./model.ts";
export * from "./played-shop.ts";

/** Shopify as the sandbox plays it. */
export interface Shopify {
  readonly shop: PlayedShop;
  /** Mounted at /shopify. */
  readonly routes: Hono;
  /** Mounted at /control/shop. */
  readonly controlRoutes: Hono;
  /** Resolves when every webhook was delivered or given up. */
  settle(): Promise<void>;
  /** The seeded shop again, without installation and tokens. */
  reset(): void;
  stop(): Promise<void>;
}

const EXTENSION_TOKEN_SECONDS = 300;

/** @param options how soon a webhook that was not taken is tried again; tests shorten it */
export function createShopify(world: World, options: WebhookOptions = { retryAfterMs: 1_000 }): Shopify {
  const now = () => new Date(Math.floor(world.clock.now().getTime() / 1_000) * 1_000);
  let state = seedShop(world.origin, now());
  const { domain } = state.profile;
  const tokens = new Tokens(domain);
  const webhooks = new ShopWebhooks(world, domain, options);
  let installed = false;
  const proxy = new ShopProxy(world, domain, () => installed);
  const engine: Engine = {
    world,
    get state() {
      return state;
    },
    now,
    tell: (topic, payload) =>
      webhooks.tell(topic, state.protectedDataApproved ? payload : withoutPersons(payload), installed),
  };

  const shop: PlayedShop = {
    get profile() {
      return state.profile;
    },
    get plan() {
      return world.plan;
    },
    get installed() {
      return installed;
    },
    get protectedDataApproved() {
      return state.protectedDataApproved;
    },
    ...cartOperations(engine),
    ...checkoutOperations(engine),
    ...orderOperations(engine),
    ...peopleOperations(engine),
    ...productOperations(engine),
    discount: (code) => state.discountOf(code),
    install() {
      installed = true;
    },
    uninstall() {
      engine.tell("app/uninstalled", shopPayload(state, world.plan));
      installed = false;
      tokens.revokeAll();
    },
    sessionToken({ customerId, ttlSeconds = EXTENSION_TOKEN_SECONDS } = {}) {
      if (!world.deployment) throw new ShopRefusal("invalid", "no app is deployed");
      const customerGid = customerId === undefined ? undefined : gid("Customer", customerId);
      return extensionToken(world.deployment, domain, { customerGid, ttlSeconds });
    },
  };

  return {
    shop,
    routes: backendRoutes(world, engine, tokens, proxy, () => shop.install()),
    controlRoutes: shopControl(engine, shop, tokens).route("/", proxy.controlRoutes()),
    settle: () => webhooks.settle(),
    reset() {
      webhooks.reset();
      tokens.reset();
      proxy.reset();
      installed = false;
      state = seedShop(world.origin, now());
    },
    stop: () => webhooks.stop(),
  };
}

const answered = (context: Context, status: number, body: unknown) =>
  context.body(JSON.stringify(body), status as ContentfulStatusCode, { "content-type": "application/json" });

/** What the app calls: tokens, the Admin API and pictures; and what a shop's domain leads to the app. */
function backendRoutes(
  world: World,
  engine: Engine,
  tokens: Tokens,
  proxy: ShopProxy,
  install: () => void,
): Hono {
  const routes = new Hono();
  const pictures = new Pictures(pictureList());
  const api = createAdminApi(engine);
  const { domain } = engine.state.profile;

  routes.get("/pictures/:name", (c) => {
    const picture = pictures.get(c.req.param("name"));
    if (!picture) return c.notFound();
    return c.body(new Uint8Array(picture), 200, {
      "content-type": "image/png",
      "cache-control": "public, max-age=86400",
    });
  });

  routes.post("/:shop/admin/oauth/access_token", async (c) => {
    const { deployment } = world;
    if (!deployment || c.req.param("shop") !== domain)
      return c.json({ error: "application_cannot_be_found" }, 404);
    const body: unknown = await c.req.json().catch(() => undefined);
    const name = grantName(body);
    const entry = { system: "shopify", kind: "call", name, shop: domain } as const;
    const fault = world.faults.take(name);
    if (fault?.delayMs) await wait(fault.delayMs);
    if (fault?.drop === "before" || fault?.status !== undefined) {
      world.ledger.add({ ...entry, ...(fault.status === undefined ? {} : { status: fault.status }) });
      return fault.drop ? cutConnection(c) : answered(c, fault.status ?? 503, fault.body ?? {});
    }
    const answer = await tokens.answer(deployment, readConfiguration(deployment).scopes, body);
    world.ledger.add({ ...entry, status: answer.status });
    if (answer.status === 200 && name === "token.exchange") install();
    return fault?.drop ? cutConnection(c) : answered(c, answer.status, answer.body);
  });

  routes.post("/:shop/admin/api/:version/graphql.json", async (c) => {
    const entry = { system: "shopify", kind: "call", shop: domain } as const;
    const { version } = c.req.param();
    if (world.deployment && readConfiguration(world.deployment).apiVersion !== version) {
      world.ledger.add({
        ...entry,
        name: "admin.graphql unknown version",
        status: 404,
        request: { version },
      });
      return c.json({ errors: "Not Found" }, 404);
    }
    const scopes =
      c.req.param("shop") === domain ? tokens.scopesOf(c.req.header("x-shopify-access-token")) : undefined;
    if (!scopes) {
      world.ledger.add({ ...entry, name: "admin.graphql unauthorized", status: 401 });
      const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
      return c.json({ errors }, 401);
    }
    const answer = await api.handle(await c.req.json().catch(() => undefined), scopes);
    if (answer.cut) return cutConnection(c);
    return answered(c, answer.status, answer.body);
  });

  // Merchants may choose among these. Source: shopify.dev, "App proxies: user customization".
  routes.all("/:shop/:prefix{apps|a|community|tools}/*", (c) => {
    if (c.req.param("shop") !== domain) return c.body(null, 404);
    return proxy.answer(c, c.req.path.slice(c.req.path.indexOf(domain) + domain.length));
  });
  return routes;
}
