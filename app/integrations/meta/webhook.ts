import { equalBytes, hmacSha256 } from "#app/platform/crypto.ts";

const PREFIX = "sha256=";

/** Whether Meta signed these bytes: X-Hub-Signature-256, hex, over the raw body (never re-serialised). */
export function isSignedByMeta(secret: string, body: Buffer, signature: string | undefined): boolean {
  if (!signature?.startsWith(PREFIX)) return false;
  return equalBytes(hmacSha256(secret, body), Buffer.from(signature.slice(PREFIX.length), "hex"));
}

/** The answer to Meta's handshake: the challenge, or undefined to refuse with 403. */
export function handshake(query: URLSearchParams, verifyToken: string): string | undefined {
  if (query.get("hub.mode") !== "subscribe" || query.get("hub.verify_token") !== verifyToken)
    return undefined;
  return query.get("hub.challenge") ?? undefined;
}
