import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createProcessor } from "#app/modules/deliveries/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { App } from "#server/app.ts";
import { onBothStores } from "#tests/database/harness.ts";
import { startWeb } from "./running-app.ts";
import { SHOPIFY_SECRET } from "./shopify-sender.ts";

const META_SECRET = "test-meta-secret";

onBothStores("what shoppers' browsers and Meta call", (address) => {
  let app: App;
  let origin: string;
  let shopId: ShopId;
  const domain = `shop-${newId()}.myshopify.com`;

  beforeAll(async () => {
    ({ app, origin } = await startWeb(address));
    shopId = await shopIdOf(app.container.services, domain);
    await db().shop.updateMany({ data: { countryCode: "IT" } });
  });
  afterAll(() => app.stop());

  it("answers what is no address, and lives on", async () => {
    const { hostname, port } = new URL(origin);
    const asked = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write("GET // HTTP/1.0\r\n\r\nGET"));
      socket.once("data", (chunk) => resolve(chunk.toString()));
      socket.once("error", reject);
    });
    expect(asked).toMatch(/^HTTP\/1\.1 (400|404) /);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  const db = () => app.container.services.database.shop(shopId);

  const sessionToken = (changes: { aud?: string; secret?: string; expires?: string; dest?: string } = {}) =>
    new SignJWT({ dest: changes.dest ?? domain, sub: "gid://shopify/Customer/7" })
      .setProtectedHeader({ alg: "HS256" })
      .setAudience(changes.aud ?? "test-client")
      .setExpirationTime(changes.expires ?? "5m")
      .sign(new TextEncoder().encode(changes.secret ?? SHOPIFY_SECRET));

  const opt = async (changes: object = {}, token?: string) =>
    fetch(`${origin}/api/consent`, {
      method: "POST",
      headers: { authorization: `Bearer ${token ?? (await sessionToken())}`, origin: "null" },
      body: JSON.stringify({
        surface: "checkout",
        checkoutToken: "tok-1",
        orderId: null,
        phone: "333 123 4567",
        countryCode: null,
        granted: true,
        locale: "it",
        wording: "Sì, scrivetemi su WhatsApp",
        wordingVersion: "1",
        ...changes,
      }),
    });

  it("keeps a consent with its words and where it was given, for promotions and order news", async () => {
    const answer = await opt();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ state: "granted" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const records = await db().consentRecord.findMany({ orderBy: { purpose: "asc" } });
    expect(records.map(({ purpose, granted }) => [purpose, granted])).toEqual([
      ["marketing", true],
      ["utility", true],
    ]);
    expect(records[0]).toMatchObject({
      source: "checkout",
      wording: "Sì, scrivetemi su WhatsApp",
      phone: "+393331234567",
      locale: "it",
      evidence: { surface: "checkout", checkoutToken: "tok-1" },
    });
    const identities = await db().contactIdentity.findMany({ orderBy: { kind: "asc" } });
    expect(identities.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      "phone +393331234567",
      "shopify_customer gid://shopify/Customer/7",
    ]);
  });

  it("takes a consent back when the tick is removed", async () => {
    expect(await (await opt({ granted: false })).json()).toEqual({ state: "revoked" });
    expect(await db().consent.findMany({ where: { state: "granted" } })).toEqual([]);
  });

  it("believes no token that is foreign, forged or expired", async () => {
    for (const changes of [{ aud: "another-app" }, { secret: "another" }, { expires: "-1m" }]) {
      expect((await opt({}, await sessionToken(changes))).status).toBe(401);
    }
    expect((await opt({}, "nonsense")).status).toBe(401);
    expect((await opt({}, await sessionToken({ dest: "unknown.myshopify.com" }))).status).toBe(404);
  });

  it("says what is wrong with a request, and guesses no phone number", async () => {
    expect(await (await opt({ phone: "555-555-SHIP" })).json()).toEqual({ error: "phone_invalid" });
    expect(await (await opt({ wording: "" })).json()).toEqual({
      error: "request_invalid",
      fields: ["wording"],
    });
    const notJson = await fetch(`${origin}/api/consent`, { method: "POST", body: "{" });
    expect(notJson.status).toBe(400);
    const tooLarge = await fetch(`${origin}/api/consent`, { method: "POST", body: "x".repeat(20_000) });
    expect(tooLarge.status).toBe(413);
    const preflight = await fetch(`${origin}/api/consent`, { method: "OPTIONS" });
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
  });

  it("answers Meta's handshake to who knows the token", async () => {
    const ask = (token: string) =>
      fetch(`${origin}/webhooks/meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`);
    const known = await ask("test-verify-token");
    expect([known.status, await known.text()]).toEqual([200, "1158201444"]);
    expect((await ask("another-token")).status).toBe(403);
  });

  it("takes Meta's deliveries with the right signature alone, and keeps what nobody knows", async () => {
    const tell = (body: string, secret = META_SECRET) => {
      const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
      return fetch(`${origin}/webhooks/meta`, {
        method: "POST",
        headers: { "x-hub-signature-256": signature },
        body,
      });
    };
    const change = { field: "galaxy_brain", value: { anything: [1] } };
    const unknown = JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: newId(), changes: [change] }],
    });
    expect((await tell(unknown, "another")).status).toBe(401);
    expect((await fetch(`${origin}/webhooks/meta`, { method: "POST", body: unknown })).status).toBe(400);
    expect((await tell(unknown)).status).toBe(200);
    expect((await tell(unknown)).status).toBe(200);
    await createProcessor(app.container.services).drain();
    const kept = await app.container.services.database.system.inboxDelivery.findMany({
      where: { source: "meta" },
    });
    expect(kept).toMatchObject([{ state: "ignored", body: unknown }]);
  });

  it("leads nobody anywhere by a code that was never made", async () => {
    for (const code of ["x", "https:%2F%2Fevil.example", "A".repeat(34)]) {
      const answer = await fetch(`${origin}/l/${code}`, { redirect: "manual" });
      expect(answer.status).toBe(404);
    }
  });
});
