import { z } from "zod";
import type { SendEndpoint } from "#app/integrations/meta/index.ts";
import { contactName, maskPhone } from "#app/modules/contacts/index.ts";
import { type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import type { MessagePreview } from "#app/modules/templates/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import { isUuid, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type AgainVerdict, type Ended, lookAgain } from "./again.ts";
import { costOfMessage } from "./cost.ts";
import { freeEntryOfMessage } from "./free-entry.ts";
import { givenUp } from "./lifetime.ts";
import { readPreview } from "./preview.ts";
import { type OrderResult, ordersOf } from "./results.ts";
import { boughtOf, type ListRow, placedOrders, waitingOf } from "./rows.ts";
import {
  type SeenFacts,
  type TimelineEntry,
  type TimelineFacts,
  type TimelineReply,
  timelineOf,
} from "./timeline.ts";
import { deliveryIn, toldBy } from "./told-by.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

/** One message, or one run that has none, with everything that happened to it. */
export interface MessageDetail {
  readonly id: string;
  readonly source: "message" | "run";
  readonly person: string;
  /** Masked. */
  readonly phone: string;
  readonly contactId: string;
  readonly unusable: boolean;
  readonly origin: string;
  readonly step: number;
  readonly template: string | null;
  readonly language: string | null;
  readonly category: string | null;
  readonly status: ListRow["status"];
  readonly reason: string | null;
  readonly waiting: ListRow["waiting"];
  /** Exactly what was or will be sent; null for a run. */
  readonly preview: MessagePreview | null;
  /** Shop time of sending, else of making: the phone shows it. */
  readonly at: Date;
  readonly timeline: readonly TimelineEntry[];
  readonly bought: ListRow["bought"];
  readonly cost: ListRow["cost"];
  readonly pricing: { readonly category: string | null; readonly type: string | null };
  /** Until when everything to this person is free, where this message is: they came from an ad. */
  readonly freeUntil: Date | null;
  readonly wamid: string | null;
  /** Of Meta, where it was sent to; null where it was not called yet. */
  readonly endpoint: SendEndpoint | null;
  /** Whether it may be sent once more; null for a run. */
  readonly again: AgainVerdict | null;
  /** Meta's own words, where it refused. */
  readonly error: { readonly code: number; readonly detail: string | null } | null;
}

const CONTACT = {
  select: { id: true, firstName: true, lastName: true, profileName: true, phone: true, reachability: true },
} as const;

const seenFacts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Kept facts are flat; an unreadable one is not worth losing the page for. */
function readFacts(stored: unknown): SeenFacts {
  const parsed = seenFacts.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

/** `delivery:<id>`: the webhook, if it is of this shop and still kept. */
async function causeOf(
  { database }: Pick<Needs, "database">,
  shop: ShopProfile,
  causedBy: string | null | undefined,
): Promise<TimelineFacts["cause"]> {
  const id = deliveryIn(causedBy);
  if (!id || !isUuid(id)) return null;
  const delivery = await database.system.inboxDelivery.findUnique({
    where: { id },
    select: { topic: true, shopDomain: true, triggeredAt: true },
  });
  // Triggered-At is when it happened; received_at is system time, which a moved shop clock does not follow.
  return delivery?.triggeredAt && delivery.shopDomain === shop.domain
    ? { topic: delivery.topic, at: delivery.triggeredAt, delivery: id }
    : null;
}

function runIn(db: ShopClient, id: string) {
  return db.enrolment.findFirst({
    where: { id },
    include: {
      contact: CONTACT,
      automation: { select: { kind: true } },
      decisions: { orderBy: { decidedAt: "asc" }, take: 500 },
    },
  });
}

type RunRow = NonNullable<Awaited<ReturnType<typeof runIn>>>;

function decisionsOf(run: RunRow | null, step: number): TimelineFacts["decisions"] {
  return (run?.decisions ?? [])
    .filter((decision) => decision.step === step)
    .map((decision) => ({ ...decision, facts: readFacts(decision.facts) }));
}

function eventsOf(db: ShopClient, messageId: string) {
  return db.event.findMany({
    where: { subject: `message:${messageId}` },
    orderBy: { recordedAt: "asc" },
    take: 200,
  });
}

type EventRow = Awaited<ReturnType<typeof eventsOf>>[number];

function toldIn({ kind, occurredAt, facts }: EventRow): TimelineFacts["events"][number] {
  const seen = readFacts(facts);
  const held = kind === "message.accepted" && seen.held === true;
  const reason = typeof seen.reason === "string" ? seen.reason : null;
  return { kind: held ? "message.held" : kind, at: occurredAt, reason };
}

/** What goes well is told in swarms, a failure by an event of its own. */
async function webhooksOf({ database }: Needs, shopId: ShopId, message: MessageRow, events: EventRow[]) {
  const failed = deliveryIn(events.findLast(({ kind }) => kind === "message.failed")?.causedBy);
  return { ...(await toldBy(database.sql, shopId, message)), ...(failed ? { failed } : {}) };
}

function messageIn(db: ShopClient, id: string) {
  return db.message.findFirst({
    where: { id },
    include: {
      contact: CONTACT,
      links: { select: { firstClickedAt: true, clicks: true } },
      templateVersion: {
        select: { language: true, ttlSeconds: true, template: { select: { purpose: true } } },
      },
    },
  });
}

/** What is answered later than that stands on the page of its person. */
const ANSWERED_WITHIN_MS = 30 * DAY;

/** What a person wrote, with the webhook that told it. Uses inbound_message (shop_id, contact_id, received_at). */
async function wordsOf(db: ShopClient, where: object): Promise<TimelineReply[]> {
  const rows = await db.inboundMessage.findMany({
    where,
    orderBy: { receivedAt: "asc" },
    take: 20,
    select: {
      id: true,
      receivedAt: true,
      text: true,
      kind: true,
      state: true,
      answeredAt: true,
      answeredByMessageId: true,
    },
  });
  if (rows.length === 0) return [];
  const heard = await db.event.findMany({
    where: { subject: { in: rows.map(({ id }) => `inbound:${id}`) }, kind: "message.received" },
    select: { subject: true, causedBy: true },
  });
  const toldBy = new Map(heard.map(({ subject, causedBy }) => [subject, deliveryIn(causedBy)]));
  return rows.map(({ id, receivedAt, text, kind, state, answeredAt, answeredByMessageId }) => {
    const delivery = toldBy.get(`inbound:${id}`);
    return {
      at: receivedAt,
      text,
      reaction: kind === "reaction",
      ...(delivery ? { delivery } : {}),
      answered:
        state === "answered" && answeredAt ? { at: answeredAt, messageId: answeredByMessageId } : null,
    };
  });
}

type MessageRow = NonNullable<Awaited<ReturnType<typeof messageIn>>>;

async function timelineOfMessage(
  services: Needs,
  shop: ShopProfile,
  message: MessageRow,
  order: OrderResult | null,
  ended: Ended | undefined,
): Promise<TimelineEntry[]> {
  const db = services.database.shop(shop.id);
  const run = message.enrolmentId ? await runIn(db, message.enrolmentId) : null;
  const events = await eventsOf(db, message.id);
  const written = { contactId: message.contactId };
  const replies = await wordsOf(db, {
    ...written,
    receivedAt: { gte: message.createdAt },
    answersMessageId: message.id,
  });
  const asked = await wordsOf(db, {
    ...written,
    receivedAt: { gte: plus(message.createdAt, -ANSWERED_WITHIN_MS), lte: message.createdAt },
    answeredByMessageId: message.id,
  });
  return timelineOf({
    cause: await causeOf(services, shop, run?.causedBy),
    run: message.step === 0 ? run : null,
    decisions: decisionsOf(run, message.step),
    message: {
      ...message,
      byStaff: message.actor.startsWith("staff:"),
      sentAgain: ended?.sentAs && ended.sentAgainAt ? { id: ended.sentAs, at: ended.sentAgainAt } : null,
      givenUp: givenUp(message, message.templateVersion?.ttlSeconds ?? null, services.shopTime.now()),
      toldBy: await webhooksOf(services, shop.id, message, events),
    },
    events: events.map(toldIn),
    taps: message.links.flatMap(({ firstClickedAt, clicks }) =>
      firstClickedAt ? [{ at: firstClickedAt, clicks }] : [],
    ),
    replies,
    asked: message.purpose === "reply" ? asked : [],
    order,
  });
}

async function detailOfMessage(
  services: Needs,
  shop: ShopProfile,
  message: MessageRow,
): Promise<MessageDetail> {
  const db = services.database.shop(shop.id);
  const now = services.shopTime.now();
  const order = (await ordersOf(db, [message])).get(message.id) ?? null;
  const [looked] = await lookAgain(services.database.sql, shop, [message.id], now);
  return {
    id: message.id,
    source: "message",
    person: contactName(message.contact),
    phone: maskPhone(message.recipient.startsWith("+") ? message.recipient : null),
    contactId: message.contactId,
    unusable: message.contact.reachability === "unusable",
    origin: message.automationKind ?? message.purpose,
    step: message.step,
    template: message.templateVersion?.template.purpose ?? null,
    language: message.templateVersion?.language ?? null,
    category: message.category,
    status: message.status as ListRow["status"],
    reason: message.reason,
    waiting: waitingOf(message, shop, now),
    preview: readPreview(message.preview),
    at: message.sentAt ?? message.acceptedAt ?? message.createdAt,
    timeline: await timelineOfMessage(services, shop, message, order, looked?.message),
    bought: null,
    cost: costOfMessage(message),
    pricing: { category: message.pricingCategory, type: message.pricingType },
    freeUntil: message.pricingType === "free_entry_point" ? await freeEntryOfMessage(db, message) : null,
    wamid: message.wamid,
    endpoint: message.endpoint as SendEndpoint | null,
    again: looked?.again ?? null,
    error: message.errorCode === null ? null : { code: message.errorCode, detail: message.errorDetail },
  };
}

async function detailOfRun(services: Needs, shop: ShopProfile, run: RunRow): Promise<MessageDetail> {
  const latest = run.decisions.at(-1);
  const why = latest?.outcome === "postponed" ? latest.reason : "due";
  return {
    id: run.id,
    source: "run",
    person: contactName(run.contact),
    phone: maskPhone(run.contact.phone),
    contactId: run.contactId,
    unusable: run.contact.reachability === "unusable",
    origin: run.automation.kind,
    step: run.step,
    template: null,
    language: null,
    category: null,
    status: run.state === "waiting" ? "waiting" : "ended",
    reason: run.endReason,
    waiting: run.state === "waiting" ? { why, until: run.dueAt } : null,
    preview: null,
    at: run.startedAt,
    timeline: timelineOf({
      cause: await causeOf(services, shop, run.causedBy),
      run,
      // Messages that were sent before have pages of their own, with what was decided about them.
      decisions: decisionsOf(run, run.step),
      message: null,
      events: [],
      taps: [],
      replies: [],
      order: null,
    }),
    bought: boughtOf(run, latest, await placedOrders(services.database.shop(shop.id), [run])),
    cost: null,
    pricing: { category: null, type: null },
    freeUntil: null,
    wamid: null,
    endpoint: null,
    again: null,
    error: null,
  };
}

/** @returns undefined for an id that is neither a message nor a run of this shop */
export async function messageDetail(
  services: Needs,
  shopId: ShopId,
  id: string,
): Promise<MessageDetail | undefined> {
  if (!isUuid(id)) return undefined;
  const db = services.database.shop(shopId);
  const shop = await shopIn({ db });
  const message = await messageIn(db, id);
  if (message) return detailOfMessage(services, shop, message);
  const run = await runIn(db, id);
  return run ? detailOfRun(services, shop, run) : undefined;
}
