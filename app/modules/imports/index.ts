import type { Services } from "#app/integrations/services.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { importCarts } from "./carts.ts";
import { importProducts } from "./products.ts";

const LOOK_BACK_MS = 30 * DAY;

/** Shopify could not be asked: the job is tried again. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}

/**
 * Takes over what a new shop brings: its products, and the carts of the last 30 days.
 * @throws ImportError where Shopify could not be asked and trying again can help
 */
export async function importShop(services: Services, shopId: ShopId): Promise<void> {
  const since = plus(services.shopTime.now(), -LOOK_BACK_MS);
  for (const result of [await importProducts(services, shopId), await importCarts(services, shopId, since)]) {
    if (result.ok) services.log.info({ shopId, saved: result.saved }, "taken over from Shopify");
    else if (result.problem.retry === "later") throw new ImportError(result.problem.kind);
    else services.log.warn({ shopId, problem: result.problem.kind }, "not taken over from Shopify");
  }
}
