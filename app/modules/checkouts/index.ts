export { cartFunnel, type Funnel } from "./funnel.ts";
export { type CartLine, linesOf, readLines } from "./lines.ts";
export {
  type CheckoutRow,
  completeCheckouts,
  deleteCart,
  deleteCheckout,
  personIn,
  type SavedCheckout,
  saveCheckout,
} from "./save.ts";
