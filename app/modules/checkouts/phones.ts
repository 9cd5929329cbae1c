import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

/** How many of the latest checkouts had a phone number that can be written to. */
export interface PhoneShare {
  readonly withPhone: number;
  readonly looked: number;
}

const LATEST = 100;

/** Uses checkout (shop_id, last_activity_at). */
export async function phoneShare(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
): Promise<PhoneShare> {
  const rows = await services.database.shop(shopId).checkout.findMany({
    where: { state: { not: "deleted" } },
    orderBy: { lastActivityAt: "desc" },
    take: LATEST,
    select: { phone: true },
  });
  return { withPhone: rows.filter((row) => row.phone !== null).length, looked: rows.length };
}
