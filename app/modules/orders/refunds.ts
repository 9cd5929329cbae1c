import { type RefundPayload, toGid, toMinor } from "#app/integrations/shopify/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";

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
    (transaction) => transaction.kind === "refund" && transaction.status !== "failure",
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

/** The order's refunded sum; also called when the order comes after its refund. */
export async function syncRefunded(tx: Transaction, orderShopifyId: string): Promise<void> {
  const refunds = await tx.db.refund.findMany({ where: { orderShopifyId }, select: { amountMinor: true } });
  if (refunds.length === 0) return;
  const refundedMinor = refunds.reduce((sum, refund) => sum + refund.amountMinor, 0n);
  await tx.db.order.updateMany({
    where: { shopifyId: orderShopifyId, deletedAt: null },
    data: { refundedMinor },
  });
}
