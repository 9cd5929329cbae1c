import { contactName, maskPhone } from "#app/modules/contacts/index.ts";
import { type MediaView, mediaOf } from "#app/modules/media/index.ts";
import {
  type Edge,
  type FreeEntry,
  freeEntryOf,
  readPreview,
  SERVICE_WINDOW_MS,
  settledLast,
  writeEdge,
} from "#app/modules/messages/index.ts";
import type { MessagePreview } from "#app/modules/templates/index.ts";
import { plus } from "#app/platform/clock.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import { isUuid, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type CartBeside, lastCart, lastOrder, type OrderBeside } from "./beside.ts";

/** One thing that was said, by whomever. */
export type ThreadEntry = {
  readonly id: string;
  /** Shop time. */
  readonly at: Date;
} & (
  | {
      readonly from: "person";
      readonly kind: string;
      readonly text: string | null;
      /** The file that came with it. */
      readonly media: MediaView | null;
      readonly waiting: boolean;
      /** Whether it waits although it was answered: that answer was not sent, or failed. */
      readonly answerFailed: boolean;
      /** The automations whose runs this reply ended. */
      readonly stopped: readonly string[];
    }
  | {
      readonly from: "shop";
      readonly origin: string;
      readonly step: number;
      readonly template: string | null;
      readonly language: string | null;
      readonly status: string;
      readonly reason: string | null;
      readonly preview: MessagePreview;
    }
  /** Written on the shop's own phone. */
  | { readonly from: "phone"; readonly kind: string; readonly text: string | null }
);

/** Everything between the shop and one person. */
export interface Thread {
  readonly contactId: string;
  readonly person: string;
  /** Masked. */
  readonly phone: string;
  /** Shop time until which an answer may be free-form; null where they never wrote. */
  readonly openUntil: Date | null;
  /** They came from an ad: until when everything is free, or until when to answer so that it will be. */
  readonly free: FreeEntry | null;
  /** Whether something of theirs waits for an answer. */
  readonly waiting: boolean;
  /** When the newest that waits was recorded, of those this page and the older ones show; null where none does. */
  readonly seen: Date | null;
  /** When somebody said that nothing is left to answer, while that can be taken back. */
  readonly settledAt: Date | null;
  readonly lastCart: CartBeside | null;
  readonly lastOrder: OrderBeside | null;
  /** Oldest first. */
  readonly entries: readonly ThreadEntry[];
  /** The edge behind which older ones lie. */
  readonly before: string | null;
}

const PAGE = 40;

/** Changes are shown in the message that they change. */
const CHANGES = ["edit", "revoke"];
/** New words for a message that never came stand for themselves. */
const SHOWN = { OR: [{ kind: { notIn: CHANGES } }, { kind: "edit", state: { not: "none" } }] };

function olderThan(column: "createdAt" | "receivedAt" | "sentAt", edge: Edge | undefined) {
  return edge ? { OR: [{ [column]: { lt: edge.at } }, { [column]: edge.at, id: { lt: edge.id } }] } : {};
}

/** Uses inbound_message (shop_id, contact_id, received_at). */
async function personSaid(db: ShopClient, contactId: string, edge: Edge | undefined) {
  const rows = await db.inboundMessage.findMany({
    where: { contactId, AND: [SHOWN, olderThan("receivedAt", edge)] },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    select: {
      id: true,
      receivedAt: true,
      recordedAt: true,
      kind: true,
      text: true,
      state: true,
      answeredByMessageId: true,
    },
  });
  const media = await mediaOf(
    db,
    rows.map(({ id }) => id),
  );
  const ended = await db.enrolment.findMany({
    // A reply and the runs that it ends are written with one time.
    where: { contactId, endReason: "replied", endedAt: { in: rows.map((row) => row.recordedAt) } },
    select: { endedAt: true, automation: { select: { kind: true } } },
  });
  return rows.map((row): ThreadEntry => {
    const stopped = ended.filter((run) => run.endedAt?.getTime() === row.recordedAt.getTime());
    return {
      from: "person",
      id: row.id,
      at: row.receivedAt,
      kind: row.kind,
      text: row.text,
      media: media.get(row.id) ?? null,
      waiting: row.state === "waiting",
      answerFailed: row.state === "waiting" && row.answeredByMessageId !== null,
      stopped: [...new Set(stopped.map((run) => run.automation.kind))],
    };
  });
}

