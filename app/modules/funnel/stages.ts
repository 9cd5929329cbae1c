/** How far a cart got; each holds those behind it, for who came back was written to, and so on. */
export const CART_STAGES = ["left", "phone", "consent", "written", "returned"] as const;
export type CartStage = (typeof CART_STAGES)[number];

/** The stages of the carts that got at least so far. */
export function stagesFrom(stage: CartStage): readonly CartStage[] {
  return CART_STAGES.slice(CART_STAGES.indexOf(stage));
}
