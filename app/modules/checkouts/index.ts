export { type ReadersView, readersOf } from "./languages.ts";
export { type CartLine, linesOf, readLines } from "./lines.ts";
export { type CartRow, listCarts } from "./list-carts.ts";
export {
  type CheckoutRow,
  completeCheckouts,
  deleteCart,
  deleteCheckout,
  personIn,
  type SavedCheckout,
  saveCheckout,
} from "./save.ts";