/** Uses message (shop_id, contact_id, created_at). */
async function shopSaid(db: ShopClient, contactId: string, edge: Edge | undefined) {
  const rows = await db.message.findMany({
    where: { contactId, ...olderThan("createdAt", edge) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    select: {
      id: true,
      createdAt: true,
      automationKind: true,
      purpose: true,
      step: true,
      status: true,
      reason: true,
      preview: true,
      templateVersion: { select: { language: true, template: { select: { purpose: true } } } },
    },
  });
  return rows.map(
    (row): ThreadEntry => ({
      from: "shop",
      id: row.id,
      at: row.createdAt,
      origin: row.automationKind ?? row.purpose,
      step: row.step,
      template: row.templateVersion?.template.purpose ?? null,
      language: row.templateVersion?.language ?? null,
      status: row.status,
      reason: row.reason,
      preview: readPreview(row.preview),
    }),
  );
}

/** Uses echo_message (shop_id, contact_id, sent_at). */
async function phoneSaid(db: ShopClient, contactId: string, edge: Edge | undefined) {
  const rows = await db.echoMessage.findMany({
    where: { contactId, ...olderThan("sentAt", edge) },
    orderBy: [{ sentAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    select: { id: true, sentAt: true, kind: true, text: true },
  });
  return rows.map(
    ({ id, sentAt, kind, text }): ThreadEntry => ({ from: "phone", id, at: sentAt, kind, text }),
  );
}

function newestFirst(one: ThreadEntry, other: ThreadEntry): number {
  return other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1);
}

/**
 * What was said between the shop and a person, a page of it from the newest back.
 * @param before the edge of the page that was shown last
 * @returns undefined for what is no contact of this shop
 */
export async function readThread(
  { database, shopTime }: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  contactId: string,
  before?: Edge,
): Promise<Thread | undefined> {
  if (!isUuid(contactId)) return undefined;
  const db = database.shop(shopId);
  const contact = await db.contact.findFirst({ where: { id: contactId } });
  if (!contact) return undefined;
  // Read first: whatever comes in between is shown, and was not counted as seen.
  const newest = await db.inboundMessage.findFirst({
    where: {
      contactId,
      AND: [{ OR: [{ state: "waiting" }, { kind: "edit" }] }, olderThan("receivedAt", before)],
    },
    orderBy: { recordedAt: "desc" },
    select: { recordedAt: true },
  });
  const [person, shop, phone, cart, order, waiting, settledAt, free] = await Promise.all([
    personSaid(db, contactId, before),
    shopSaid(db, contactId, before),
    phoneSaid(db, contactId, before),
    lastCart(db, contactId),
    lastOrder(db, contactId),
    db.inboundMessage.findFirst({ where: { contactId, state: "waiting" }, select: { id: true } }),
    settledLast(db, contactId),
    freeEntryOf(db, contactId, shopTime.now()),
  ]);
  const found = [...person, ...shop, ...phone].sort(newestFirst);
  const entries = found.slice(0, PAGE).reverse();
  const [oldest] = entries;
  return {
    contactId,
    person: contactName(contact),
    phone: maskPhone(contact.phone),
    openUntil: contact.lastInboundAt && plus(contact.lastInboundAt, SERVICE_WINDOW_MS),
    free,
    waiting: waiting !== null,
    seen: waiting && newest ? newest.recordedAt : null,
    settledAt,
    lastCart: cart,
    lastOrder: order,
    entries,
    before: oldest && found.length > PAGE ? writeEdge(oldest) : null,
  };
}
