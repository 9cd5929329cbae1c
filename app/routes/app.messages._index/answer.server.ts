import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import { type AnswerProblem, answerReply, settleReply } from "#app/modules/messages/index.ts";
import { isUuid } from "#app/platform/ids.ts";

const seen = z.iso.datetime().pipe(z.coerce.date());

const intent = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("answer"),
    id: z.string().refine(isUuid),
    draft: z.string().refine(isUuid),
    text: z.string(),
    seen,
  }),
  z.object({ intent: z.literal("settle"), id: z.string().refine(isUuid), seen }),
]);

export type AnswerOutcome =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly id: string; readonly problem: AnswerProblem };

/** Answers a reply or marks it as answered. @returns undefined for a form that is neither */
export async function actOnReply(merchant: Merchant, form: FormData): Promise<AnswerOutcome | undefined> {
  const { services, shopId, actor } = merchant;
  const parsed = intent.safeParse(Object.fromEntries(form));
  if (!parsed.success) return undefined;
  const asked = parsed.data;
  if (asked.intent === "settle") {
    await settleReply(services, shopId, actor, asked.id, asked.seen);
    return { ok: true, id: asked.id };
  }
  const { id: inboundId, draft, text: words } = asked;
  const written = { inboundId, draft, words, seen: asked.seen };
  return { ...(await answerReply(services, shopId, actor, written)), id: inboundId };
}
