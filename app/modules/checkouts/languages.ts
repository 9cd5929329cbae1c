import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

const LOOKED_AT = 1_000;

/** How many of the last carts were in which language (`it`, `pt_BR`), the most first. */
export interface ReadersView {
  readonly looked: number;
  readonly languages: readonly { readonly language: string; readonly count: number }[];
}

/** In which languages the shop's last carts were. */
export async function readersOf(
  { database }: Pick<PlatformServices, "database">,
  shopId: ShopId,
): Promise<ReadersView> {
  const carts = await database.shop(shopId).checkout.findMany({
    where: { locale: { not: null } },
    orderBy: { lastActivityAt: "desc" },
    select: { locale: true },
    take: LOOKED_AT,
  });
  const counts = new Map<string, number>();
  for (const { locale } of carts) {
    // Only Portuguese is told apart by its country.
    const language = locale?.startsWith("pt") ? locale.replace("-", "_") : (locale?.split("-")[0] ?? "");
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return {
    looked: carts.length,
    languages: [...counts]
      .map(([language, count]) => ({ language, count }))
      .sort((left, right) => right.count - left.count),
  };
}
