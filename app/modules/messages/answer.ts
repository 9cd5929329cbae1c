import type { Actor } from "#app/modules/events/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { enqueueFreeForm, type FreeForm, type FreeFormProblem, LONGEST_TEXT } from "./free-form.ts";
import { settle } from "./settle.ts";

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

/** Sends the text, and settles what waited for it. */
async function sendAndSettle(tx: Transaction, text: FreeForm, now: Date): Promise<AnswerResult> {
  const sent = await enqueueFreeForm(tx, text, now);
  if (!sent.ok) return sent;
  // A colleague was faster: their answer is on its way, this one is not lost silently.
  if (!sent.isNew) return { ok: false, problem: "answered" };
  const { contactId, subject, actor } = text;
  await settle(tx, { contactId, subject, actor, messageId: sent.id }, now);
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
  inboundId: string,
  words: string,
): Promise<AnswerResult> {
  const body = words.trim();
  const problem = problemOf(body);
  if (problem) return { ok: false, problem };
  const result = await services.database.transaction(shopId, async (tx): Promise<AnswerResult> => {
    const inbound = await tx.db.inboundMessage.findFirst({ where: { id: inboundId } });
    if (inbound?.state !== "waiting") return { ok: false, problem: "answered" };
    const { id, contactId, phoneNumberId } = inbound;
    const text = {
      dedupeKey: `reply:${id}`,
      contactId,
      phoneNumberId,
      body,
      subject: `inbound:${id}`,
      actor,
    };
    return sendAndSettle(tx, text, services.shopTime.now());
  });
  if (result.ok) services.signals.raise("dispatch");
  return result;
}

/**
 * Writes to a person who wrote, in free words, whether or not something of theirs waits.
 * @param draft id of the form that was filled: sent twice, it is one message
 */
export async function writeToPerson(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  asked: { readonly contactId: string; readonly draft: string; readonly words: string },
): Promise<AnswerResult> {
  const { contactId, draft } = asked;
  const body = asked.words.trim();
  const problem = problemOf(body);
  if (problem) return { ok: false, problem };
  const result = await services.database.transaction(shopId, async (tx): Promise<AnswerResult> => {
    const last = await tx.db.inboundMessage.findFirst({
      where: { contactId },
      orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
      select: { phoneNumberId: true },
    });
    if (!last) return { ok: false, problem: "window_closed" };
    const { phoneNumberId } = last;
    const dedupeKey = `written:${draft}`;
    const text = { dedupeKey, contactId, phoneNumberId, body, subject: `contact:${contactId}`, actor };
    const sent = await sendAndSettle(tx, text, services.shopTime.now());
    return sent.ok || sent.problem !== "answered" ? sent : { ok: true };
  });
  if (result.ok) services.signals.raise("dispatch");
  return result;
}
