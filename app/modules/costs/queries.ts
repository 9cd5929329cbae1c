import { localDay } from "#app/modules/figures/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type Budget, type BudgetLevel, budgetLevel, budgetOf, type Spent, spentIn } from "./budget.ts";
import { type CostLine, monthToDate } from "./cost-days.ts";
import { firstOfMonth } from "./month.ts";
import { accountCurrency, type Prices, pricesIn } from "./prices.ts";

/** What the settings tell of costs. */
export interface CostsView {
  /** In what Meta bills the account. */
  readonly currency: string;
  readonly card: Prices["card"];
  /** Of one message in the shop's own country, millionths of `currency`; null where no price is known. */
  readonly each: { readonly marketing: bigint | null; readonly utility: bigint | null };
  /** First day of the calendar month, in the shop's zone. */
  readonly from: Date;
  readonly lines: readonly CostLine[];
  /** What may be spent in this month, what of it is used, and what that stops. */
  readonly budget: (Budget & Spent & { readonly level: BudgetLevel }) | null;
}

async function readBudget(
  { database }: Pick<PlatformServices, "database">,
  shop: Parameters<typeof spentIn>[1] & Parameters<typeof budgetOf>[0],
  now: Date,
): Promise<CostsView["budget"]> {
  const budget = budgetOf(shop);
  if (!budget) return null;
  const spent = await spentIn(database.sql, shop, budget.currency, now);
  return { ...budget, ...spent, level: budgetLevel(budget, spent) };
}

/** @param now shop time */
export async function costsOf(
  services: Pick<PlatformServices, "database">,
  shop: Pick<ShopProfile, "id" | "timeZone" | "countryCode" | "settings">,
  now: Date,
): Promise<CostsView> {
  const db = services.database.shop(shop.id);
  const today = localDay(now, shop.timeZone);
  const currency = await accountCurrency(db);
  const [prices, lines, budget] = await Promise.all([
    pricesIn(db, currency, today),
    monthToDate(services, shop, now),
    readBudget(services, shop, now),
  ]);
  const priceAtHome = (category: string) =>
    prices.priceOf({ countryCode: shop.countryCode, recipient: "" }, category);
  return {
    currency,
    card: prices.card,
    each: { marketing: priceAtHome("marketing"), utility: priceAtHome("utility") },
    from: firstOfMonth(today),
    lines,
    budget,
  };
}
