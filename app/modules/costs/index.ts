export { addCosts, type Charge } from "./cost-days.ts";
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
