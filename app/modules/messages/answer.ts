import type { Actor } from "#app/modules/events/index.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { enqueueFreeForm, type FreeForm, type FreeFormProblem, LONGEST_TEXT } from "./free-form.ts";
import { LOCK_REPLY } from "./replies.sql.ts";
import { settle } from "./settle.ts";
import { lastWritten } from "./written.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime" | "signals">;

export type AnswerProblem =
  | "empty"
  | "too_long"
  /** It was answered meanwhile, by a colleague or in another tab. */
  | "answered"
  | FreeFormProblem;

export type AnswerResult = { readonly ok: true } | { readonly ok: false; readonly problem: AnswerProblem };

function problemOf(body: string): AnswerProblem | undefined {
  if (body === "") return "empty";
  return body.length > LONGEST_TEXT ? "too_long" : undefined;
}

/** A form that was filled in. */
interface Written {
  /** Id of the form: sent twice with the same words, it is one message. */
  readonly draft: string;
  readonly words: string;
  /** When the newest was recorded that stood above the form; null where nothing waited. */
  readonly seen: Date | null;
}

/** Whether these words of this form are under way or were sent, and by which key; what failed may be sent anew. */
async function lookUp(tx: Transaction, draft: string, body: string) {
  const first = `written:${draft}:${sha256Hex(body).slice(0, 16)}`;
  for (let dedupeKey = first; ; ) {
    const known = await tx.db.message.findFirst({ where: { dedupeKey }, select: { id: true, status: true } });
    if (!known) return { dedupeKey, isKnown: false };
    if (known.status !== "failed" && known.status !== "suppressed") return { dedupeKey, isKnown: true };
    dedupeKey = `${first}:${known.id}`;
  }
}

/** Sends the text, and settles what waited for it. */
async function sendAndSettle(
  tx: Transaction,
  text: FreeForm,
  seen: Date | null,
  now: Date,
): Promise<AnswerResult> {
  const sent = await enqueueFreeForm(tx, text, now);
  if (!sent.ok) return sent;
  const { contactId, subject, actor } = text;
  if (sent.isNew) await settle(tx, { contactId, subject, actor, messageId: sent.id, seen }, now);
  return { ok: true };
}

/**
 * Answers a shopper in free words, from the number that they wrote to, while the service window is open. The answer
 * goes through the same lane as every message, and is not sent any more once the window has closed.
 */
export async function answerReply(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  asked: Written & { readonly inboundId: string },
): Promise<AnswerResult> {
  const { inboundId, draft, seen } = asked;
  const body = asked.words.trim();
  const problem = problemOf(body);
  if (problem) return { ok: false, problem };
  const result = await services.database.transaction(shopId, async (tx): Promise<AnswerResult> => {
    await tx.sql(LOCK_REPLY, [shopId, inboundId]);
    const { dedupeKey, isKnown } = await lookUp(tx, draft, body);
    if (isKnown) return { ok: true };
    const inbound = await tx.db.inboundMessage.findFirst({ where: { id: inboundId } });
    // A colleague was faster: their answer is on its way, this one is not lost silently.
    if (inbound?.state !== "waiting") return { ok: false, problem: "answered" };
    const { id, contactId, phoneNumberId } = inbound;
    const text = { dedupeKey, contactId, phoneNumberId, body, subject: `inbound:${id}`, actor };
    return sendAndSettle(tx, text, seen, services.shopTime.now());
  });
  if (result.ok) services.signals.raise("dispatch");
  return result;
}

/** Writes to a person who wrote, in free words, whether or not something of theirs waits. */
export async function writeToPerson(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  asked: Written & { readonly contactId: string },
): Promise<AnswerResult> {
  const { contactId, draft, seen } = asked;
  const body = asked.words.trim();
  const problem = problemOf(body);
  if (problem) return { ok: false, problem };
  const result = await services.database.transaction(shopId, async (tx): Promise<AnswerResult> => {
    const last = await lastWritten(tx.db, contactId);
    if (!last) return { ok: false, problem: "window_closed" };
    const { phoneNumberId } = last;
    const { dedupeKey } = await lookUp(tx, draft, body);
    const text = { dedupeKey, contactId, phoneNumberId, body, subject: `contact:${contactId}`, actor };
    return sendAndSettle(tx, text, seen, services.shopTime.now());
  });
  if (result.ok) services.signals.raise("dispatch");
  return result;
}
