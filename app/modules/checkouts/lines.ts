import { z } from "zod";
import { type LineItemPayload, toGid, toMinor } from "#app/integrations/shopify/index.ts";

const cartLine = z.object({
  productId: z.string().nullable(),
  variantId: z.string().nullable(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  quantity: z.number(),
  /** Of one piece, in minor units. */
  priceMinor: z.string().nullable(),
});
/** One line of a cart or an order. */
export type CartLine = z.infer<typeof cartLine>;

/** @param currency of the prices */
export function linesOf(items: readonly LineItemPayload[] | null | undefined, currency: string): CartLine[] {
  return (items ?? []).map((item) => ({
    productId: item.product_id == null ? null : toGid("Product", item.product_id),
    variantId: item.variant_id == null ? null : toGid("ProductVariant", item.variant_id),
    title: item.presentment_title ?? item.title ?? "",
    variantTitle: item.variant_title ?? null,
    quantity: item.quantity ?? 1,
    priceMinor: toMinor(item.price, currency)?.toString() ?? null,
  }));
}

/** Stored lines; an unreadable one is left out. */
export function readLines(stored: unknown): CartLine[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((line) => {
    const parsed = cartLine.safeParse(line);
    return parsed.success ? [parsed.data] : [];
  });
}
