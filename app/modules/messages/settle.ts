import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { isReply } from "./inbound.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

interface Settled {
  readonly contactId: string;
  /** `inbound:<id>` or `contact:<id>`. */
  readonly subject: string;
  readonly actor: Actor;
  /** What answered; null where nothing is left to answer. */
  readonly messageId: string | null;
  /** When the newest was recorded that whoever settles has seen: what came later still waits. Null: they saw none. */
  readonly seen: Date | null;
}

/** What changed its words later than that: who settles has not read them. */
async function unread(
  tx: Transaction,
  contactId: string,
  after: { recordedAt: Date } | { receivedAt: Date },
) {
  const at =
    "recordedAt" in after
      ? { recordedAt: { gt: after.recordedAt } }
      : { receivedAt: { gt: after.receivedAt } };
  const changes = await tx.db.inboundMessage.findMany({
    where: { contactId, kind: "edit", ...at },
    select: { contextWamid: true },
  });
  return changes.flatMap(({ contextWamid }) => contextWamid ?? []);
}

/** Settles what this person wrote and was seen: one answer answers it all. @returns how many waited */
export async function settle(tx: Transaction, settled: Settled, now: Date): Promise<number> {
  const { contactId, subject, actor, messageId, seen } = settled;
  if (!seen) return 0;
  const { count } = await tx.db.inboundMessage.updateMany({
    where: {
      contactId,
      state: "waiting",
      recordedAt: { lte: seen },
      wamid: { notIn: await unread(tx, contactId, { recordedAt: seen }) },
    },
    data: { state: "answered", answeredAt: now, answeredByMessageId: messageId },
  });
  if (count === 0) return 0;
  await appendEvent(tx, {
    kind: messageId ? "reply.answered" : "reply.settled",
    subject,
    contactId,
    actor,
    occurredAt: now,
    recordedAt: now,
    facts: { messageId },
  });
  return count;
}

/**
 * The shop has answered on the phone itself, in coexistence: what the person wrote until then waits no longer.
 * @param echo what Meta told of the answer
 */
export async function settleByPhone(
  tx: Transaction,
  contactId: string,
  echo: { readonly wamid: string; readonly type: string; readonly at: Date; readonly causedBy: string },
  now: Date,
): Promise<void> {
  if (!isReply(echo.type)) return;
  const { count } = await tx.db.inboundMessage.updateMany({
    where: {
      contactId,
      state: "waiting",
      receivedAt: { lte: echo.at },
      wamid: { notIn: await unread(tx, contactId, { receivedAt: echo.at }) },
    },
    data: { state: "answered", answeredAt: echo.at, answeredByMessageId: null },
  });
  if (count === 0) return;
  await appendEvent(tx, {
    kind: "reply.answered",
    subject: `contact:${contactId}`,
    contactId,
    // Meta does not tell who held the phone.
    actor: "staff:phone",
    occurredAt: echo.at,
    recordedAt: now,
    causedBy: echo.causedBy,
    facts: { messageId: null, wamid: echo.wamid, replies: count },
  });
}

/** The shop has answered elsewhere, or nothing needs an answer. @param seen as in {@link Settled} */
export async function settleReply(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  inboundId: string,
  seen: Date,
): Promise<void> {
  await services.database.transaction(shopId, async (tx) => {
    const inbound = await tx.db.inboundMessage.findFirst({ where: { id: inboundId, state: "waiting" } });
    if (!inbound) return;
    const { contactId } = inbound;
    const settled = { contactId, subject: `inbound:${inboundId}`, actor, messageId: null, seen };
    await settle(tx, settled, services.shopTime.now());
  });
}

/** As {@link settleReply}, for everything that this person wrote. */
export async function settlePerson(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  contactId: string,
  seen: Date | null,
): Promise<void> {
  await services.database.transaction(shopId, async (tx) => {
    const settled = { contactId, subject: `contact:${contactId}`, actor, messageId: null, seen };
    await settle(tx, settled, services.shopTime.now());
  });
}

const TURNS = ["reply.answered", "reply.settled", "reply.reopened"];

/**
 * When somebody last said that nothing is left to answer, if nothing came after it: that can be taken back.
 * Uses event (shop_id, contact_id, recorded_at).
 */
export async function settledLast(db: Transaction["db"], contactId: string): Promise<Date | null> {
  const waiting = await db.inboundMessage.findFirst({
    where: { contactId, state: "waiting" },
    select: { id: true },
  });
  if (waiting) return null;
  const turn = await db.event.findFirst({
    where: { contactId, kind: { in: TURNS } },
    orderBy: { recordedAt: "desc" },
    select: { kind: true, occurredAt: true },
  });
  return turn?.kind === "reply.settled" ? turn.occurredAt : null;
}

/** Takes back that nothing was left to answer: what was settled then waits again. */
export async function reopenReplies(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  contactId: string,
): Promise<void> {
  await services.database.transaction(shopId, async (tx) => {
    const settledAt = await settledLast(tx.db, contactId);
    if (!settledAt) return;
    const { count } = await tx.db.inboundMessage.updateMany({
      where: { contactId, state: "answered", answeredAt: settledAt },
      data: { state: "waiting", answeredAt: null },
    });
    if (count === 0) return;
    const now = services.shopTime.now();
    await appendEvent(tx, {
      kind: "reply.reopened",
      subject: `contact:${contactId}`,
      contactId,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { replies: count },
    });
  });
}
