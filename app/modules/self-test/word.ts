import { createHash } from "node:crypto";
import type { ShopId } from "#app/platform/ids.ts";

/** Without letters and digits that look alike on a phone. */
const SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const LENGTH = 4;

/**
 * The word that a merchant sends to their own number to see that both directions work. It is the same at all times, so
 * that a printed code keeps working, and differs from shop to shop.
 */
export function selfTestWord(shopId: ShopId, phoneNumberId: string): string {
  const digest = createHash("sha256").update(`self-test ${shopId} ${phoneNumberId}`).digest();
  const signs = [...digest.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]);
  return `Cartwave ${signs.join("")}`;
}

const plain = (text: string) => text.trim().replaceAll(/\s+/g, " ").toUpperCase();

/** Whether somebody has sent that word, however they wrote it. */
export function isSelfTest(text: string | null, shopId: ShopId, phoneNumberId: string): boolean {
  return text !== null && plain(text) === plain(selfTestWord(shopId, phoneNumberId));
}
