import type { ShopClient } from "#app/platform/database/index.ts";

/** An order that came of a message, or that was not counted for it. */
export interface OrderResult {
  readonly name: string;
  readonly shopifyId: string;
  readonly placedAt: Date;
  readonly currency: string;
  /** Counted revenue, in minor units. */
  readonly revenueMinor: bigint;
  readonly totalMinor: bigint;
  readonly counted: boolean;
  /** Why it is counted, or not. */
  readonly rule: string;
}

interface Asked {
  readonly id: string;
  readonly contactId: string;
  readonly subject: string | null;
  readonly createdAt: Date;
}

/**
 * The newest order decided for each of these messages. An attribution has no index by message, but an order has one
 * by person and one by cart: uses order (shop_id, contact_id, placed_at) and (shop_id, checkout_token).
 */
export async function ordersOf(
  db: ShopClient,
  messages: readonly Asked[],
): Promise<Map<string, OrderResult>> {
  if (messages.length === 0) return new Map();
  const oldest = messages.reduce((least, one) => Math.min(least, one.createdAt.getTime()), Infinity);
  const tokens = messages.flatMap((one) =>
    one.subject?.startsWith("checkout:") ? [one.subject.slice(9)] : [],
  );
  const orders = await db.order.findMany({
    where: {
      placedAt: { gte: new Date(oldest) },
      OR: [
        { contactId: { in: [...new Set(messages.map((one) => one.contactId))] } },
        { checkoutToken: { in: tokens } },
      ],
      attribution: { is: { messageId: { in: messages.map((one) => one.id) } } },
    },
    select: {
      name: true,
      shopifyId: true,
      placedAt: true,
      totalMinor: true,
      attribution: {
        select: { messageId: true, counted: true, rule: true, currency: true, revenueMinor: true },
      },
    },
    orderBy: { placedAt: "asc" },
    take: 500,
  });
  return new Map(
    orders.flatMap(({ attribution, ...order }) =>
      attribution?.messageId ? [[attribution.messageId, { ...order, ...attribution }] as const] : [],
    ),
  );
}

/** Those of them that are counted. */
export async function countedOrders(
  db: ShopClient,
  messages: readonly Asked[],
): Promise<Map<string, OrderResult>> {
  const orders = await ordersOf(db, messages);
  return new Map([...orders].filter(([, order]) => order.counted));
}
