import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

/** Puts the setup card away, or brings it back. */
export async function setSetupDismissed(
  services: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  dismissed: boolean,
): Promise<void> {
  const now = services.shopTime.now();
  await services.database
    .shop(shopId)
    .shop.updateMany({ data: { setupDismissedAt: dismissed ? now : null, updatedAt: now } });
}
