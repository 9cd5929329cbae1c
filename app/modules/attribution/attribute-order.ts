import { appendEvent } from "#app/modules/events/index.ts";
import { addFigure } from "#app/modules/figures/index.ts";
import type { OrderRow } from "#app/modules/orders/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import { DAY, plus, SECOND } from "#app/platform/clock.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { type AttributionVerdict, attribute } from "./decide.ts";

/** Messages are looked for this far back; a shop counts 30 days at most. */
const LOOK_BACK_MS = 31 * DAY;
const MOST_MESSAGES = 100;

async function messagesFor(tx: Transaction, order: OrderRow) {
  const about = order.checkoutToken ? [{ subject: `checkout:${order.checkoutToken}` }] : [];
  const tapped = order.contactId ? [{ contactId: order.contactId, clickedAt: { not: null } }] : [];
  if (about.length + tapped.length === 0) return [];
  const messages = await tx.db.message.findMany({
    where: {
      automationKind: "cart_recovery",
      createdAt: { gte: plus(order.placedAt, -LOOK_BACK_MS) },
      OR: [...about, ...tapped],
    },
    select: { id: true, clickedAt: true, acceptedAt: true },
    orderBy: { createdAt: "desc" },
    take: MOST_MESSAGES,
  });
  const taps = await lastTaps(
    tx,
    order,
    messages.filter(({ clickedAt }) => clickedAt).map(({ id }) => id),
  );
  return messages.map(({ id, acceptedAt, clickedAt }) => ({
    id,
    acceptedAt,
    tappedAt: taps.get(id) ?? clickedAt,
  }));
}

/** When each message's link was tapped last before the order was placed. */
async function lastTaps(tx: Transaction, order: OrderRow, messageIds: readonly string[]) {
  if (messageIds.length === 0) return new Map<string, Date>();
  const taps = await tx.db.event.findMany({
    where: {
      kind: "link.tapped",
      subject: { in: messageIds.map((id) => `message:${id}`) },
      occurredAt: { lt: plus(order.placedAt, SECOND) },
    },
    select: { subject: true, occurredAt: true },
    orderBy: { occurredAt: "asc" },
  });
  return new Map(taps.map(({ subject, occurredAt }) => [subject.slice("message:".length), occurredAt]));
}

/** Adds to the day's figures, or takes back what an earlier decision had added. */
async function count(
  tx: Transaction,
  shop: ShopProfile,
  order: OrderRow,
  revenueMinor: bigint,
  orders: bigint,
): Promise<void> {
  const at = order.placedAt;
  const { timeZone } = shop;
  const { currency } = order;
  const origin = "cart_recovery";
  if (orders !== 0n)
    await addFigure(tx, { metric: "recovered_orders", at, timeZone, amount: orders, origin });
  if (revenueMinor !== 0n)
    await addFigure(tx, { metric: "recovered_sales", at, timeZone, amount: revenueMinor, currency, origin });
}

/** A deleted order is counted no longer: nobody could explain its revenue. Called before the order is blanked. */
export async function forgetAttribution(
  tx: Transaction,
  shop: ShopProfile,
  shopifyId: string,
): Promise<void> {
  const order = await tx.db.order.findFirst({ where: { shopifyId, deletedAt: null } });
  const before = order && (await tx.db.attribution.findFirst({ where: { orderId: order.id } }));
  if (!before) return;
  if (before.counted) await count(tx, shop, order, -before.revenueMinor, -1n);
  await tx.db.attribution.deleteMany({ where: { id: before.id } });
}

function revenueOf(order: OrderRow, verdict: AttributionVerdict): bigint {
  return verdict.counted ? order.totalMinor - order.refundedMinor : 0n;
}

/**
 * Decides, or decides anew, which message an order is counted for. Called with each news of the order: a refund
 * or a cancellation takes back what was counted.
 */
export async function attributeOrder(
  tx: Transaction,
  shop: ShopProfile,
  order: OrderRow,
  now: Date,
  causedBy: string,
): Promise<void> {
  if (order.deletedAt) return;
  const messages = await messagesFor(tx, order);
  const verdict = attribute({
    placedAt: order.placedAt,
    test: order.test,
    cancelled: order.cancelledAt !== null,
    messages,
    attributionDays: shop.settings.attributionDays,
  });
  if (!verdict) return;
  const revenueMinor = revenueOf(order, verdict);
  const tapped = messages.find((message) => message.id === verdict.messageId)?.tappedAt ?? null;
  const values = {
    messageId: verdict.messageId,
    counted: verdict.counted,
    rule: verdict.rule,
    currency: order.currency,
    revenueMinor,
    facts: {
      tappedAt: tapped?.toISOString() ?? null,
      placedAt: order.placedAt.toISOString(),
      totalMinor: order.totalMinor.toString(),
      refundedMinor: order.refundedMinor.toString(),
      messages: messages.length,
      attributionDays: shop.settings.attributionDays,
    } satisfies Prisma.InputJsonObject,
  };
  const before = await tx.db.attribution.findFirst({ where: { orderId: order.id } });
  if (before) {
    const same = before.rule === values.rule && before.revenueMinor === revenueMinor;
    if (same) return;
    await tx.db.attribution.updateMany({ where: { id: before.id }, data: values });
  } else {
    await tx.db.attribution.create({
      data: { shopId: tx.shopId, id: newId(), orderId: order.id, decidedAt: now, ...values },
    });
  }
  const orders = (verdict.counted ? 1n : 0n) - (before?.counted ? 1n : 0n);
  await count(tx, shop, order, revenueMinor - (before?.revenueMinor ?? 0n), orders);
  await appendEvent(tx, {
    kind: verdict.counted ? "order.recovered" : "order.not_counted",
    subject: `order:${order.shopifyId}`,
    contactId: order.contactId,
    actor: "system",
    occurredAt: order.placedAt,
    recordedAt: now,
    causedBy,
    facts: { message: verdict.messageId, rule: verdict.rule, revenueMinor: revenueMinor.toString() },
  });
}
