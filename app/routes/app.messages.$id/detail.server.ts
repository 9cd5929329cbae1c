import type { Merchant } from "#app/merchant.server.ts";
import {
  type MessageDetail,
  messageDetail,
  type OrderResult,
  type TimelineEntry,
} from "#app/modules/messages/index.ts";

/** JSON has no bigint, and its times are text. */
function toOrder(order: OrderResult) {
  return {
    name: order.name,
    counted: order.counted,
    rule: order.rule,
    currency: order.currency,
    revenueMinor: order.revenueMinor.toString(),
    totalMinor: order.totalMinor.toString(),
  };
}
export type Order = ReturnType<typeof toOrder>;

function toEntry(entry: TimelineEntry) {
  const at = entry.at.toISOString();
  return entry.kind === "ordered" ? { ...entry, at, order: toOrder(entry.order) } : { ...entry, at };
}
export type Entry = ReturnType<typeof toEntry>;

function toPage({ at, timeline, waiting, cost, again, freeUntil, ...detail }: MessageDetail, now: Date) {
  return {
    ...detail,
    at: at.toISOString(),
    timeline: timeline.map(toEntry),
    waiting: waiting && { why: waiting.why, until: waiting.until?.toISOString() ?? null },
    again: again?.verdict === "wait" ? { ...again, until: again.until.toISOString() } : again,
    cost: cost && { ...cost, micros: cost.micros.toString() },
    free: freeUntil && { until: freeUntil.toISOString(), isOver: freeUntil <= now },
  };
}

/** @throws Response 404 for what is no message of this shop */
export async function readDetail({ services, shopId, now }: Merchant, id: string) {
  const detail = await messageDetail(services, shopId, id);
  if (!detail) throw new Response(null, { status: 404 });
  return toPage(detail, now);
}
export type Detail = Awaited<ReturnType<typeof readDetail>>;
