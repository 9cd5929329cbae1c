import { createHmac } from "node:crypto";

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A JSON Web Token, HS256: how Shopify signs id tokens and session tokens with the app's client secret. */
export function signJwt(secret: string, claims: object): string {
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
