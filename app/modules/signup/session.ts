import { z } from "zod";
import { MINUTE, plus } from "#app/platform/clock.ts";
import { asShopId, isUuid, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

type Needs = Pick<PlatformServices, "secrets" | "systemTime">;

/** The way into the new window, in its address: used up by the first who opens it. */
const OPEN_WITHIN_MS = 2 * MINUTE;
/** A person needs so long at Meta at most: papers are not looked for during it. */
const SESSION_MS = 45 * MINUTE;

const kinds = { ticket: OPEN_WITHIN_MS, session: SESSION_MS } as const;
/** `ticket` stands in an address; `session` in a cookie. One can't be used as the other. */
type Kind = keyof typeof kinds;

const sealed = z.object({
  id: z.string(),
  until: z.number(),
  /** What Meta has given for the code, while a number is still to be chosen. */
  token: z.string().optional(),
});

/** Whose attempt it is. */
export interface SignupKey {
  readonly shopId: ShopId;
  readonly id: string;
  readonly token?: string | undefined;
}

/**
 * A text that only this Cartwave can have made, bound to the shop; it says nothing to who reads it.
 * @returns safe in an address and in a cookie
 */
export function sealKey(
  { secrets, systemTime }: Needs,
  kind: Kind,
  { shopId, id, token }: SignupKey,
): string {
  const until = plus(systemTime.now(), kinds[kind]).getTime();
  return `${shopId}.${secrets.seal(JSON.stringify({ id, until, token }), shopId, `signup.${kind}`)}`;
}

/** @returns undefined for what we have not made, or what is over */
export function openKey({ secrets, systemTime }: Needs, kind: Kind, text: string): SignupKey | undefined {
  const dot = text.indexOf(".");
  const shop = text.slice(0, Math.max(dot, 0));
  if (!isUuid(shop)) return undefined;
  const shopId = asShopId(shop);
  try {
    const plain: unknown = JSON.parse(secrets.open(text.slice(dot + 1), shopId, `signup.${kind}`));
    const { id, until, token } = sealed.parse(plain);
    return until > systemTime.now().getTime() ? { shopId, id, token } : undefined;
  } catch {
    return undefined;
  }
}
