export { budgetOf, hasRoom, isBudgeted, spentIn } from "./budget.ts";
export { checkBudget, checkDueBudgets } from "./budget-problem.ts";
export { addCosts, type Charge } from "./cost-days.ts";
export { nextMonthBegins } from "./month.ts";
export {
  accountCurrency,
  NO_PRICES,
  type Prices,
  pricesFrom,
  pricesIn,
  pricesOfNumber,
  type Recipient,
} from "./prices.ts";
export { type CostsView, costsOf } from "./queries.ts";
export type { CardFault } from "./read-card.ts";
export { removeRateCards, type SaveCardResult, saveRateCard } from "./save-card.ts";
