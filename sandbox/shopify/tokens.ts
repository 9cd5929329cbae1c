import { randomBytes } from "node:crypto";
import { errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Deployment } from "#sandbox/kernel/deployment.ts";
import { signJwt } from "#sandbox/kernel/jwt.ts";

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

const client = z.object({ client_id: z.string(), client_secret: z.string() });
const tokenRequest = z.discriminatedUnion("grant_type", [
  client.extend({
    grant_type: z.literal(EXCHANGE),
    subject_token: z.string(),
    subject_token_type: z.literal(ID_TOKEN),
    requested_token_type: z.enum([OFFLINE, ONLINE]),
    expiring: z.union([z.string(), z.number()]).optional(),
  }),
  client.extend({ grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
]);

interface AccessToken {
  readonly scopes: readonly string[];
  /** Machine time, milliseconds; undefined for one that does not expire. */
  readonly expiresAt: number | undefined;
}

interface RefreshToken {
  expiresAt: number;
  /** What it was exchanged for; it stays usable until that is used, 30 days at most (changelog, 2026-08-28). */
  readonly replacedBy: string[];
}

export interface TokenAnswer {
  /** In the ledger. */
  readonly name: "token.exchange" | "token.refresh" | "token.unknown";
  readonly status: number;
  readonly body: object;
}

const SECOND = 1_000;
/** Ninety days. */
const REFRESH_SECONDS = 7_776_000;
/** Thirty days. */
const RETRYABLE_SECONDS = 2_592_000;
const LIFETIME_SECONDS = 3_600;

/** What a token request is called in the ledger and for faults. */
export function grantName(body: unknown): TokenAnswer["name"] {
  const grant = z.object({ grant_type: z.string() }).safeParse(body).data?.grant_type;
  if (grant === EXCHANGE) return "token.exchange";
  return grant === "refresh_token" ? "token.refresh" : "token.unknown";
}

const refused = (name: TokenAnswer["name"], status: number, error: string): TokenAnswer => ({
  name,
  status,
  body: { error, error_description: error },
});

const secretKey = (deployment: Deployment) => new TextEncoder().encode(deployment.clientSecret);

/** Access tokens of one shop. They live by the machine's clock. */
export class Tokens {
  /** Of tokens given from now on. */
  lifetimeSeconds = LIFETIME_SECONDS;
  readonly #shop: string;
  readonly #now: () => number;
  #access = new Map<string, AccessToken>();
  #refresh = new Map<string, RefreshToken>();

  constructor(shop: string, now: () => number = Date.now) {
    this.#shop = shop;
    this.#now = now;
  }

  /** The scopes of a token that is valid now; undefined for any other. */
  scopesOf(token: string | undefined): readonly string[] | undefined {
    const known = token === undefined ? undefined : this.#access.get(token);
    if (!known || (known.expiresAt !== undefined && known.expiresAt <= this.#now())) return undefined;
    return known.scopes;
  }

  /** As before any app was installed. */
  reset(): void {
    this.revokeAll();
    this.lifetimeSeconds = LIFETIME_SECONDS;
  }

  revokeAll(): void {
    this.#access = new Map();
    this.#refresh = new Map();
  }

  /** Makes every access token as if its hour were over; refresh tokens stay. */
  expireAll(): void {
    const now = this.#now();
    this.#access = new Map([...this.#access].map(([token, known]) => [token, { ...known, expiresAt: now }]));
  }

  /** Token exchange and refresh. Source: shopify.dev, "Token exchange", "Expiring offline tokens". */
  async answer(deployment: Deployment, scopes: readonly string[], body: unknown): Promise<TokenAnswer> {
    const asked = tokenRequest.safeParse(body);
    if (!asked.success) return refused("token.unknown", 400, "invalid_request");
    const { data } = asked;
    const name = data.grant_type === EXCHANGE ? "token.exchange" : "token.refresh";
    if (data.client_id !== deployment.clientId || data.client_secret !== deployment.clientSecret)
      return refused(name, 401, "invalid_client");
    if (data.grant_type === "refresh_token") return this.#renew(scopes, data.refresh_token);
    if (!(await this.#isIdToken(deployment, data.subject_token)))
      return refused(name, 400, "invalid_subject_token");
    const offline = data.requested_token_type === OFFLINE;
    // Mandatory for public apps since 2026-04-01. Refused here already; Shopify is said to refuse the first API call.
    if (offline && String(data.expiring ?? "0") !== "1") return refused(name, 400, "invalid_request");
    return { name, status: 200, body: this.#give(scopes, offline, undefined) };
  }

  async #isIdToken(deployment: Deployment, token: string): Promise<boolean> {
    try {
      const { payload } = await jwtVerify(token, secretKey(deployment), {
        algorithms: ["HS256"],
        audience: deployment.clientId,
        issuer: `https://${this.#shop}/admin`,
        requiredClaims: ["exp", "sub"],
        currentDate: new Date(this.#now()),
        clockTolerance: 10,
      });
      return payload.dest === `https://${this.#shop}`;
    } catch (error) {
      if (error instanceof errors.JOSEError) return false;
      throw error;
    }
  }

  #renew(scopes: readonly string[], token: string): TokenAnswer {
    const known = this.#refresh.get(token);
    const replacementUsed = known?.replacedBy.some((next) => this.#refresh.get(next)?.replacedBy.length);
    if (!known || known.expiresAt <= this.#now() || replacementUsed)
      return refused("token.refresh", 400, "invalid_grant");
    return { name: "token.refresh", status: 200, body: this.#give(scopes, true, known) };
  }

  #retire(token: RefreshToken, replacement: string): void {
    if (token.replacedBy.length === 0)
      token.expiresAt = Math.min(token.expiresAt, this.#now() + RETRYABLE_SECONDS * SECOND);
    token.replacedBy.push(replacement);
  }

  #give(scopes: readonly string[], expires: boolean, replaces: RefreshToken | undefined): object {
    const access = `shpat_${randomBytes(16).toString("hex")}`;
    const lifetime = this.lifetimeSeconds;
    this.#access.set(access, {
      scopes,
      expiresAt: expires ? this.#now() + lifetime * SECOND : undefined,
    });
    const scope = scopes.join(",");
    if (!expires) return { access_token: access, scope };
    const refresh = `shprt_${randomBytes(16).toString("hex")}`;
    this.#refresh.set(refresh, { expiresAt: this.#now() + REFRESH_SECONDS * SECOND, replacedBy: [] });
    if (replaces) this.#retire(replaces, refresh);
    return {
      access_token: access,
      scope,
      expires_in: lifetime,
      refresh_token: refresh,
      refresh_token_expires_in: REFRESH_SECONDS,
    };
  }
}

/** The token of a UI extension: `dest` is the shop's domain, `sub` only for a customer who is logged in. */
export function extensionToken(
  deployment: Deployment,
  shop: string,
  options: { readonly customerGid: string | undefined; readonly ttlSeconds: number },
): string {
  const now = Math.floor(Date.now() / SECOND);
  return signJwt(deployment.clientSecret, {
    dest: shop,
    aud: deployment.clientId,
    ...(options.customerGid === undefined ? {} : { sub: options.customerGid }),
    iat: now,
    nbf: now,
    exp: now + options.ttlSeconds,
    jti: randomBytes(8).toString("hex"),
  });
}
