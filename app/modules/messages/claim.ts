import type { Prices } from "#app/modules/costs/index.ts";
import { countingCarts } from "#app/modules/funnel/index.ts";
import { getShop, type ShopProfile } from "#app/modules/shops/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { AllowanceWatch } from "./allowance.ts";
import { withBudget } from "./budget.ts";
import type { GateVerdict } from "./gate.ts";
import { type Claimed, type Judged, judge, lookAt } from "./judge.ts";
import { ABANDONED, BEGIN, CLAIM, LET_GO, ONCE_MORE, PUT_OFF } from "./lane.sql.ts";
import { UNCERTAIN_WAIT_MS } from "./outcome.ts";
import { setStatus } from "./set-status.ts";

export type { Claimed } from "./judge.ts";

/** A batch in our hands. */
export interface Claim {
  readonly id: string;
  readonly messages: readonly Claimed[];
  /** Of the shop: the day's figures are by its date. */
  readonly timeZone: string;
}

/** A lane: one phone number of a shop, owned under a fencing token. */
export interface Lane {
  readonly shopId: ShopProfile["id"];
  readonly phoneNumberId: string;
  readonly token: bigint;
}

export const leaseOf = (phoneNumberId: string) => `lane:${phoneNumberId}`;

/** Categories that stand still while the shop has paused sending. */
export function pausedCategories(pause: ShopProfile["pause"]): string[] {
  if (pause === "all") return ["MARKETING", "UTILITY", "AUTHENTICATION", "SERVICE"];
  return pause === "marketing" ? ["MARKETING"] : [];
}

type Needs = Pick<PlatformServices, "database" | "shopTime" | "systemTime">;

/** Whoever finds no place in the portfolio's allowance waits for one, or is dropped where that is too late. */
async function withAllowance(
  judged: readonly Judged[],
  allowance: AllowanceWatch,
  now: Date,
): Promise<readonly Judged[]> {
  const leaving = judged.filter(({ verdict }) => verdict.verdict === "send");
  const windowOpen = plus(now, -DAY);
  const waiting = await allowance.take(
    leaving.map(({ message }) => ({
      ...message,
      outside: message.lastInboundAt === null || message.lastInboundAt <= windowOpen,
    })),
  );
  if (waiting.size === 0) return judged;
  return judged.map((one) => {
    const until = waiting.get(one.message.id);
    if (!until) return one;
    const { expiresAt } = one.message;
    const verdict: GateVerdict =
      expiresAt && expiresAt <= until
        ? { verdict: "suppress", reason: "expired" }
        : { verdict: "wait", until };
    return { ...one, verdict };
  });
}

/** Those that do not leave now: ended with their reason, or put off. */
async function setAside(services: Needs, lane: Lane, judged: readonly Judged[], now: Date): Promise<void> {
  const waiting = judged.flatMap(({ message, verdict }) =>
    verdict.verdict === "wait" ? [{ id: message.id, notBefore: verdict.until }] : [],
  );
  await putOff(services, lane, waiting);
  const ended = judged.flatMap(({ message, verdict }) =>
    verdict.verdict === "suppress" ? [{ message, reason: verdict.reason }] : [],
  );
  if (ended.length === 0) return;
  await services.database.transaction(lane.shopId, async (tx) => {
    for (const { message, reason } of ended)
      await setStatus(tx, message, "suppressed", reason, now, { status: "queued" });
  });
}

/**
 * Takes the next messages of a lane and decides on each a last time: consent, gaps, age, quiet hours.
 * @param inHand what was claimed before and is not recorded yet
 * @param allowance of the number's portfolio
 * @param prices of the number's account: a month's budget counts by them
 * @returns those to send now, if any, and how many were looked at: none means that the lane is empty
 */
export async function claimBatch(
  services: Needs,
  lane: Lane,
  limit: number,
  inHand: readonly Claimed[],
  allowance: AllowanceWatch,
  prices: Prices,
): Promise<{ claim: Claim | undefined; looked: number }> {
  const { database, shopTime, systemTime } = services;
  const { shopId, phoneNumberId, token } = lane;
  const now = shopTime.now();
  const shop = await getShop(services, shopId);
  const still = pausedCategories(shop.pause);
  const found = await lookAt(database, lane, { limit, still, inHand, now });
  if (found.length === 0) return { claim: undefined, looked: 0 };
  const affordable = await withBudget(
    services,
    shop,
    { phoneNumberId, prices },
    judge(found, inHand, shop, now),
    inHand,
  );
  const judged = await withAllowance(affordable, allowance, now);
  await setAside(services, lane, judged, now);
  const toSend = judged.flatMap(({ message, verdict }) => (verdict.verdict === "send" ? [message] : []));
  if (toSend.length === 0) return { claim: undefined, looked: found.length };
  const id = newId();
  const ids = toSend.map((message) => message.id);
  const [claimed] = await database.sql<{ messageIds: string[] }>(CLAIM, [
    shopId,
    id,
    phoneNumberId,
    token,
    systemTime.now(),
    ids,
    leaseOf(phoneNumberId),
  ]);
  // What was taken back since we looked is not among them.
  const ours = new Set(claimed?.messageIds);
  const messages = toSend.filter((message) => ours.has(message.id));
  return {
    claim: messages.length > 0 ? { id, messages, timeZone: shop.timeZone } : undefined,
    looked: found.length,
  };
}

/** Says that Meta is called now. @returns false where the lane has another owner, who has put the batch back */
export async function begin(
  { database }: Pick<Needs, "database">,
  lane: Lane,
  claim: Claim,
): Promise<boolean> {
  return (await database.sql(BEGIN, [lane.shopId, claim.id])).length > 0;
}

/** Lets go of a batch that was not sent: it waits in the lane as before. */
export async function letGo({ database }: Pick<Needs, "database">, lane: Lane, claim: Claim): Promise<void> {
  await database.sql(LET_GO, [lane.shopId, claim.id]);
}

/** Has messages leave later. @param messages with their new time, shop time */
export async function putOff(
  { database, shopTime }: Needs,
  lane: Lane,
  messages: readonly { readonly id: string; readonly notBefore: Date }[],
): Promise<void> {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => id);
  const times = messages.map(({ notBefore }) => notBefore);
  await database.sql(PUT_OFF, [lane.shopId, shopTime.now(), ids, times]);
}

/**
 * What the lane's last owner began to send and did not record may have been sent: it becomes uncertain. What stayed uncertain
 * long enough and may be sent once more is put back.
 * @returns how many became uncertain
 */
export async function takeOver(services: Needs, lane: Lane): Promise<number> {
  const now = services.shopTime.now();
  const { shopId, phoneNumberId, token } = lane;
  const until = plus(now, UNCERTAIN_WAIT_MS);
  const abandoned = await services.database.sqlTransaction(shopId, async (tx) => {
    const rows = await tx.sql<{ subject: string | null }>(ABANDONED, [
      shopId,
      phoneNumberId,
      token,
      until,
      now,
    ]);
    const subjects = rows.map(({ subject }) => subject);
    await countingCarts(tx, subjects, async () => undefined);
    return rows.length;
  });
  await services.database.sql(ONCE_MORE, [shopId, phoneNumberId, now]);
  return abandoned;
}
