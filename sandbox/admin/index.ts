import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { parse } from "smol-toml";
import { z } from "zod";
import type { Deployment } from "#sandbox/kernel/deployment.ts";
import type { World } from "#sandbox/kernel/world.ts";
import { createAssets } from "#sandbox/page/assets.ts";
import { languageOf } from "#sandbox/page/language.ts";
import { html } from "#sandbox/page/markup.ts";
import type { Shopify } from "#sandbox/shopify/index.ts";
import { signIdToken } from "./id-token.ts";
import { pickerChoices } from "./picker-choices.ts";
import { createSections } from "./sections/index.ts";
import { adminPage, appPage, frameAddress, type Visit } from "./shell.ts";
import { adminWords } from "./words.ts";

/** Seconds that Shopify's id tokens live. */
const idTokenSeconds = 60;
/** The merchant who looks at the admin: a Shopify user id. */
const merchantId = "42";

const tomlFacts = z.object({
  name: z.string().default("App"),
  access_scopes: z.object({ scopes: z.string().default("") }).prefault({}),
});

function readToml(deployment: Deployment | undefined): { name: string; scopes: readonly string[] } {
  if (!deployment) return { name: "", scopes: [] };
  const facts = tomlFacts.parse(parse(deployment.toml));
  const scopes = facts.access_scopes.scopes.split(",").filter((scope) => scope !== "");
  return { name: facts.name, scopes };
}

/** The Shopify admin around the app: its pages, id tokens and the App Bridge script. Mounted at /admin. */
export function createAdmin(world: World, shopify: Shopify): { routes: Hono } {
  const routes = new Hono();
  const session = randomUUID();
  let expiredTokens = 0;

  const idToken = (deployment: Deployment, shop: string, ttlSeconds = idTokenSeconds): string => {
    const expired = expiredTokens > 0;
    if (expired) expiredTokens -= 1;
    return signIdToken({
      shop,
      clientId: deployment.clientId,
      clientSecret: deployment.clientSecret,
      userId: merchantId,
      sessionId: session,
      now: Date.now(),
      ttlSeconds: expired ? -60 : ttlSeconds,
    });
  };

  const visitOf = (c: Context): Visit => ({
    language: languageOf(c, "locale", "admin_locale"),
    shopDomain: shopify.shop.profile.domain,
    store: shopify.shop.profile.handle,
    storeName: shopify.shop.profile.name,
    merchant: shopify.shop.profile.owner,
    deployment: world.deployment,
    appName: readToml(world.deployment).name,
    path: c.req.path,
  });

  routes.route(
    "/assets",
    createAssets({
      "chrome.css": { file: new URL("./chrome.css", import.meta.url) },
      "sections.css": { file: new URL("./sections.css", import.meta.url) },
      "admin.js": { file: new URL("./host/main.ts", import.meta.url) },
    }),
  );
  routes.route(
    "/",
    createAssets({ "app-bridge.js": { file: new URL("./bridge/main.ts", import.meta.url), shared: true } }),
  );

  routes.post("/id-token", async (c) => {
    const asked = z
      .object({ shop: z.string(), ttlSeconds: z.number().optional() })
      .safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ error: "shop_missing" }, 400);
    if (!world.deployment) return c.json({ error: "nothing_deployed" }, 409);
    if (asked.data.shop !== shopify.shop.profile.domain) return c.json({ error: "unknown_shop" }, 404);
    return c.json({ idToken: idToken(world.deployment, asked.data.shop, asked.data.ttlSeconds) });
  });

  routes.post("/expire-next", async (c) => {
    const asked = z.object({ count: z.int().min(0) }).safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ error: "count_missing" }, 400);
    expiredTokens = asked.data.count;
    return c.json({ count: expiredTokens });
  });

  routes.get("/resources/:type", (c) => {
    const choices = pickerChoices(shopify.shop, c.req.param("type"), languageOf(c, "locale", "admin_locale"));
    return choices ? c.json(choices) : c.json({ error: "unknown_type" }, 404);
  });

  routes.get("/", (c) => c.redirect(`/admin/store/${shopify.shop.profile.handle}`));

  routes.use("/store/:store/*", async (c, next) => {
    if (c.req.param("store") === shopify.shop.profile.handle) return next();
    return c.notFound();
  });

  routes.get("/store/:store/apps/:client/*", showApp);
  routes.get("/store/:store/apps/:client", showApp);
  routes.route("/store/:store", createSections(shopify, world.clock, visitOf));
  return { routes };

  function showApp(c: Context) {
    const visit = visitOf(c);
    const words = adminWords[visit.language];
    const { deployment } = world;
    if (!deployment || c.req.param("client") !== deployment.clientId) {
      const empty = html`<div class="empty card"><h1>${words.noAppTitle}</h1><p>${words.noAppText}</p></div>`;
      return c.html(adminPage(visit, "none", words.noAppTitle, empty), 404);
    }
    const basePath = `/admin/store/${visit.store}/apps/${deployment.clientId}`;
    const url = new URL(c.req.url);
    url.searchParams.delete("locale");
    const path = `${url.pathname.slice(basePath.length)}${url.search}`;
    const token = { idToken: idToken(deployment, visit.shopDomain), session };
    const frame = frameAddress(deployment, visit, path, token);
    c.header("Cache-Control", "no-store");
    return c.html(
      appPage(
        visit,
        {
          appOrigin: new URL(deployment.appUrl).origin,
          basePath,
          store: visit.store,
          storeName: visit.storeName,
          appName: visit.appName,
          shop: visit.shopDomain,
          locale: visit.language,
          scopes: readToml(deployment).scopes,
          extensions: deployment.extensions.map((extension) => ({
            handle: extension.handle,
            type: "ui_extension",
            activations: extension.targets.map(({ target }) => ({ target })),
          })),
          words: words.host,
        },
        frame,
      ),
    );
  }
}
