import { decodeJwt, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import type { Deployment } from "#sandbox/kernel/deployment.ts";
import { signJwt } from "#sandbox/kernel/jwt.ts";
import { extensionToken, Tokens } from "./tokens.ts";

const SHOP = "casa-aurora.myshopify.com";
const SCOPES = ["read_orders"];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const deployment: Deployment = {
  toml: "",
  clientId: "client",
  clientSecret: "secret",
  appUrl: "http://localhost:3000",
  meta: { appId: "1", appSecret: "-", verifyToken: "-", webhookUrl: "http://localhost:3000/webhooks/meta" },
  extensions: [],
};

interface Session {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in?: number;
}

/** Tokens at a machine time that the test moves. */
function played() {
  let now = Date.parse("2026-11-25T10:00:00Z");
  const tokens = new Tokens(SHOP, () => now);
  const client = { client_id: "client", client_secret: "secret" };
  const idToken = () => {
    const seconds = Math.floor(now / 1000);
    const claims = { iss: `https://${SHOP}/admin`, dest: `https://${SHOP}`, aud: "client", sub: "42" };
    return signJwt("secret", { ...claims, nbf: seconds, iat: seconds, exp: seconds + 60 });
  };
  const exchange = async (expiring = "1") => {
    const answer = await tokens.answer(deployment, SCOPES, {
      ...client,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: idToken(),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring,
    });
    return answer.body as Session;
  };
  const refresh = (token: string) =>
    tokens.answer(deployment, SCOPES, { ...client, grant_type: "refresh_token", refresh_token: token });
  return { tokens, exchange, refresh, later: (ms: number) => (now += ms) };
}

describe("an offline token", () => {
  it("is good for an hour, and its refresh token for ninety days", async () => {
    const { tokens, exchange, refresh, later } = played();
    const session = await exchange();
    expect(session).toMatchObject({
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
      scope: "read_orders",
    });
    later(HOUR - 1);
    expect(tokens.scopesOf(session.access_token)).toEqual(SCOPES);
    later(1);
    expect(tokens.scopesOf(session.access_token)).toBeUndefined();
    later(90 * DAY);
    expect((await refresh(session.refresh_token)).status).toBe(400);
  });

  it("is not given to an app that wants one for ever", async () => {
    const { exchange } = played();
    expect(await exchange("0")).toEqual({ error: "invalid_request", error_description: "invalid_request" });
  });

  it("lives as long as the test wants", async () => {
    const { tokens, exchange, later } = played();
    tokens.lifetimeSeconds = 5;
    const session = await exchange();
    expect(session.expires_in).toBe(5);
    later(5_000);
    expect(tokens.scopesOf(session.access_token)).toBeUndefined();
  });
});

describe("a used refresh token", () => {
  it("gives another one for thirty days, in case the answer was lost", async () => {
    const { exchange, refresh, later } = played();
    const session = await exchange();
    expect((await refresh(session.refresh_token)).status).toBe(200);
    later(29 * DAY);
    expect((await refresh(session.refresh_token)).status).toBe(200);
    later(DAY);
    expect((await refresh(session.refresh_token)).status).toBe(400);
  });

  it("is over once any of its replacements was used", async () => {
    const { exchange, refresh } = played();
    const session = await exchange();
    const first = (await refresh(session.refresh_token)).body as Session;
    await refresh(session.refresh_token);
    expect((await refresh(first.refresh_token)).status).toBe(200);
    expect((await refresh(session.refresh_token)).status).toBe(400);
  });
});

describe("the token of a UI extension", () => {
  it("names shop and app, for five minutes, and a customer only when logged in", async () => {
    const guest = extensionToken(deployment, SHOP, { customerGid: undefined, ttlSeconds: 300 });
    const { payload } = await jwtVerify(guest, new TextEncoder().encode("secret"), { audience: "client" });
    expect(payload).toMatchObject({ dest: SHOP, aud: "client" });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(payload).not.toHaveProperty("sub");
    const customerGid = "gid://shopify/Customer/706405506930370084";
    expect(decodeJwt(extensionToken(deployment, SHOP, { customerGid, ttlSeconds: 300 })).sub).toBe(
      customerGid,
    );
  });
});
