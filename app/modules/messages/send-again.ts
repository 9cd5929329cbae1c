import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { createLinks, newLinkCode } from "#app/modules/links/index.ts";
import { getShop, shopIn } from "#app/modules/shops/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { AGAIN_LINKS, AGAIN_LOCK, AGAIN_MAKE, FAILED_OF } from "./again.sql.ts";
import { type AgainProblem, type Ended, lookAgain } from "./again.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime" | "signals">;

/** What sending many again would do, by dispatch's own judgement. */
export interface AgainForecast {
  /** Leave at once or at the next good hour. */
  readonly send: number;
  /** Stay as they are, the commonest reason first. */
  readonly stay: readonly { readonly why: AgainProblem; readonly count: number }[];
}

/** How long ago a failure may be for it to be told above the list, and sent again from there. */
export const LATELY_MS = DAY;

export async function againForecast(
  services: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  ids: readonly string[],
): Promise<AgainForecast> {
  const shop = await getShop(services, shopId);
  const looked = await lookAgain(services.database.sql, shop, ids, services.shopTime.now());
  const stay = new Map<AgainProblem, number>();
  for (const { again } of looked)
    if (again.verdict === "no") stay.set(again.why, (stay.get(again.why) ?? 0) + 1);
  return {
    send: looked.filter(({ again }) => again.verdict !== "no").length,
    stay: [...stay].map(([why, count]) => ({ why, count })).sort((left, right) => right.count - left.count),
  };
}

interface OldLink {
  readonly messageId: string;
  readonly code: string;
  readonly kind: "cart" | "order_status" | "tracking";
  readonly target: string;
  readonly campaign: string | null;
}

interface Preview {
  readonly id: string;
  readonly preview: unknown;
}

/** A code is 25 bytes, nine of them chance: it stands for nothing else in a content. */
function withCode(stored: unknown, from: string | undefined, to: string): string {
  const text = JSON.stringify(stored);
  return from === undefined ? text : text.replaceAll(from, to);
}

/** Makes the messages that go in place of these, each with a link of its own. @returns their ids, by the first one's */
async function makeAnew(
  tx: Transaction,
  messages: readonly Ended[],
  actor: Actor,
  now: Date,
): Promise<Map<string, string>> {
  const firsts = messages.map(({ id }) => id);
  const links = new Map(
    (await tx.sql<OldLink>(AGAIN_LINKS, [tx.shopId, firsts])).map((link) => [link.messageId, link]),
  );
  const previews: Preview[] = await tx.db.message.findMany({
    where: { id: { in: firsts } },
    select: { id: true, preview: true },
  });
  const previewOf = new Map(previews.map(({ id, preview }) => [id, preview]));
  const anew = messages.map((message) => {
    const link = links.get(message.id);
    return { message, link, id: newId(), code: newLinkCode(tx.shopId) };
  });
  await tx.sql(AGAIN_MAKE, [
    tx.shopId,
    firsts,
    anew.map(({ id }) => id),
    messages.map(({ category }) => category),
    anew.map(({ message, link, code }) => withCode(message.content, link?.code, code)),
    anew.map(({ message, link, code }) => withCode(previewOf.get(message.id) ?? {}, link?.code, code)),
    actor,
    now,
  ]);
  await createLinks(
    tx,
    anew.flatMap(({ id, link, code }) =>
      link ? [{ code, messageId: id, kind: link.kind, target: link.target, campaign: link.campaign }] : [],
    ),
    now,
  );
  return new Map(anew.map(({ message, id }) => [message.id, id]));
}

async function sendThem(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  which: { readonly subject: string; find(tx: Transaction, now: Date): Promise<readonly string[]> },
): Promise<Map<string, string>> {
  const now = services.shopTime.now();
  const made = await services.database.transaction(shopId, async (tx) => {
    const ids = await which.find(tx, now);
    if (ids.length === 0) return new Map<string, string>();
    await tx.sql(AGAIN_LOCK, [shopId, ids]);
    const looked = await lookAgain(tx.sql, await shopIn(tx), ids, now);
    const going = looked.flatMap(({ message, again }) => (again.verdict === "no" ? [] : [message]));
    if (going.length === 0) return new Map<string, string>();
    const anew = await makeAnew(tx, going, actor, now);
    await appendEvent(tx, {
      kind: "messages.sent_again",
      subject: which.subject,
      contactId: going.length === 1 ? (going[0]?.contactId ?? null) : null,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { messages: [...anew].map(([first, second]) => ({ of: first, as: second })) },
    });
    await markDue(tx.sql, "message", shopId, now);
    return anew;
  });
  if (made.size > 0) services.signals.raise("dispatch");
  return made;
}

/**
 * Sends one message again that failed: a new message with its own links and its own key, judged by dispatch as any.
 * @returns the new one's id; undefined where it may not be sent again, or was already
 */
export async function sendAgain(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  id: string,
): Promise<string | undefined> {
  const which = { subject: `message:${id}`, find: async () => [id] };
  return (await sendThem(services, shopId, actor, which)).get(id);
}

/**
 * Sends again what failed lately of one cause, as far as it may. Pressed twice, or by two people, each is sent once.
 * @returns how many
 */
export async function sendAlikeAgain(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  reason: string,
): Promise<number> {
  const which = {
    subject: `cause:${reason}`,
    async find(tx: Transaction, now: Date) {
      const found = await tx.sql<{ id: string }>(FAILED_OF, [shopId, plus(now, -LATELY_MS), reason]);
      return found.map(({ id }) => id);
    },
  };
  return (await sendThem(services, shopId, actor, which)).size;
}
