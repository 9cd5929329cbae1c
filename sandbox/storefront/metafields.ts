import { z } from "zod";
import type { Checkout } from "#sandbox/shopify/index.ts";
import type { CartMetafield, ChangeResult } from "./extension/protocol.ts";

/** What an extension may give to `shopify.applyMetafieldChange` (@shopify/ui-extensions 2026.7, MetafieldChange). */
export const metafieldChange = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("updateCartMetafield"),
    metafield: z.object({
      namespace: z.string().default("$app"),
      key: z.string().min(2).max(64),
      type: z.string().min(1),
      value: z.string(),
    }),
  }),
  z.object({
    type: z.literal("removeCartMetafield"),
    namespace: z.string().default("$app"),
    key: z.string(),
  }),
]);

/** The metafields that extensions put on carts. */
export class CartMetafields {
  readonly #byCheckout = new Map<string, readonly CartMetafield[]>();

  of(checkout: Checkout | undefined): readonly CartMetafield[] {
    return checkout ? (this.#byCheckout.get(checkoutKey(checkout)) ?? []) : [];
  }

  /** Sets or removes one; a value that is not of its type is refused, as Shopify refuses it. */
  change(checkout: Checkout, given: unknown): ChangeResult {
    const parsed = metafieldChange.safeParse(given);
    if (!parsed.success) return { type: "error", message: z.prettifyError(parsed.error) };
    const change = parsed.data;
    const target = change.type === "updateCartMetafield" ? change.metafield : change;
    const others = this.of(checkout).filter(
      (metafield) => metafield.key !== target.key || metafield.namespace !== target.namespace,
    );
    if (change.type === "removeCartMetafield") {
      this.#byCheckout.set(checkoutKey(checkout), others);
      return { type: "success" };
    }
    const { type, value } = change.metafield;
    if (!fits(type, value)) return { type: "error", message: `The value is no ${type}` };
    this.#byCheckout.set(checkoutKey(checkout), [...others, change.metafield]);
    return { type: "success" };
  }
}

/** Tells checkouts apart for good: a shop that begins anew gives the same tokens again, to other checkouts. */
export function checkoutKey({ token, createdAt }: Checkout): string {
  return `${token} ${createdAt.toISOString()}`;
}

function fits(type: string, value: string): boolean {
  if (type === "boolean") return value === "true" || value === "false";
  if (type === "number_integer") return /^-?\d+$/.test(value);
  if (type !== "json") return value !== "";
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
