import { equalBytes, hmacSha256 } from "#app/platform/crypto.ts";

const PREFIX = "sha256=";

/**
 * Whether Meta signed these bytes: X-Hub-Signature-256, hex, over the raw body (never re-serialised).
 * @returns the digest, by which the same bytes are known again; undefined where Meta did not sign them
 */
export function digestSignedByMeta(secret: string, body: Buffer, signature: string): string | undefined {
  if (!signature.startsWith(PREFIX)) return undefined;
  const digest = hmacSha256(secret, body);
  const given = Buffer.from(signature.slice(PREFIX.length), "hex");
  return equalBytes(digest, given) ? digest.toString("base64") : undefined;
}

/** The answer to Meta's handshake: the challenge, or undefined to refuse with 403. */
export function handshake(query: URLSearchParams, verifyToken: string): string | undefined {
  if (query.get("hub.mode") !== "subscribe" || query.get("hub.verify_token") !== verifyToken)
    return undefined;
  return query.get("hub.challenge") ?? undefined;
}
