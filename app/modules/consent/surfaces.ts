import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

const LATEST = 500;
/** Places of Shopify's checkout in which a shopper is asked. */
const IN_CHECKOUT = ["checkout", "thank-you"];

/**
 * Whether shoppers are being asked: one of the latest records was given in the checkout or after it.
 * Uses consent_record (shop_id, recorded_at).
 */
export async function isAskedInCheckout(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
): Promise<boolean> {
  const rows = await services.database.shop(shopId).consentRecord.findMany({
    orderBy: { recordedAt: "desc" },
    take: LATEST,
    select: { source: true },
  });
  return rows.some((row) => IN_CHECKOUT.includes(row.source));
}
