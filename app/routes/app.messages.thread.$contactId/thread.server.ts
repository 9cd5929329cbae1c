import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import { readThread, type Thread, type ThreadEntry } from "#app/modules/conversations/index.ts";
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

function toPage(
  { openUntil, seen, settledAt, lastCart, lastOrder, free, entries, ...thread }: Thread,
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
  };
}

/** @throws Response 404 for who is no contact of this shop */
export async function readThreadPage(merchant: Merchant, contactId: string, before: string | null) {
  const thread = await readThread(merchant.services, merchant.shopId, contactId, readEdge(before));
  if (!thread) throw new Response(null, { status: 404 });
  return toPage(thread, merchant);
}
export type ThreadPage = Awaited<ReturnType<typeof readThreadPage>>;
export type Entry = ThreadPage["entries"][number];

/** As the page was given it; empty where nothing waited. */
const seen = z.union([z.literal("").transform(() => null), z.iso.datetime().pipe(z.coerce.date())]);

const intent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("write"), draft: z.string().refine(isUuid), text: z.string(), seen }),
  z.object({ intent: z.literal("settle"), seen }),
  z.object({ intent: z.literal("reopen") }),
]);

export type ThreadOutcome =
  | { readonly ok: true; readonly intent: string }
  | { readonly ok: false; readonly intent: string; readonly problem: AnswerProblem };

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
  if (asked.intent === "settle") await settlePerson(services, shopId, actor, contactId, asked.seen);
  else await reopenReplies(services, shopId, actor, contactId);
  return { ok: true, intent: asked.intent };
}
