import { Hono } from "hono";
import { jwtVerify } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { createWorld, type World } from "#sandbox/kernel/world.ts";
import { createShopify } from "#sandbox/shopify/index.ts";
import { createAdmin } from "./index.ts";

const secret = "the-client-secret";
const shop = "casa-aurora.myshopify.com";
const key = new TextEncoder().encode(secret);

let world: World;
let admin: { request(path: string, init?: RequestInit): Response | Promise<Response> };

beforeEach(() => {
  world = createWorld({ origin: "http://localhost:4000", plan: "plus" });
  world.deployment = {
    toml: 'name = "Cartwave"\nclient_id = "client"\n[access_scopes]\nscopes = "read_orders"\n',
    clientId: "client",
    clientSecret: secret,
    appUrl: "http://localhost:3000",
    meta: { appId: "1", appSecret: "2", verifyToken: "3", webhookUrl: "http://localhost:3000/webhooks/meta" },
    extensions: [],
  };
  const server = new Hono().route("/admin", createAdmin(world, createShopify(world)).routes);
  admin = { request: (path, init) => server.request(`/admin${path}`, init) };
});

const post = (path: string, body: unknown) =>
  admin.request(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });

async function mint(): Promise<string> {
  const answer: { idToken: string } = await (await post("/id-token", { shop })).json();
  return answer.idToken;
}

/** The address that the admin gives to the app's frame. */
async function frameOf(path: string): Promise<URL> {
  const page = await (await admin.request(`/store/casa-aurora/apps/client${path}`)).text();
  const address = /data-src="([^"]+)"/.exec(page)?.[1] ?? "";
  return new URL(address.replaceAll("&amp;", "&"));
}

describe("a merchant's id token", () => {
  it("is signed with the app's secret, for this shop and app, and lives a minute", async () => {
    const { payload } = await jwtVerify(await mint(), key, { audience: "client", algorithms: ["HS256"] });
    expect(payload).toMatchObject({ iss: `https://${shop}/admin`, dest: `https://${shop}`, sub: "42" });
    expect(payload.exp).toBe(Number(payload.iat) + 60);
    expect(payload.jti).toBeTypeOf("string");
  });

  it("follows the machine's clock, not the shop's", async () => {
    world.clock.advance(86_400_000);
    await expect(jwtVerify(await mint(), key)).resolves.toBeDefined();
  });

  it("is over from the start as often as was asked for, then valid again", async () => {
    await post("/expire-next", { count: 1 });
    await expect(jwtVerify(await mint(), key)).rejects.toThrow(/exp/);
    await expect(jwtVerify(await mint(), key)).resolves.toBeDefined();
  });

  it("is not given for another shop, nor while no app is deployed", async () => {
    expect((await post("/id-token", { shop: "other.myshopify.com" })).status).toBe(404);
    world.deployment = undefined;
    expect((await post("/id-token", { shop })).status).toBe(409);
  });
});

describe("the app in the admin", () => {
  it("gets everything it needs to know its merchant in the frame's address", async () => {
    const frame = await frameOf("/automations?period=7&locale=it");
    expect(`${frame.origin}${frame.pathname}`).toBe("http://localhost:3000/app/automations");
    const query = Object.fromEntries(frame.searchParams);
    expect(query).toMatchObject({ embedded: "1", shop, locale: "it", period: "7" });
    expect(Buffer.from(query.host ?? "", "base64").toString()).toBe("admin.shopify.com/store/casa-aurora");
    await expect(jwtVerify(query.id_token ?? "", key)).resolves.toBeDefined();
  });

  it("opens at the app's home", async () => {
    expect((await frameOf("")).pathname).toBe("/app");
  });

  it("is absent from another store and under another client id", async () => {
    expect((await admin.request("/store/other/apps/client")).status).toBe(404);
    expect((await admin.request("/store/casa-aurora/apps/someone")).status).toBe(404);
  });

  it("finds App Bridge as one script that any origin may load", async () => {
    const script = await admin.request("/app-bridge.js");
    expect(script.headers.get("Content-Type")).toContain("javascript");
    expect(script.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    const etag = script.headers.get("ETag") ?? "";
    const again = await admin.request("/app-bridge.js", { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
  });
});

describe("the admin's own pages", () => {
  it.each(["", "/orders", "/products", "/customers", "/apps"])(
    "%s is there in both languages",
    async (path) => {
      for (const locale of ["en", "it"]) {
        const answer = await admin.request(`/store/casa-aurora${path}?locale=${locale}`);
        expect(answer.status).toBe(200);
        expect(await answer.text()).toContain(`<html lang="${locale}">`);
      }
    },
  );
});
