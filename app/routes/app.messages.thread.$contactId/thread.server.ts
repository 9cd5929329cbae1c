import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import {
  type OfferedText,
  type ReopenProblem,
  readThread,
  reopenConversation,
  type Thread,
  type ThreadEntry,
  textsToReopen,
} from "#app/modules/conversations/index.ts";
import {
  type AnswerProblem,
  readEdge,
  reopenReplies,
  settlePerson,
  writeToPerson,
} from "#app/modules/messages/index.ts";
import { isUuid } from "#app/platform/ids.ts";

/** JSON has no bigint, and its times are text. */
function toEntry(entry: ThreadEntry) {
  return { ...entry, at: entry.at.toISOString() };
}

function toOffer({ verdict, ...text }: OfferedText) {
  const { recipient: _recipient, ...judged } = verdict;
  return {
    ...text,
    verdict: judged.verdict === "wait" ? { ...judged, until: judged.until.toISOString() } : judged,
  };
}
export type Offer = ReturnType<typeof toOffer>;

function toPage(
  { openUntil, seen, settledAt, lastCart, lastOrder, free, entries, ...thread }: Thread,
  offers: readonly OfferedText[],
  merchant: Merchant,
) {
  const { services, shop, now } = merchant;
  const store = shop.domain.replace(".myshopify.com", "");
  return {
    ...thread,
    openUntil: openUntil?.toISOString() ?? null,
    leftMs: openUntil ? openUntil.getTime() - now.getTime() : 0,
    seen: seen?.toISOString() ?? "",
    settled: settledAt !== null,
    free: free && { state: free.state, until: free.until.toISOString() },
    lastCart: lastCart && {
      ...lastCart,
      totalMinor: lastCart.totalMinor.toString(),
      at: lastCart.at.toISOString(),
    },
    lastOrder: lastOrder && {
      ...lastOrder,
      totalMinor: lastOrder.totalMinor.toString(),
      placedAt: lastOrder.placedAt.toISOString(),
      url: `${services.env.SHOPIFY_ADMIN_URL}/store/${store}/orders/${lastOrder.shopifyId.split("/").at(-1)}`,
    },
    entries: entries.map(toEntry),
    /** Texts that may be sent now that free words may not. */
    offers: offers.map(toOffer),
  };
}

/** @throws Response 404 for who is no contact of this shop */
export async function readThreadPage(merchant: Merchant, contactId: string, before: string | null) {
  const thread = await readThread(merchant.services, merchant.shopId, contactId, readEdge(before));
  if (!thread) throw new Response(null, { status: 404 });
  const { services, shopId, now } = merchant;
  const closed = thread.openUntil !== null && thread.openUntil <= now;
  return toPage(thread, closed ? await textsToReopen(services, shopId, contactId) : [], merchant);
}
export type ThreadPage = Awaited<ReturnType<typeof readThreadPage>>;
export type Entry = ThreadPage["entries"][number];

/** As the page was given it; empty where nothing waited. */
const seen = z.union([z.literal("").transform(() => null), z.iso.datetime().pipe(z.coerce.date())]);

const intent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("write"), draft: z.string().refine(isUuid), text: z.string(), seen }),
  z.object({ intent: z.literal("settle"), seen }),
  z.object({ intent: z.literal("reopen") }),
  z.object({
    intent: z.literal("send-text"),
    draft: z.string().refine(isUuid),
    version: z.string().refine(isUuid),
  }),
]);

export type ThreadOutcome =
  | { readonly ok: true; readonly intent: string }
  | { readonly ok: false; readonly intent: "write"; readonly problem: AnswerProblem }
  | { readonly ok: false; readonly intent: "send-text"; readonly problem: ReopenProblem };

/** Does what a form of the thread asks for. @returns undefined for a form of no known kind */
export async function actOnThread(
  { services, shopId, actor }: Merchant,
  contactId: string,
  form: FormData,
): Promise<ThreadOutcome | undefined> {
  const parsed = intent.safeParse(Object.fromEntries(form));
  if (!parsed.success || !isUuid(contactId)) return undefined;
  const asked = parsed.data;
  if (asked.intent === "write") {
    const { draft, text: words, seen: seenUntil } = asked;
    const written = await writeToPerson(services, shopId, actor, {
      contactId,
      draft,
      words,
      seen: seenUntil,
    });
    return written.ok ? { ok: true, intent: "write" } : { ...written, intent: "write" };
  }
  if (asked.intent === "send-text") {
    const { version: versionId, draft } = asked;
    const sent = await reopenConversation(services, shopId, actor, { contactId, versionId, draft });
    return sent.ok ? { ok: true, intent: "send-text" } : { ...sent, intent: "send-text" };
  }
  if (asked.intent === "settle") await settlePerson(services, shopId, actor, contactId, asked.seen);
  else await reopenReplies(services, shopId, actor, contactId);
  return { ok: true, intent: asked.intent };
}
