import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newLinkCode } from "#app/modules/links/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { type Sandbox, startSandbox } from "#sandbox/server.ts";
import { signProxied } from "#sandbox/shopify/app-proxy.ts";
import type { App } from "#server/app.ts";
import { onBothStores } from "#tests/database/harness.ts";
import { seedLinks } from "#tests/seeded-links.ts";
import { startWeb } from "./running-app.ts";
import { SHOPIFY_SECRET } from "./shopify-sender.ts";

const SHOP = "casa-aurora.myshopify.com";
const TARGET = "https://casa-aurora.it/checkouts/1/recover?key=2";
const TOLD = `${TARGET}&utm_source=whatsapp&utm_medium=message&utm_campaign=cart_recovery`;
const PHONE = { "user-agent": "Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/148.0 Mobile Safari/537.36" };
const WHATSAPP = { "user-agent": "WhatsApp/2.26.1 A" };

onBothStores("a link of a message", (address) => {
  let app: App;
  let origin: string;
  let sandbox: Sandbox;
  let shopId: ShopId;
  let codes: string[];

  beforeAll(async () => {
    ({ app, origin } = await startWeb(address));
    sandbox = await startSandbox({ port: 0 });
    sandbox.world.deployment = {
      toml: readFileSync("shopify.app.toml", "utf8"),
      clientId: "test-client",
      clientSecret: SHOPIFY_SECRET,
      appUrl: origin,
      meta: { appId: "1", appSecret: "-", verifyToken: "-", webhookUrl: `${origin}/webhooks/meta` },
      extensions: [],
    };
    sandbox.shopify.shop.install();
    shopId = await shopIdOf(app.container.services, SHOP);
    codes = await seedLinks(app.container.services, shopId, 20, TARGET);
  });
  afterAll(async () => {
    await app.stop();
    await sandbox.stop();
  });

  /** A link that nobody has opened yet. */
  const fresh = () => codes.pop() ?? "";
  const open = (base: string, code: string, headers: Record<string, string> = PHONE, method = "GET") =>
    fetch(`${base}/l/${code}`, { method, headers, redirect: "manual" });
  const ownDomain = () => `${sandbox.origin}/shopify/${SHOP}/apps/cartwave`;

  /** How often it was tapped, by the link, the message and the log of events. */
  async function taps(code: string): Promise<(number | boolean)[]> {
    await app.settle();
    const db = app.container.services.database.shop(shopId);
    const link = await db.link.findFirstOrThrow({ where: { code }, include: { message: true } });
    const events = await db.event.count({
      where: { kind: "link.tapped", subject: `message:${link.messageId}` },
    });
    return [link.clicks, link.message.clickedAt !== null, events];
  }

  /** As Shopify would ask us. */
  function signed(shop: string, changes: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      shop,
      logged_in_customer_id: "",
      path_prefix: "/apps/cartwave",
      timestamp: String(Math.floor(Date.now() / 1_000)),
    });
    query.set("signature", signProxied(SHOPIFY_SECRET, query));
    for (const [name, value] of Object.entries(changes)) query.set(name, value);
    return query.toString();
  }

  it("leads on with what the shop's analytics read, and the tap is written", async () => {
    const code = fresh();
    const answer = await open(origin, code);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, TOLD]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await taps(code)).toEqual([1, true, 1]);
    await open(origin, code);
    expect(await taps(code)).toEqual([2, true, 2]);
  });

  it("is only looked at by previewers, by who has no name, and by who asks for the head alone", async () => {
    const code = fresh();
    expect((await open(origin, code, WHATSAPP)).headers.get("location")).toBe(TOLD);
    expect((await open(origin, code, { "user-agent": "" })).status).toBe(302);
    expect((await open(origin, code, PHONE, "HEAD")).status).toBe(302);
    expect((await open(origin, code, { ...PHONE, "sec-purpose": "prefetch" })).status).toBe(302);
    expect(await taps(code)).toEqual([0, false, 0]);
  });

  it("leads on who asks not to be followed, and keeps nothing of it", async () => {
    const code = fresh();
    for (const name of ["sec-gpc", "dnt"]) {
      const answer = await open(origin, code, { ...PHONE, [name]: "1" });
      expect(answer.headers.get("location")).toBe(TARGET);
    }
    expect(await taps(code)).toEqual([0, false, 0]);
  });

  it("can't be made to lead elsewhere by what is added to it", async () => {
    const code = fresh();
    const added = `${code}?target=https://evil.example&url=//evil.example&utm_campaign=x`;
    expect((await open(origin, added)).headers.get("location")).toBe(TOLD);
    expect((await open(origin, `${code}/https://evil.example`)).status).toBe(404);
    expect((await open(origin, newLinkCode(shopId))).status).toBe(404);
  });

  it.each(["followed", "passed"] as const)(
    "works on the shop's own domain where Shopify has a redirect %s",
    async (redirects) => {
      await fetch(`${sandbox.origin}/control/shop/app-proxy`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ redirects }),
      });
      const code = fresh();
      const answer = await open(ownDomain(), code);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toContain("text/html");
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      const page = await answer.text();
      expect(page).toContain(`content="0;url=${TOLD.replaceAll("&", "&amp;")}"`);
      expect(await taps(code)).toEqual([1, true, 1]);
    },
  );

  it("knows previewers behind the proxy, and believes a tap where the proxy drops the browser's name", async () => {
    const code = fresh();
    await open(ownDomain(), code, WHATSAPP);
    expect(await taps(code)).toEqual([0, false, 0]);
    await fetch(`${sandbox.origin}/control/shop/app-proxy`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userAgent: "dropped" }),
    });
    await open(ownDomain(), code);
    expect(await taps(code)).toEqual([1, true, 1]);
  });

  it("is opened on its own shop's domain alone, and only where Shopify signed it just now", async () => {
    const code = fresh();
    const ask = async (query: string) =>
      (await fetch(`${origin}/proxy/l/${code}?${query}`, { headers: PHONE })).status;
    const another = `shop-${newId()}.myshopify.com`;
    await shopIdOf(app.container.services, another);
    expect(await ask(signed(another))).toBe(404);
    expect(await ask(signed(SHOP, { shop: another }))).toBe(401);
    expect(await ask(signed(SHOP, { timestamp: "1317327555" }))).toBe(401);
    expect(await ask("")).toBe(401);
    expect(await taps(code)).toEqual([0, false, 0]);
    expect(await ask(signed(SHOP))).toBe(200);
    expect(await taps(code)).toEqual([1, true, 1]);
  });

  it("leads on who taps it again and again, and stops counting", async () => {
    const code = fresh();
    for (let times = 0; times < 25; times++) expect((await open(origin, code)).status).toBe(302);
    const [clicks] = await taps(code);
    // Where a new minute has begun meanwhile, the rest counts too.
    expect(clicks).toBeGreaterThanOrEqual(20);
    expect(await app.container.services.metrics.links.get()).toMatchObject({
      values: expect.arrayContaining([expect.objectContaining({ labels: { outcome: "tapped" } })]),
    });
  });
});
