import { localDay } from "#app/modules/figures/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { Sql } from "#app/platform/database/index.ts";
import { SPENT } from "./budget.sql.ts";
import { firstOfMonth, lastOfMonth } from "./month.ts";

/** What may be spent in a calendar month of the shop's zone. */
export interface Budget {
  /** Millionths of `currency`. */
  readonly micros: bigint;
  /** ISO 4217: what is billed in another currency is not counted. */
  readonly currency: string;
}

/** What a month has cost so far, in millionths of one currency. */
export interface Spent {
  /** Charged by Meta. */
  readonly confirmed: bigint;
  /** Taken by Meta and neither charged nor failed yet, as estimated. */
  readonly underWay: bigint;
}

/**
 * How far a budget is used. Broadcasts stop when what is charged and under way makes it; carts go on until what Meta
 * has charged makes it; order news, answers and tests never stop.
 */
export type BudgetLevel = "free" | "nearly" | "no_broadcasts" | "no_carts";

/** The warning comes at four fifths. */
const WARN_AT_PERCENT = 80n;

export function budgetLevel({ micros }: Budget, { confirmed, underWay }: Spent): BudgetLevel {
  if (confirmed >= micros) return "no_carts";
  const used = confirmed + underWay;
  if (used >= micros) return "no_broadcasts";
  return used * 100n >= micros * WARN_AT_PERCENT ? "nearly" : "free";
}

/** Purposes that a used-up budget stops. */
export function isBudgeted(purpose: string): boolean {
  return purpose === "broadcast" || purpose === "cart_recovery";
}

/** Whether a message of this purpose may still leave: the last one may go over by its own price. */
export function hasRoom(purpose: string, budget: Budget, spent: Spent): boolean {
  if (!isBudgeted(purpose)) return true;
  const level = budgetLevel(budget, spent);
  return purpose === "broadcast" ? level === "free" || level === "nearly" : level !== "no_carts";
}

export function budgetOf(shop: Pick<ShopProfile, "settings">): Budget | undefined {
  const set = shop.settings.monthlyBudget;
  return set ? { micros: BigInt(set.micros), currency: set.currency } : undefined;
}

/** @param now shop time; its calendar month in the shop's zone counts */
export async function spentIn(
  sql: Sql,
  shop: Pick<ShopProfile, "id" | "timeZone">,
  currency: string,
  now: Date,
): Promise<Spent> {
  const today = localDay(now, shop.timeZone);
  const [row] = await sql<Spent>(SPENT, [shop.id, firstOfMonth(today), lastOfMonth(today), currency]);
  const { confirmed = 0n, underWay = 0n } = row ?? {};
  // What was taken before the month's turn and charged after it leaves less than nothing under way.
  return { confirmed: BigInt(confirmed), underWay: underWay > 0n ? BigInt(underWay) : 0n };
}
