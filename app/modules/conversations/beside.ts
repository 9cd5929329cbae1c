import { readLines } from "#app/modules/checkouts/index.ts";
import type { ShopClient } from "#app/platform/database/index.ts";

/** The cart that a person last touched. */
export interface CartBeside {
  readonly state: "open" | "completed" | "deleted";
  /** What is in it, the first few. */
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
  readonly more: number;
  readonly totalMinor: bigint;
  readonly currency: string;
  readonly at: Date;
}

/** The order that a person placed last. */
export interface OrderBeside {
  readonly name: string;
  readonly totalMinor: bigint;
  readonly currency: string;
  readonly placedAt: Date;
  readonly cancelled: boolean;
  readonly fulfillmentStatus: string | null;
  /** gid://shopify/Order/… */
  readonly shopifyId: string;
}

const LINES_SHOWN = 3;

/** Uses checkout (shop_id, contact_id). */
export async function lastCart(db: ShopClient, contactId: string): Promise<CartBeside | null> {
  const cart = await db.checkout.findFirst({
    where: { contactId },
    orderBy: { lastActivityAt: "desc" },
    select: {
      state: true,
      lines: true,
      presentmentTotalMinor: true,
      presentmentCurrency: true,
      lastActivityAt: true,
    },
  });
  if (!cart) return null;
  const lines = readLines(cart.lines);
  return {
    state: cart.state as CartBeside["state"],
    lines: lines.slice(0, LINES_SHOWN).map(({ title, quantity }) => ({ title, quantity })),
    more: Math.max(0, lines.length - LINES_SHOWN),
    totalMinor: cart.presentmentTotalMinor,
    currency: cart.presentmentCurrency,
    at: cart.lastActivityAt,
  };
}

/** Uses order (shop_id, contact_id, placed_at). */
export async function lastOrder(db: ShopClient, contactId: string): Promise<OrderBeside | null> {
  const order = await db.order.findFirst({
    where: { contactId, deletedAt: null },
    orderBy: { placedAt: "desc" },
    select: {
      name: true,
      presentmentTotalMinor: true,
      presentmentCurrency: true,
      placedAt: true,
      cancelledAt: true,
      fulfillmentStatus: true,
      shopifyId: true,
    },
  });
  if (!order) return null;
  return {
    name: order.name,
    totalMinor: order.presentmentTotalMinor,
    currency: order.presentmentCurrency,
    placedAt: order.placedAt,
    cancelled: order.cancelledAt !== null,
    fulfillmentStatus: order.fulfillmentStatus,
    shopifyId: order.shopifyId,
  };
}
