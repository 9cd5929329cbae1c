import type { Merchant } from "#app/merchant.server.ts";
import {
  againForecast,
  failedAlike,
  LATELY_MS,
  type ListRow,
  listMessages,
  listReplies,
  type MessageView,
  type ReplyRow,
  readEdge,
} from "#app/modules/messages/index.ts";
import { numbersOf } from "#app/modules/numbers/index.ts";
import { readyForTest } from "#app/modules/test-messages/index.ts";
import { plus } from "#app/platform/clock.ts";
import { type Asked, beginOf } from "./filters.ts";

/** JSON has no bigint, and its times are text. */
export function toRow({ at, waiting, clickedAt, repliedAt, order, cost, ...row }: ListRow) {
  return {
    ...row,
    at: at.toISOString(),
    waiting: waiting && { why: waiting.why, until: waiting.until?.toISOString() ?? null },
    clicked: clickedAt !== null,
    replied: repliedAt !== null,
    order: order && {
      name: order.name,
      revenueMinor: order.revenueMinor.toString(),
      currency: order.currency,
    },
    cost: cost && { ...cost, micros: cost.micros.toString() },
  };
}
export type Row = ReturnType<typeof toRow>;

function toReply({ receivedAt, seen, openUntil, lastOrder, ...reply }: ReplyRow, now: Date) {
  return {
    ...reply,
    receivedAt: receivedAt.toISOString(),
    seen: seen.toISOString(),
    openUntil: openUntil.toISOString(),
    leftMs: openUntil.getTime() - now.getTime(),
    lastOrder: lastOrder && {
      name: lastOrder.name,
      totalMinor: lastOrder.totalMinor.toString(),
      currency: lastOrder.currency,
      placedAt: lastOrder.placedAt.toISOString(),
    },
  };
}
export type Reply = ReturnType<typeof toReply>;

const edges = (asked: Asked) => ({
  after: readEdge(asked.after),
  before: readEdge(asked.before),
});

/** What failed lately of one cause, and what of it may be sent again. */
async function readAlike({ services, shopId, now }: Merchant, asked: Asked) {
  const alike = await failedAlike(services, shopId, plus(now, -LATELY_MS));
  if (!alike) return null;
  const { ids, since, ...told } = alike;
  return {
    ...told,
    since: since.toISOString(),
    /** The list below shows just these. */
    shown: asked.filters.reason === alike.reason,
    forecast: await againForecast(services, shopId, ids),
  };
}

async function readMessages(merchant: Merchant, asked: Asked, view: MessageView) {
  const { services, shopId, shop, now } = merchant;
  const filters = { ...asked.filters, from: beginOf(asked.period, now), search: asked.search };
  const [page, alike] = await Promise.all([
    listMessages(services, shopId, view, filters, edges(asked)),
    view === "all" || view === "failed" ? readAlike(merchant, asked) : null,
  ]);
  const isEmpty = view === "all" && page.rows.length === 0;
  return {
    list: "messages" as const,
    test: isEmpty ? { state: await readyForTest(services, shop), phone: shop.settings.testPhone } : null,
    rows: page.rows.map(toRow),
    after: page.after,
    before: page.before,
    lookedTo: page.lookedTo?.toISOString() ?? null,
    tooMany: page.tooMany,
    alike,
  };
}

async function readReplies({ services, shopId, now }: Merchant, asked: Asked) {
  const page = await listReplies(services, shopId, edges(asked));
  return {
    list: "replies" as const,
    rows: page.rows.map((row) => toReply(row, now)),
    after: page.after,
    before: page.before,
  };
}

/** What the list can be filtered by number for: every number that the shop has or had. */
export async function readNumbers({ services, shopId }: Merchant) {
  const numbers = await numbersOf(services, shopId);
  return numbers.map(({ phoneNumberId, displayPhoneNumber }) => ({
    value: phoneNumberId,
    label: displayPhoneNumber,
  }));
}

/** What a tab of the screen shows. */
export function readList(merchant: Merchant, asked: Asked) {
  return asked.view === "replies" ? readReplies(merchant, asked) : readMessages(merchant, asked, asked.view);
}
export type List = Awaited<ReturnType<typeof readList>>;
