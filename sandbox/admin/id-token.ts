import { randomUUID } from "node:crypto";
import { signJwt } from "#sandbox/kernel/jwt.ts";

export interface IdTokenOptions {
  /** casa-aurora.myshopify.com */
  readonly shop: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Shopify user id of the merchant who looks at the admin. */
  readonly userId: string;
  /** Id of that user's admin session. */
  readonly sessionId: string;
  /** Machine time, milliseconds. Tokens don't follow the shop's clock. */
  readonly now: number;
  /** Shopify's id tokens live for a minute; a negative value makes one that is over. */
  readonly ttlSeconds: number;
}

/**
 * The token that Shopify's admin gives to an embedded app: HS256 by the app's client secret.
 * Claims: shopify.dev/docs/apps/build/authentication-authorization/session-tokens.
 */
export function signIdToken(options: IdTokenOptions): string {
  const seconds = Math.floor(options.now / 1000);
  const issued = options.ttlSeconds < 0 ? seconds + options.ttlSeconds - 60 : seconds;
  return signJwt(options.clientSecret, {
    iss: `https://${options.shop}/admin`,
    dest: `https://${options.shop}`,
    aud: options.clientId,
    sub: options.userId,
    exp: seconds + options.ttlSeconds,
    nbf: issued,
    iat: issued,
    jti: randomUUID(),
    sid: options.sessionId,
  });
}
