import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { adminFor, createSessionStorage } from "#app/integrations/shopify/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { App } from "#server/app.ts";
import { onBothStores } from "#tests/database/harness.ts";
import { startWeb } from "./running-app.ts";

/** Shopify's token and Admin endpoints, as far as a token's life needs them. */
class PlayedShopify {
  refreshes: unknown[] = [];
  /** Status of the next refresh. */
  refreshStatus = 200;
  valid = "token-0";
  /** Beside the data of each answer. */
  errors: unknown[] | undefined;
  readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = this.answer(
        request.url ?? "",
        request.headers["x-shopify-access-token"],
        Buffer.concat(chunks),
      );
      response
        .writeHead(answer.status, { "content-type": "application/json" })
        .end(JSON.stringify(answer.body));
    });
  });

  private answer(url: string, token: string | string[] | undefined, body: Buffer) {
    if (url.endsWith("/admin/oauth/access_token")) {
      this.refreshes.push(JSON.parse(body.toString("utf8")));
      if (this.refreshStatus !== 200) return { status: this.refreshStatus, body: { error: "invalid_grant" } };
      const count = this.refreshes.length;
      this.valid = `token-${count}`;
      const renewed = {
        access_token: this.valid,
        refresh_token: `refresh-${count}`,
        refresh_token_expires_in: 7_776_000,
      };
      return { status: 200, body: { ...renewed, scope: "read_orders", expires_in: 3_600 } };
    }
    if (token !== this.valid)
      return { status: 401, body: { errors: "[API] Invalid API key or access token" } };
    const beside = this.errors ? { errors: this.errors } : {};
    return { status: 200, body: { data: { shop: { name: "Casa Aurora" } }, ...beside } };
  }
}

onBothStores("a shop's access token", (address) => {
  let shopify: PlayedShopify;
  let app: App;
  let shopId: ShopId;
  const domain = `shop-${newId()}.myshopify.com`;
  const played = new PlayedShopify();

  beforeAll(async () => {
    await new Promise<void>((resolve) => played.server.listen(0, "127.0.0.1", resolve));
    const { port } = played.server.address() as AddressInfo;
    ({ app } = await startWeb(address, { SHOPIFY_SHOP_ORIGIN: `http://127.0.0.1:${port}/shops/{shop}` }));
    shopId = await shopIdOf(app.container.services, domain);
  });
  afterAll(async () => {
    await app.stop();
    played.server.close();
  });

  const storage = () =>
    createSessionStorage({
      ...app.container.services,
      shopIdOf: (name) => shopIdOf(app.container.services, name),
    });
  const storeSession = (expires: Date) =>
    storage().storeSession(
      new Session({
        id: `offline_${domain}`,
        shop: domain,
        state: "",
        isOnline: false,
        scope: "read_orders",
        accessToken: "token-0",
        refreshToken: "refresh-0",
        expires,
      }),
    );
  const shape = z.object({ shop: z.object({ name: z.string() }) });
  /** A call from a process of its own, as far as leases can tell. */
  const call = (processId: string) =>
    adminFor({ ...app.container.services, processId }, shopId).query("query { shop { name } }", {}, shape);
  const soon = () => plus(new Date(), HOUR);
  const past = () => plus(new Date(), -HOUR);

  beforeEach(() => {
    shopify = played;
    shopify.refreshes = [];
    shopify.refreshStatus = 200;
    shopify.valid = "token-0";
    shopify.errors = undefined;
  });

  it("is used as it is while it is valid", async () => {
    await storeSession(soon());
    expect(await call("a")).toEqual({ ok: true, value: { shop: { name: "Casa Aurora" } } });
    expect(shopify.refreshes).toEqual([]);
  });

  it("reads what is given beside fields that Shopify keeps back, and what it says of them", async () => {
    await storeSession(soon());
    const message = "This app is not approved to use the phone field.";
    shopify.errors = [{ message, extensions: { code: "ACCESS_DENIED" } }];
    expect(await call("a")).toEqual({
      ok: true,
      value: { shop: { name: "Casa Aurora" } },
      withheld: message,
    });
  });

  it("that has expired is refreshed once, however many calls of however many processes need it", async () => {
    await storeSession(past());
    const calls = Array.from({ length: 20 }, (_, index) => call(`process-${index % 4}`));
    const answers = await Promise.all(calls);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(shopify.refreshes).toMatchObject([{ grant_type: "refresh_token", refresh_token: "refresh-0" }]);
    expect((await storage().loadSession(`offline_${domain}`))?.refreshToken).toBe("refresh-1");
  });

  it("that Shopify refuses before its time is refreshed, once too", async () => {
    await storeSession(soon());
    shopify.valid = "another";
    const answers = await Promise.all(Array.from({ length: 5 }, () => call("a")));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(shopify.refreshes).toHaveLength(1);
  });

  it("that can't be refreshed says so, and not to try again", async () => {
    await storeSession(past());
    shopify.refreshStatus = 400;
    expect(await call("a")).toMatchObject({ ok: false, problem: { kind: "unauthorized", retry: "never" } });
    shopify.refreshStatus = 503;
    expect(await call("a")).toMatchObject({ ok: false, problem: { kind: "unavailable", retry: "later" } });
  });

  it("is encrypted where it is stored, and gone when the session is", async () => {
    await storeSession(soon());
    const row = await app.container.services.database.shop(shopId).shopifySession.findFirst({});
    expect(JSON.stringify(row)).not.toMatch(/token-0|refresh-0/);
    await storage().deleteSession(`offline_${domain}`);
    expect(await call("a")).toMatchObject({ ok: false, problem: { kind: "not_installed" } });
  });
});
