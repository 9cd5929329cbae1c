import { type DayFigure, localDay, readFigures } from "#app/modules/figures/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { CART_STAGES, type CartStage, stagesFrom } from "./stages.ts";

/** The days that the funnel shows, with today. */
export const FUNNEL_DAYS = 30;

/** How many carts got at least so far. */
export type Funnel = Readonly<Record<CartStage, number>>;

/** The first of the funnel's days: the shop's date as UTC midnight. */
export function funnelBegin(shop: { readonly timeZone: string }, now: Date): Date {
  return plus(localDay(now, shop.timeZone), (1 - FUNNEL_DAYS) * DAY);
}

/** The funnel that some days' figures make; other metrics among them are left out. */
export function funnelOf(rows: readonly Pick<DayFigure, "metric" | "amount">[]): Funnel {
  const gotSoFar = (stage: CartStage) => {
    const names: readonly string[] = stagesFrom(stage).map((one) => `carts_${one}`);
    return rows.reduce((sum, { metric, amount }) => sum + (names.includes(metric) ? Number(amount) : 0), 0);
  };
  return Object.fromEntries(CART_STAGES.map((stage) => [stage, gotSoFar(stage)])) as Funnel;
}

/** Carts by how far they got, from the figures of the days. @param shop whose dates they are */
export async function readFunnel(
  services: Pick<PlatformServices, "database">,
  shop: { readonly id: ShopId; readonly timeZone: string },
  now: Date,
): Promise<Funnel> {
  const rows = await readFigures(
    services.database.shop(shop.id),
    funnelBegin(shop, now),
    localDay(now, shop.timeZone),
    CART_STAGES.map((stage) => `carts_${stage}` as const),
  );
  return funnelOf(rows);
}
