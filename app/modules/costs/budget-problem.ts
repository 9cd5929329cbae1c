import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type BudgetLevel, budgetLevel, budgetOf, type Spent, spentIn } from "./budget.ts";
import { nextMonthBegins } from "./month.ts";

const KIND = {
  free: undefined,
  nearly: "budget_nearly_used",
  no_broadcasts: "budget_used_up",
  no_carts: "budget_used_up",
} as const satisfies Record<BudgetLevel, string | undefined>;

/**
 * Shows how far the month's budget is used, or that it no longer is; writes only where that has changed.
 * @param known what is spent, where the caller knows of more than is recorded
 */
export async function checkBudget(
  tx: Transaction,
  shop: Pick<ShopProfile, "id" | "timeZone" | "settings">,
  now: Date,
  known?: Spent,
): Promise<BudgetLevel> {
  const budget = budgetOf(shop);
  const level = budget
    ? budgetLevel(budget, known ?? (await spentIn(tx.sql, shop, budget.currency, now)))
    : ("free" as const);
  const open = await tx.db.problem.findMany({
    where: { kind: { in: ["budget_nearly_used", "budget_used_up"] }, clearedAt: null },
    select: { kind: true, facts: true },
  });
  const kind = KIND[level];
  const isShown = open.some(
    (problem) => problem.kind === kind && (problem.facts as { level?: unknown }).level === level,
  );
  for (const other of ["budget_nearly_used", "budget_used_up"] as const)
    if (other !== kind && open.some((problem) => problem.kind === other))
      await clearProblem(tx, other, "", now);
  if (!kind || isShown) return level;
  await raiseProblem(tx, kind, "", now, { level });
  // A month without a message has to end it too.
  await markDue(tx.sql, "budget", shop.id, nextMonthBegins(now, shop.timeZone));
  return level;
}

/**
 * Looks again at the budgets of shops whose month has turned.
 * @returns how many were looked at
 */
export async function checkDueBudgets(
  services: Pick<PlatformServices, "database" | "shopTime">,
): Promise<number> {
  const { database, shopTime } = services;
  const now = shopTime.now();
  const hints = await readyShops(database.sql, "budget", now);
  for (const hint of hints) {
    await database.transaction(hint.shopId, async (tx) => {
      if (await consumeHint(tx.sql, "budget", hint)) await checkBudget(tx, await shopIn(tx), now);
    });
  }
  return hints.length;
}
