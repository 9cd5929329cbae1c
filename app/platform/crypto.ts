import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import type { ShopId } from "./ids.ts";

/** Encrypts a tenant's secrets at rest. */
export interface SecretBox {
  /** @param column which column it is kept in: a value moved to another shop or column does not open. */
  seal(plain: string, shopId: ShopId, column: string): string;
  /** @throws Error if the value was tampered with, moved, or its key is gone. */
  open(sealed: string, shopId: ShopId, column: string): string;
}

/**
 * AES-256-GCM; `sealed` is `keyId.nonce.tag.ciphertext`, base64url.
 * @param keys `id:base64` pairs separated by commas; the first seals, all open.
 */
export function createSecretBox(keys: string): SecretBox {
  const byId = new Map<string, Buffer>();
  for (const pair of keys.split(",")) {
    const [id = "", key = ""] = pair.split(":");
    byId.set(id, Buffer.from(key, "base64"));
  }
  const [newest] = byId.keys();
  return {
    seal(plain, shopId, column) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", keyFor(byId, newest), nonce);
      cipher.setAAD(Buffer.from(`${shopId}:${column}`));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [newest, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(
        ".",
      );
    },
    open(sealed, shopId, column) {
      const [id, nonce = "", tag = "", body = ""] = sealed.split(".");
      const decipher = createDecipheriv("aes-256-gcm", keyFor(byId, id), Buffer.from(nonce, "base64url"));
      decipher.setAAD(Buffer.from(`${shopId}:${column}`));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString(
        "utf8",
      );
    },
  };
}

function keyFor(keys: Map<string, Buffer>, id: string | undefined): Buffer {
  const key = id === undefined ? undefined : keys.get(id);
  if (!key)
    throw new Error(
      "ENCRYPTION_KEYS lacks the key that sealed this value; add the old key behind the new one",
    );
  return key;
}

export function hmacSha256(secret: string, body: Buffer | string): Buffer {
  return createHmac("sha256", secret).update(body).digest();
}

export function sha256Hex(body: Buffer | string): string {
  return hash("sha256", body, "hex");
}

/** Compares in constant time; different lengths are unequal. */
export function equalBytes(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

export function randomToken(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
