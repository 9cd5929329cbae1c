import type { InboundPayload } from "#app/integrations/meta/index.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import { plus } from "#app/platform/clock.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId } from "#app/platform/ids.ts";
import { ALERT_AFTER_MS, applyChanges } from "./changed.ts";
import { concernedBy, kindOf, readableText } from "./said.ts";
import { UNWRITTEN_KINDS } from "./written.ts";

/** Kinds that nobody has to answer: they change something said before, or tell of the account. */
const NO_ANSWER_NEEDED = new Set(["reaction", "edit", "revoke", "system"]);

/**
 * Kinds with which the person did not write. A reaction may open the window for free-form answers; whether it does is
 * not documented, and `lastInboundAt` also ends the reminders of their carts.
 */
const NOT_WRITTEN = new Set(UNWRITTEN_KINDS);

/** Whether a message of this type says something that has to be answered, or answers. */
export function isReply(type: string): boolean {
  return !NO_ANSWER_NEEDED.has(type);
}

export interface NewInbound {
  readonly payload: InboundPayload;
  readonly phoneNumberId: string;
  readonly contactId: string;
  /** A stop or the like: nothing is left to answer. */
  readonly settled: boolean;
  /** BCP 47, of the shop: how an amount is written. */
  readonly locale: string;
  readonly now: Date;
  readonly causedBy: string;
}

export async function isKnownInbound(tx: Transaction, wamid: string): Promise<boolean> {
  return (await tx.db.inboundMessage.findFirst({ where: { wamid }, select: { id: true } })) !== null;
}

/** Whom a message of ours went to, by Meta's id of it. */
export async function recipientOfWamid(
  tx: Transaction,
  wamid: string | undefined,
): Promise<string | undefined> {
  if (wamid === undefined) return undefined;
  const message = await tx.db.message.findFirst({ where: { wamid }, select: { contactId: true } });
  return message?.contactId;
}

/** Whether the person was heard of after this moment: what comes from before it is old news. */
export async function isHeardSince(tx: Transaction, contactId: string, at: Date): Promise<boolean> {
  const later = await tx.db.inboundMessage.findFirst({
    where: { contactId, receivedAt: { gt: at } },
    select: { id: true },
  });
  return later !== null;
}

/** New words for a message that never came, as far as we know: they are all that there is to answer. */
async function isAlone(tx: Transaction, payload: InboundPayload): Promise<boolean> {
  const original = payload.edit ? concernedBy(payload) : undefined;
  return original !== undefined && !(await isKnownInbound(tx, original));
}

async function keep(tx: Transaction, inbound: NewInbound, id: string, answersMessageId: string | null) {
  const { payload, contactId, now } = inbound;
  const waits = !inbound.settled && (isReply(payload.type) || (await isAlone(tx, payload)));
  await tx.db.inboundMessage.create({
    data: {
      shopId: tx.shopId,
      id,
      wamid: payload.id,
      phoneNumberId: inbound.phoneNumberId,
      contactId,
      kind: kindOf(payload),
      text: readableText(payload, inbound.locale),
      payload: JSON.parse(JSON.stringify(payload)) as Prisma.InputJsonObject,
      contextWamid: concernedBy(payload) ?? null,
      answersMessageId,
      state: waits ? "waiting" : "none",
      receivedAt: payload.timestamp,
      recordedAt: now,
    },
  });
  if (waits) await markDue(tx.sql, "alert", tx.shopId, plus(now, ALERT_AFTER_MS));
  await applyChanges(tx, contactId, payload.edit || payload.revoke ? concernedBy(payload) : payload.id, now);
}

/**
 * Keeps what a shopper wrote, once. A reply is tied to the message it answers, a reaction to what it is about.
 * @returns the row, or undefined where it was known
 */
export async function saveInbound(tx: Transaction, inbound: NewInbound) {
  const { payload, contactId, now } = inbound;
  if (await isKnownInbound(tx, payload.id)) return undefined;
  const concerned = concernedBy(payload);
  const answered = concerned
    ? await tx.db.message.findFirst({ where: { wamid: concerned, contactId } })
    : null;
  const at = payload.timestamp;
  const id = newId();
  await keep(tx, inbound, id, answered?.id ?? null);
  if (!NOT_WRITTEN.has(payload.type))
    await tx.db.contact.updateMany({
      where: { id: contactId, OR: [{ lastInboundAt: null }, { lastInboundAt: { lt: at } }] },
      data: { lastInboundAt: at, updatedAt: now },
    });
  if (answered && isReply(payload.type)) {
    await tx.db.message.updateMany({
      where: { id: answered.id, repliedAt: null },
      data: { repliedAt: at, updatedAt: now },
    });
  }
  await appendEvent(tx, {
    kind: "message.received",
    subject: `inbound:${id}`,
    contactId,
    actor: "contact",
    occurredAt: at,
    recordedAt: now,
    causedBy: inbound.causedBy,
    facts: {
      kind: kindOf(payload),
      ...(answered ? { answers: answered.id } : {}),
      ...(payload.referral ? { referral: payload.referral.source_type ?? "unknown" } : {}),
    },
  });
  return { id, answersMessageId: answered?.id ?? null, isReply: isReply(payload.type) };
}
