import { type RefundPayload, toGid, toMinor } from "#app/integrations/shopify/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { lockOrder, type OrderRow } from "./orders.ts";

export interface SavedRefund {
  readonly shopifyId: string;
  readonly orderShopifyId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly refundedAt: Date;
}

/**
 * Money given back. A refund never changes; the order's sum follows from all of its refunds.
 * @returns what was saved, or undefined when it was known
 */
export async function saveRefund(
  tx: Transaction,
  payload: RefundPayload,
  shopCurrency: string,
  now: Date,
): Promise<SavedRefund | undefined> {
  const shopifyId = payload.admin_graphql_api_id ?? toGid("Refund", payload.id);
  if (await tx.db.refund.findFirst({ where: { shopifyId } })) return undefined;
  const orderShopifyId = toGid("Order", payload.order_id);
  const paidBack = (payload.transactions ?? []).filter(
    ({ kind, status }) => kind === "refund" && (status ?? "success") === "success",
  );
  const currency = paidBack[0]?.currency ?? shopCurrency;
  const amountMinor = paidBack.reduce((sum, { amount }) => sum + (toMinor(amount, currency) ?? 0n), 0n);
  const refundedAt = new Date(payload.processed_at ?? payload.created_at ?? now);
  await tx.db.refund.create({
    data: { shopId: tx.shopId, id: newId(), shopifyId, orderShopifyId, amountMinor, currency, refundedAt },
  });
  await syncRefunded(tx, orderShopifyId);
  return { shopifyId, orderShopifyId, amountMinor, currency, refundedAt };
}

type Amounts = Pick<OrderRow, "currency" | "totalMinor" | "presentmentCurrency" | "presentmentTotalMinor">;

/**
 * What a refund is in the shop's currency: one in the currency that the shopper paid in is worth what the order's
 * totals are to each other. A third currency says nothing about the order's revenue.
 */
export function inShopCurrency(
  refund: { readonly amountMinor: bigint; readonly currency: string },
  order: Amounts,
): bigint {
  if (refund.currency === order.currency) return refund.amountMinor;
  if (refund.currency !== order.presentmentCurrency || order.presentmentTotalMinor === 0n) return 0n;
  const { totalMinor, presentmentTotalMinor } = order;
  return (refund.amountMinor * totalMinor + presentmentTotalMinor / 2n) / presentmentTotalMinor;
}

/** The order's refunded sum in the shop's currency; also called when the order comes after its refund. */
export async function syncRefunded(tx: Transaction, orderShopifyId: string): Promise<void> {
  await lockOrder(tx, orderShopifyId);
  const order = await tx.db.order.findFirst({ where: { shopifyId: orderShopifyId } });
  const refunds = await tx.db.refund.findMany({
    where: { orderShopifyId },
    select: { amountMinor: true, currency: true },
  });
  if (!order || refunds.length === 0) return;
  const refundedMinor = refunds.reduce((sum, refund) => sum + inShopCurrency(refund, order), 0n);
  await tx.db.order.updateMany({
    where: { shopifyId: orderShopifyId, deletedAt: null },
    data: { refundedMinor },
  });
}
