import type { Cart, CartLine } from "../model.ts";
import type { PlayedShop } from "../played-shop.ts";
import { ShopRefusal } from "../played-shop.ts";
import { found } from "../state.ts";
import type { Engine } from "./engine.ts";

type CartOperations = Pick<PlayedShop, "createCart" | "cart" | "addToCart" | "setQuantity">;

/** Carts of the storefront. They tell the app nothing: its topics are those of checkouts. */
export function cartOperations(engine: Engine): CartOperations {
  function change(token: string, variantId: string, quantityOf: (before: number) => number): Cart {
    const { state } = engine;
    const cart = found(state.carts.get(token), `cart ${token}`);
    found(state.variants.get(variantId), `variant ${variantId}`);
    const before = cart.lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
    const quantity = quantityOf(before);
    if (!Number.isInteger(quantity) || quantity < 0)
      throw new ShopRefusal("invalid", "a quantity is a whole number from 0");
    cart.lines = placed(cart.lines, variantId, quantity);
    cart.updatedAt = engine.now();
    return cart;
  }

  return {
    createCart() {
      const { state } = engine;
      const at = engine.now();
      const cart: Cart = { token: state.ids.token(), createdAt: at, updatedAt: at, lines: [] };
      state.carts.set(cart.token, cart);
      return cart;
    },
    cart: (token) => engine.state.carts.get(token),
    addToCart: (token, variantId, quantity) => change(token, variantId, (before) => before + quantity),
    setQuantity: (token, variantId, quantity) => change(token, variantId, () => quantity),
  };
}

/** The lines with this variant's quantity, in their order; 0 takes the line away. */
function placed(lines: readonly CartLine[], variantId: string, quantity: number): CartLine[] {
  const known = lines.some((line) => line.variantId === variantId);
  const changed = lines.map((line) => (line.variantId === variantId ? { ...line, quantity } : line));
  const all = known ? changed : [...changed, { variantId, quantity }];
  return all.filter((line) => line.quantity > 0);
}
