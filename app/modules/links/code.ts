import { randomToken } from "#app/platform/crypto.ts";
import { asShopId, isUuid, type ShopId } from "#app/platform/ids.ts";

/** 16 bytes of the shop's id, then 9 of chance: the code says whose link it is, and can't be guessed. */
const CODE = /^([\w-]{22})([\w-]{12})$/;

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function newLinkCode(shopId: ShopId): string {
  const owner = Buffer.from(shopId.replaceAll("-", ""), "hex").toString("base64url");
  return `${owner}${randomToken(9)}`;
}

/** Whose link a code is, or undefined for what we never made. */
export function shopOfCode(code: string): ShopId | undefined {
  const owner = CODE.exec(code)?.[1];
  if (!owner) return undefined;
  const id = toUuid(Buffer.from(owner, "base64url"));
  return isUuid(id) ? asShopId(id) : undefined;
}
