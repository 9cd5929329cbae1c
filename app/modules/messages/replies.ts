import { contactName, maskPhone, peopleOf } from "#app/modules/contacts/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { readPreview } from "./preview.ts";
import { PAGE_SIZE } from "./queries.ts";
import { LAST_ORDERS } from "./replies.sql.ts";
import { type Edge, writeEdge } from "./views.ts";
import { UNWRITTEN_KINDS } from "./written.ts";

/** Free-form answers are allowed so long after the person's last message. Source: Meta, "Customer service windows". */
export const SERVICE_WINDOW_MS = 24 * HOUR;

/** A message of a shopper's that waits for an answer. */
export interface ReplyRow {
  readonly id: string;
  readonly contactId: string;
  readonly receivedAt: Date;
  /** When the newest of this person's on the page was recorded: whoever answers has seen so much. */
  readonly seen: Date;
  readonly person: string;
  /** Masked. */
  readonly phone: string;
  /** What they wrote; null for a picture or a voice message. */
  readonly text: string | null;
  readonly kind: string;
  /** Shop time until which an answer may be free-form. */
  readonly openUntil: Date;
  /** The message of ours that they answered. */
  readonly answers: { readonly id: string; readonly origin: string; readonly words: string } | null;
  /** An answer to it that was not sent, or failed. */
  readonly failedAnswer: { readonly id: string; readonly reason: string; readonly words: string } | null;
  /** Whether their cart's run was ended by this reply. */
  readonly stoppedCart: boolean;
  readonly lastOrder: LastOrder | null;
}

interface LastOrder {
  readonly name: string;
  readonly totalMinor: bigint;
  readonly currency: string;
  readonly placedAt: Date;
}

export interface ReplyPage {
  /** The one whose window closes first on top. */
  readonly rows: readonly ReplyRow[];
  readonly after: string | null;
  readonly before: string | null;
}

type Needs = Pick<PlatformServices, "database">;

function waitingReplies({ database }: Needs, shopId: ShopId, edge: Edge | undefined, newer: boolean) {
  const order = newer ? "asc" : "desc";
  return database.shop(shopId).inboundMessage.findMany({
    where: {
      state: "waiting",
      ...(edge
        ? {
            OR: [
              { receivedAt: newer ? { gt: edge.at } : { lt: edge.at } },
              { receivedAt: edge.at, id: newer ? { gt: edge.id } : { lt: edge.id } },
            ],
          }
        : {}),
    },
    orderBy: [{ receivedAt: order }, { id: order }],
    take: PAGE_SIZE + 1,
  });
}

type InboundRow = Awaited<ReturnType<typeof waitingReplies>>[number];

const FEW_SECONDS_MS = 60_000;

async function contextOf({ database }: Needs, shopId: ShopId, rows: readonly InboundRow[]) {
  const db = database.shop(shopId);
  const contactIds = [...new Set(rows.map((row) => row.contactId))];
  const answered = await db.message.findMany({
    where: {
      id: { in: rows.flatMap((row) => [row.answersMessageId ?? [], row.answeredByMessageId ?? []].flat()) },
    },
    select: { id: true, automationKind: true, purpose: true, preview: true, enrolmentId: true, reason: true },
  });
  const orders = await database.sql<LastOrder & { readonly contactId: string }>(LAST_ORDERS, [
    shopId,
    contactIds,
  ]);
  const oldest = Math.min(...rows.map(({ recordedAt }) => recordedAt.getTime()));
  const stopped = await db.enrolment.findMany({
    where: {
      contactId: { in: contactIds },
      endReason: "replied",
      ...(rows.length > 0 ? { endedAt: { gte: new Date(oldest - FEW_SECONDS_MS) } } : {}),
    },
    select: { contactId: true, endedAt: true },
  });
  // Each number that a person writes to has a window of its own.
  const windows = await db.inboundMessage.groupBy({
    by: ["contactId", "phoneNumberId"],
    where: { contactId: { in: contactIds }, kind: { notIn: UNWRITTEN_KINDS } },
    _max: { receivedAt: true },
  });
  const people = await peopleOf(db, contactIds);
  const changes = await db.inboundMessage.findMany({
    where: {
      contactId: { in: contactIds },
      kind: "edit",
      contextWamid: { in: rows.map((row) => row.wamid) },
    },
    select: { contactId: true, recordedAt: true },
  });
  const seen = new Map<string, Date>();
  for (const { contactId, recordedAt } of [...rows, ...changes]) {
    const newest = seen.get(contactId);
    if (!newest || newest < recordedAt) seen.set(contactId, recordedAt);
  }
  const lastOrders = new Map(orders.map((order) => [order.contactId, order]));
  return { answered, people, lastOrders, stopped, seen, windows };
}

function rowOf(row: InboundRow, context: Awaited<ReturnType<typeof contextOf>>): ReplyRow {
  const answered = context.answered.find((message) => message.id === row.answersMessageId);
  const window = context.windows.find(
    (one) => one.contactId === row.contactId && one.phoneNumberId === row.phoneNumberId,
  );
  const failed = context.answered.find((message) => message.id === row.answeredByMessageId);
  const order = context.lastOrders.get(row.contactId);
  const contact = context.people.get(row.contactId);
  return {
    id: row.id,
    contactId: row.contactId,
    receivedAt: row.receivedAt,
    seen: context.seen.get(row.contactId) ?? row.recordedAt,
    person: contactName(contact),
    phone: maskPhone(contact?.phone ?? null),
    text: row.text,
    kind: row.kind,
    openUntil: plus(window?._max.receivedAt ?? row.receivedAt, SERVICE_WINDOW_MS),
    answers: answered
      ? {
          id: answered.id,
          origin: answered.automationKind ?? answered.purpose,
          words: readPreview(answered.preview).body,
        }
      : null,
    failedAnswer: failed
      ? { id: failed.id, reason: failed.reason ?? "refused", words: readPreview(failed.preview).body }
      : null,
    stoppedCart: context.stopped.some(
      (run) =>
        run.contactId === row.contactId &&
        run.endedAt !== null &&
        Math.abs(run.endedAt.getTime() - row.recordedAt.getTime()) < FEW_SECONDS_MS,
    ),
    lastOrder: order ?? null,
  };
}

/** Replies that wait for an answer. Uses inbound_message (shop_id, state, received_at). */
export async function listReplies(
  services: Needs,
  shopId: ShopId,
  page: { readonly after?: Edge | undefined; readonly before?: Edge | undefined },
): Promise<ReplyPage> {
  // "After" leads away from the first page, to those that came later.
  const found = await waitingReplies(services, shopId, page.after ?? page.before, page.before === undefined);
  const more = found.length > PAGE_SIZE;
  const kept = found.slice(0, PAGE_SIZE);
  if (page.before) kept.reverse();
  const [first] = kept;
  const last = kept.at(-1);
  const edge = (row: InboundRow) => writeEdge({ at: row.receivedAt, id: row.id });
  const context = await contextOf(services, shopId, kept);
  return {
    rows: kept.map((row) => rowOf(row, context)),
    after: last && (page.before ? true : more) ? edge(last) : null,
    before: first && (page.before ? more : page.after !== undefined) ? edge(first) : null,
  };
}
