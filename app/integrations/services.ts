import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { MetaClient } from "./meta/index.ts";
import type { AdminClient } from "./shopify/index.ts";

/** Everything that a module may need: the platform and the vendors. One per process. */
export interface Services extends PlatformServices {
  readonly meta: MetaClient;
  /** The Admin API of a shop, with a token that is valid. */
  admin(shopId: ShopId): AdminClient;
}
