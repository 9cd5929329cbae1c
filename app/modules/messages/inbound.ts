import type { InboundPayload } from "#app/integrations/meta/index.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";

/** Kinds that nobody has to answer: they change something said before, or tell of the account. */
const NO_ANSWER_NEEDED = new Set(["reaction", "edit", "revoke", "system", "unsupported"]);

/** What the person said, in words: typed, or written on the button that was tapped. */
export function textOf(payload: InboundPayload): string | null {
  const { interactive } = payload;
  return (
    payload.text?.body ??
    payload.button?.text ??
    interactive?.button_reply?.title ??
    interactive?.list_reply?.title ??
    null
  );
}

export interface NewInbound {
  readonly payload: InboundPayload;
  readonly phoneNumberId: string;
  readonly contactId: string;
  /** A stop or the like: nothing is left to answer. */
  readonly settled: boolean;
  readonly now: Date;
  readonly causedBy: string;
}

/**
 * Keeps what a shopper wrote, once. A reply is tied to the message it answers.
 * @returns the row, or undefined where it was known
 */
export async function saveInbound(tx: Transaction, inbound: NewInbound) {
  const { payload, contactId, now } = inbound;
  if (await tx.db.inboundMessage.findFirst({ where: { wamid: payload.id } })) return undefined;
  const answered = payload.context?.id
    ? await tx.db.message.findFirst({ where: { wamid: payload.context.id, contactId } })
    : null;
  const at = payload.timestamp;
  const quiet = inbound.settled || NO_ANSWER_NEEDED.has(payload.type);
  const id = newId();
  await tx.db.inboundMessage.create({
    data: {
      shopId: tx.shopId,
      id,
      wamid: payload.id,
      phoneNumberId: inbound.phoneNumberId,
      contactId,
      kind: payload.type,
      text: textOf(payload),
      payload: JSON.parse(JSON.stringify(payload)) as Prisma.InputJsonObject,
      contextWamid: payload.context?.id ?? null,
      answersMessageId: answered?.id ?? null,
      state: quiet ? "none" : "waiting",
      receivedAt: at,
      recordedAt: now,
    },
  });
  await tx.db.contact.updateMany({
    where: { id: contactId, OR: [{ lastInboundAt: null }, { lastInboundAt: { lt: at } }] },
    data: { lastInboundAt: at, updatedAt: now },
  });
  if (answered && !NO_ANSWER_NEEDED.has(payload.type)) {
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
    facts: { kind: payload.type, ...(answered ? { answers: answered.id } : {}) },
  });
  return { id, answersMessageId: answered?.id ?? null, isReply: !NO_ANSWER_NEEDED.has(payload.type) };
}
