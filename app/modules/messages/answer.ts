import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { enqueueMessage } from "./enqueue.ts";
import { isReply } from "./inbound.ts";
import { SERVICE_WINDOW_MS } from "./replies.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime" | "signals">;

/** Meta takes at most so many characters in a text message. Source: Meta, "Text messages". */
export const LONGEST_ANSWER = 4_096;

export type AnswerProblem =
  | "empty"
  | "too_long"
  /** It was answered meanwhile, by a colleague or in another tab. */
  | "answered"
  /** The 24 hours are over: only an approved text may be sent. */
  | "window_closed"
  | "no_number"
  | "no_recipient";

export type AnswerResult = { readonly ok: true } | { readonly ok: false; readonly problem: AnswerProblem };

type InboundRow = NonNullable<Awaited<ReturnType<Transaction["db"]["inboundMessage"]["findFirst"]>>>;

/** Settles everything that this person wrote until now: one answer answers it all. */
async function settle(
  tx: Transaction,
  inbound: InboundRow,
  actor: Actor,
  now: Date,
  messageId: string | null,
) {
  await tx.db.inboundMessage.updateMany({
    where: { contactId: inbound.contactId, state: "waiting", receivedAt: { lte: now } },
    data: { state: "answered", answeredAt: now },
  });
  await appendEvent(tx, {
    kind: messageId ? "reply.answered" : "reply.settled",
    subject: `inbound:${inbound.id}`,
    contactId: inbound.contactId,
    actor,
    occurredAt: now,
    recordedAt: now,
    facts: { messageId },
  });
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
    where: { contactId, state: "waiting", receivedAt: { lte: echo.at } },
    data: { state: "answered", answeredAt: echo.at },
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

async function recipientOf(tx: Transaction, contactId: string) {
  const contact = await tx.db.contact.findFirst({ where: { id: contactId, deletedAt: null } });
  const identity = contact?.phone
    ? null
    : await tx.db.contactIdentity.findFirst({
        where: { contactId, kind: "bsuid" },
        orderBy: { createdAt: "desc" },
      });
  const recipient = contact?.phone ?? identity?.value;
  return contact && recipient
    ? { recipient, countryCode: contact.countryCode, lastInboundAt: contact.lastInboundAt }
    : undefined;
}

/**
 * Answers a shopper in free words, from the number that they wrote to, while the service window is open. The answer
 * goes through the same lane as every message, and is not sent any more once the window has closed.
 */
export async function answerReply(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  inboundId: string,
  words: string,
): Promise<AnswerResult> {
  const body = words.trim();
  if (body === "") return { ok: false, problem: "empty" };
  if (body.length > LONGEST_ANSWER) return { ok: false, problem: "too_long" };
  const result = await services.database.transaction(shopId, async (tx): Promise<AnswerResult> => {
    const now = services.shopTime.now();
    const inbound = await tx.db.inboundMessage.findFirst({ where: { id: inboundId } });
    if (inbound?.state !== "waiting") return { ok: false, problem: "answered" };
    const person = await recipientOf(tx, inbound.contactId);
    if (!person) return { ok: false, problem: "no_recipient" };
    const closesAt = plus(person.lastInboundAt ?? inbound.receivedAt, SERVICE_WINDOW_MS);
    if (closesAt <= now) return { ok: false, problem: "window_closed" };
    const number = await tx.db.phoneNumber.findFirst({
      where: { phoneNumberId: inbound.phoneNumberId, state: "connected" },
      select: { phoneNumberId: true },
    });
    if (!number) return { ok: false, problem: "no_number" };
    const id = newId();
    const isNew = await enqueueMessage(
      tx,
      {
        id,
        dedupeKey: `reply:${inbound.id}`,
        phoneNumberId: inbound.phoneNumberId,
        contactId: inbound.contactId,
        recipient: person.recipient,
        countryCode: person.countryCode,
        purpose: "reply",
        category: "SERVICE",
        templateVersionId: null,
        automationKind: null,
        enrolmentId: null,
        subject: `inbound:${inbound.id}`,
        step: 0,
        content: { type: "text", text: { body, preview_url: false } },
        preview: { picture: null, body, footer: null, buttons: [] },
        notBefore: now,
        expiresAt: closesAt,
        causedBy: `inbound:${inbound.id}`,
        actor,
      },
      now,
    );
    // A colleague was faster: their answer is on its way, this one is not lost silently.
    if (!isNew) return { ok: false, problem: "answered" };
    await settle(tx, inbound, actor, now, id);
    return { ok: true };
  });
  if (result.ok) services.signals.raise("dispatch");
  return result;
}

/** The shop has answered elsewhere, or nothing needs an answer. */
export async function settleReply(
  services: Pick<Needs, "database" | "shopTime">,
  shopId: ShopId,
  actor: Actor,
  inboundId: string,
): Promise<void> {
  await services.database.transaction(shopId, async (tx) => {
    const inbound = await tx.db.inboundMessage.findFirst({ where: { id: inboundId, state: "waiting" } });
    if (inbound) await settle(tx, inbound, actor, services.shopTime.now(), null);
  });
}
