import type { Transaction } from "#app/platform/database/index.ts";
import { asShopId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { readSettings, type ShopSettings } from "./settings.ts";

type Row = NonNullable<Awaited<ReturnType<Transaction["db"]["shop"]["findFirst"]>>>;

/** A shop as the rest of the app sees it. */
export interface ShopProfile {
  readonly id: ShopId;
  readonly domain: string;
  readonly name: string;
  /** The shop's own address at Shopify. */
  readonly email: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA. */
  readonly timeZone: string;
  readonly countryCode: string | null;
  readonly locale: string;
  readonly status: "installed" | "uninstalled";
  readonly pause: "none" | "marketing" | "all";
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly pauseReason: string | null;
  readonly planName: string | null;
  readonly storefrontUrl: string | null;
  readonly installedAt: Date;
  readonly setupDismissedAt: Date | null;
  readonly settings: ShopSettings;
  readonly settingsVersion: number;
}

function toProfile(row: Row): ShopProfile {
  return {
    id: asShopId(row.shopId),
    domain: row.domain,
    name: row.name,
    email: row.email,
    currency: row.currency,
    timeZone: row.timeZone,
    countryCode: row.countryCode,
    locale: row.locale,
    status: row.status as ShopProfile["status"],
    pause: row.paused as ShopProfile["pause"],
    pausedAt: row.pausedAt,
    pausedBy: row.pausedBy,
    pauseReason: row.pauseReason,
    planName: row.planName,
    storefrontUrl: row.storefrontUrl,
    installedAt: row.installedAt,
    setupDismissedAt: row.setupDismissedAt,
    settings: readSettings(row.settings),
    settingsVersion: row.settingsVersion,
  };
}

/** The shop inside a transaction. @throws Error if it was never installed */
export async function shopIn(tx: Pick<Transaction, "db">): Promise<ShopProfile> {
  const row = await tx.db.shop.findFirst({});
  if (!row) throw new Error("the shop has no row");
  return toProfile(row);
}

/** @throws Error if it was never installed */
export function getShop(services: Pick<PlatformServices, "database">, shopId: ShopId): Promise<ShopProfile> {
  return shopIn({ db: services.database.shop(shopId) });
}

export async function findShopByDomain(
  services: Pick<PlatformServices, "database">,
  domain: string,
): Promise<ShopProfile | undefined> {
  const known = await services.database.system.shopDomain.findUnique({ where: { domain } });
  if (!known) return undefined;
  const row = await services.database.shop(asShopId(known.shopId)).shop.findFirst({});
  return row ? toProfile(row) : undefined;
}
