import { readFileSync } from "node:fs";
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { adminFor, createSessionStorage } from "#app/integrations/shopify/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { type Sandbox, startSandbox } from "#sandbox/server.ts";
import type { App } from "#server/app.ts";
import { onBothStores } from "#tests/database/harness.ts";
import { startWeb } from "./running-app.ts";
import { SHOPIFY_SECRET } from "./shopify-sender.ts";

const SHOP = "casa-aurora.myshopify.com";
const CLIENT = "test-client";

const granted = z.object({ access_token: z.string(), refresh_token: z.string(), scope: z.string() });
const shop = z.object({ shop: z.object({ name: z.string() }) });
const ledger = z.array(z.object({ name: z.string() }));

onBothStores("an expired access token, before the stand-in for Shopify", (address) => {
  let sandbox: Sandbox;
  let app: App;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    await post("/control/deploy", {
      toml: readFileSync("shopify.app.toml", "utf8"),
      clientId: CLIENT,
      clientSecret: SHOPIFY_SECRET,
      appUrl: "http://localhost:1",
      meta: { appId: "1", appSecret: "s", verifyToken: "v", webhookUrl: "http://localhost:1/webhooks/meta" },
    });
    ({ app } = await startWeb(address, { SHOPIFY_SHOP_ORIGIN: `${sandbox.origin}/shopify/{shop}` }));
  });
  afterAll(async () => {
    await app.stop();
    await sandbox.stop();
  });

  async function post(path: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${sandbox.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.json();
  }

  /** What the app would have been granted when the merchant opened it. */
  async function exchange() {
    const { idToken } = z
      .object({ idToken: z.string() })
      .parse(await post("/admin/id-token", { shop: SHOP }));
    return granted.parse(
      await post(`/shopify/${SHOP}/admin/oauth/access_token`, {
        client_id: CLIENT,
        client_secret: SHOPIFY_SECRET,
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: idToken,
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
        expiring: "1",
      }),
    );
  }

  it("makes one refresh call of twenty concurrent ones, by the ledger", async () => {
    const { services } = app.container;
    const session = await exchange();
    const storage = createSessionStorage({ ...services, shopIdOf: (name) => shopIdOf(services, name) });
    await storage.storeSession(
      new Session({
        id: `offline_${SHOP}`,
        shop: SHOP,
        state: "",
        isOnline: false,
        scope: session.scope,
        accessToken: session.access_token,
        refreshToken: session.refresh_token,
        expires: new Date(Date.now() - 1_000),
      }),
    );
    const shopId = await shopIdOf(services, SHOP);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        adminFor({ ...services, processId: `process-${index % 4}` }, shopId).query(
          "query shopName { shop { name } }",
          {},
          shop,
        ),
      ),
    );
    expect(answers.map((answer) => answer.ok && answer.value.shop.name)).toEqual(
      Array(20).fill("Casa Aurora"),
    );
    const told = await fetch(`${sandbox.origin}/control/ledger?limit=1000`);
    const names = ledger.parse(await told.json()).map(({ name }) => name);
    expect(names.filter((name) => name === "token.refresh")).toHaveLength(1);
    expect(names.filter((name) => name === "admin.graphql shopName")).toHaveLength(20);
  });
});
