import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { Services } from "#app/integrations/services.ts";
import { createSessionStorage, shopOrigin } from "#app/integrations/shopify/index.ts";
import { installShop, shopIdOf } from "#app/modules/shops/index.ts";

const SHOPIFY_ADMIN = "https://admin.shopify.com";
const REAUTHORIZE = "X-Shopify-API-Request-Failure-Reauthorize-Url";
/** A first page waits so long for the shop's name, currency and time zone, not longer. */
const INSTALL_WAIT_MS = 1_500;

/** Sends the library's calls to a shop to where that shop answers. */
function redirectCalls(services: Services): void {
  setAbstractFetchFunc(async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!url.hostname.endsWith(".myshopify.com")) return fetch(request);
    const body = request.method === "GET" || request.method === "HEAD" ? {} : { body: await request.text() };
    return fetch(`${shopOrigin(services.env, url.hostname)}${url.pathname}${url.search}`, {
      method: request.method,
      headers: request.headers,
      ...body,
    });
  });
}

async function install(services: Services, domain: string): Promise<void> {
  const shopId = await shopIdOf(services, domain);
  const installed = installShop(services, shopId).catch((error: unknown) =>
    services.log.error({ err: error, shopId }, "a shop was not installed"),
  );
  const enough = new Promise<void>((resolve) => setTimeout(resolve, INSTALL_WAIT_MS).unref());
  await Promise.race([installed, enough]);
}

/** Shopify's admin is where the configuration says, which the library does not ask. */
function toConfiguredAdmin(services: Services, response: Response): Response {
  for (const name of ["Location", REAUTHORIZE]) {
    const address = response.headers.get(name);
    if (address?.startsWith(`${SHOPIFY_ADMIN}/`)) {
      response.headers.set(name, services.env.SHOPIFY_ADMIN_URL + address.slice(SHOPIFY_ADMIN.length));
    }
  }
  return response;
}

function idTokenOf(request: Request): string | undefined {
  const header = request.headers.get("authorization");
  return header?.replace(/^Bearer /, "") ?? new URL(request.url).searchParams.get("id_token") ?? undefined;
}

function createLibrary(services: Services) {
  const { env, log } = services;
  redirectCalls(services);
  return shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    apiVersion: ApiVersion.October26,
    appUrl: env.APP_URL,
    authPathPrefix: "/auth",
    distribution: AppDistribution.AppStore,
    sessionStorage: createSessionStorage({ ...services, shopIdOf: (domain) => shopIdOf(services, domain) }),
    hooks: { afterAuth: ({ session }) => install(services, session.shop) },
    logger: {
      level: LogSeverity.Warning,
      log: (severity, message) =>
        severity === LogSeverity.Error ? log.error({ message }, "shopify") : log.warn({ message }, "shopify"),
    },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
}

type Library = ReturnType<typeof createLibrary>;
type AdminContext = Awaited<ReturnType<Library["authenticate"]["admin"]>>;

/** Shopify's library, as far as screens need it. */
export interface Shopify {
  /**
   * Who asks. Where that is not known the answer that finds out is thrown: the bounce page for a document, 401 with
   * Shopify's retry header for the others, a redirect into the admin outside of it.
   */
  admin(request: Request): Promise<AdminContext>;
}

function createShopify(services: Services): Shopify {
  const library = createLibrary(services);
  /** Requests that may be trading their id token for the shop's access token. */
  const trading = new Map<string, Promise<unknown>>();

  async function authenticate(request: Request): Promise<AdminContext> {
    try {
      return await library.authenticate.admin(request);
    } catch (thrown) {
      throw thrown instanceof Response ? toConfiguredAdmin(services, thrown) : thrown;
    }
  }

  return {
    async admin(request) {
      const token = idTokenOf(request);
      if (!token) return authenticate(request);
      // The loaders of one page run side by side and each would trade the token: the first does, the others find it.
      const before = trading.get(token);
      if (before) {
        await before.catch(() => undefined);
        return authenticate(request);
      }
      const first = authenticate(request);
      trading.set(token, first);
      try {
        return await first;
      } finally {
        trading.delete(token);
      }
    },
  };
}

const known = new WeakMap<Services, Shopify>();

/** The library of these services, made once: it keeps what it has seen of id tokens. */
export function shopifyOf(services: Services): Shopify {
  const made = known.get(services);
  if (made) return made;
  const shopify = createShopify(services);
  known.set(services, shopify);
  return shopify;
}
