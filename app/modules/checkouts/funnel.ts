import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { CART_FUNNEL } from "./funnel.sql.ts";

/** How many carts of a period got how far. */
export interface Funnel {
  readonly left: number;
  readonly withPhone: number;
  readonly withConsent: number;
  readonly writtenTo: number;
  readonly cameBack: number;
}

/** @param from shop time, of the carts' last activity */
export async function cartFunnel(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
  from: Date,
  to: Date,
): Promise<Funnel> {
  const [row] = await services.database.sql<Record<keyof Funnel, bigint>>(CART_FUNNEL, [shopId, from, to]);
  return {
    left: Number(row?.left ?? 0n),
    withPhone: Number(row?.withPhone ?? 0n),
    withConsent: Number(row?.withConsent ?? 0n),
    writtenTo: Number(row?.writtenTo ?? 0n),
    cameBack: Number(row?.cameBack ?? 0n),
  };
}
