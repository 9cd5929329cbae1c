import type { Actor } from "#app/modules/events/index.ts";
import { getShop, type ShopProfile } from "#app/modules/shops/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { openKey, type SignupKey, sealKey } from "./session.ts";

/** Where a number may be before it is connected. */
export const WHEREABOUTS = ["business_app", "provider", "nowhere"] as const;
export type Whereabouts = (typeof WHEREABOUTS)[number];

/**
 * What came of signing in at Meta.
 * - `no_number`: the account is there, a number is not
 * - `choose`: several numbers are there
 * - `cancelled`: left off by the merchant, at `reason`
 * - `failed`: Meta reports an error
 * - `refused`: something is wrong with what was given; `reason` is its name
 */
export type Ending = "connected" | "no_number" | "choose" | "cancelled" | "failed" | "refused";

/** @property reason where it was left off, or what was refused @property detail Meta's words, verbatim */
export interface SignupView {
  readonly id: string;
  readonly whereabouts: Whereabouts;
  readonly ending: Ending | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly phoneNumberId: string | null;
}

type Needs = Pick<PlatformServices, "database" | "secrets" | "systemTime">;

/** What is older is of no use to anybody. */
const KEPT_MS = DAY;

/**
 * Begins an attempt.
 * @returns its id, and the ticket with which a window of its own is opened, once and within two minutes
 */
export async function beginSignup(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  whereabouts: Whereabouts,
): Promise<{ id: string; ticket: string }> {
  const { database, systemTime } = services;
  const now = systemTime.now();
  const id = newId();
  const db = database.shop(shopId);
  await db.signup.deleteMany({ where: { startedAt: { lt: plus(now, -KEPT_MS) } } });
  await db.signup.create({ data: { shopId, id, actor, whereabouts, startedAt: now, updatedAt: now } });
  return { id, ticket: sealKey(services, "ticket", { shopId, id }) };
}

/**
 * Takes a ticket for the session of the new window.
 * @returns undefined where it was used, is too old or not ours
 */
export async function openSignup(services: Needs, ticket: string): Promise<string | undefined> {
  const key = openKey(services, "ticket", ticket);
  if (!key) return undefined;
  const now = services.systemTime.now();
  const { count } = await services.database.shop(key.shopId).signup.updateMany({
    where: { id: key.id, openedAt: null },
    data: { openedAt: now, updatedAt: now },
  });
  return count === 1 ? sealKey(services, "session", key) : undefined;
}

/** Whose window it is. */
export interface SignupSession extends SignupKey {
  readonly shop: ShopProfile;
  readonly actor: Actor;
  readonly whereabouts: Whereabouts;
}

/** @returns undefined once it is over: a number was connected, or too much time has passed */
export async function signupOf(services: Needs, session: string): Promise<SignupSession | undefined> {
  const key = openKey(services, "session", session);
  const row = key && (await services.database.shop(key.shopId).signup.findFirst({ where: { id: key.id } }));
  if (!row || row.ending === "connected") return undefined;
  const shop = await getShop(services, key.shopId);
  if (shop.status === "uninstalled") return undefined;
  return { ...key, shop, actor: row.actor as Actor, whereabouts: row.whereabouts as Whereabouts };
}

/** The session goes on with what Meta has given: a number is still to be chosen or added. */
export function sessionWith(services: Needs, { shopId, id }: SignupKey, token: string): string {
  return sealKey(services, "session", { shopId, id, token });
}

/** The last attempt that somebody has begun. */
export async function lastSignup(
  { database }: Pick<Needs, "database">,
  shopId: ShopId,
  actor: Actor,
): Promise<SignupView | null> {
  const row = await database
    .shop(shopId)
    .signup.findFirst({ where: { actor }, orderBy: [{ startedAt: "desc" }, { id: "desc" }] });
  if (!row) return null;
  const { id, reason, detail, phoneNumberId } = row;
  return {
    ...{ id, reason, detail, phoneNumberId },
    whereabouts: row.whereabouts as Whereabouts,
    ending: row.ending as Ending | null,
  };
}
