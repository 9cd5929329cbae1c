import { getShop, type ShopProfile } from "#app/modules/shops/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type GateVerdict, gate, MARKETING_GAP_MS } from "./gate.ts";
import { ABANDONED, CLAIM, GIVE_BACK, LAST_MARKETING, LOOK, ONCE_MORE } from "./lane.sql.ts";
import { UNCERTAIN_WAIT_MS } from "./outcome.ts";
import { setStatus } from "./set-status.ts";

/** A message of ours alone to send, until the lane has another owner. */
export interface Claimed {
  readonly id: string;
  readonly recipient: string;
  readonly category: string;
  readonly purpose: string;
  readonly content: object;
  /** Calls before this one that certainly sent nothing. */
  readonly retries: number;
  /** Calls before this one whose outcome nobody knew. */
  readonly uncertainTries: number;
  /** Meta's code of the last refusal. */
  readonly errorCode: number | null;
  readonly contactId: string;
  readonly countryCode: string | null;
  readonly automationKind: string | null;
  readonly templateVersionId: string | null;
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

/** A promotion leaves at most 36 hours after it was made, so that the last one was made so long before. */
const MARKETING_LOOK_BACK_MS = MARKETING_GAP_MS + 36 * HOUR;

interface Candidate {
  readonly id: string;
  readonly category: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly countryCode: string | null;
  readonly expiresAt: Date | null;
  readonly contactId: string;
  readonly contactDeleted: boolean;
  readonly reachability: string;
  /** Whether a permission of the message's kind holds, and the number it was given for; null: for the person. */
  readonly agreed: boolean;
  readonly agreedPhone: string | null;
}

type Needs = Pick<PlatformServices, "database" | "shopTime" | "systemTime">;

async function lastMarketing(
  { database }: Pick<Needs, "database">,
  shopId: ShopProfile["id"],
  batch: readonly Candidate[],
  now: Date,
): Promise<Map<string, Date>> {
  const people = batch.flatMap(({ category, contactId }) => (category === "MARKETING" ? [contactId] : []));
  if (people.length === 0) return new Map();
  const since = plus(now, -MARKETING_LOOK_BACK_MS);
  const rows = await database.sql<{ contactId: string; at: Date }>(LAST_MARKETING, [shopId, people, since]);
  return new Map(rows.map(({ contactId, at }) => [contactId, at]));
}

interface Judged {
  readonly message: Candidate;
  readonly verdict: GateVerdict;
}

function judge(batch: readonly Candidate[], last: Map<string, Date>, shop: ShopProfile, now: Date): Judged[] {
  return batch.map((message) => {
    const { agreed, agreedPhone, recipient, contactId } = message;
    const verdict = gate(
      {
        ...message,
        // What was agreed to for one number is no permission for another.
        consent: agreed && (agreedPhone === null || agreedPhone === recipient),
        lastMarketingAt: last.get(contactId) ?? null,
      },
      shop,
      now,
    );
    if (verdict.verdict === "send" && message.category === "MARKETING") last.set(contactId, now);
    return { message, verdict };
  });
}

/** Those that do not leave now: ended with their reason, or put off. */
async function setAside(services: Needs, lane: Lane, judged: readonly Judged[], now: Date): Promise<void> {
  const others = judged.filter(({ verdict }) => verdict.verdict !== "send");
  if (others.length === 0) return;
  await services.database.transaction(lane.shopId, async (tx) => {
    for (const { message, verdict } of others) {
      if (verdict.verdict === "suppress")
        await setStatus(tx, message, "suppressed", verdict.reason, now, { status: "queued" });
      else if (verdict.verdict === "wait")
        await tx.db.message.updateMany({
          where: { id: message.id, status: "queued" },
          data: { notBefore: verdict.until, updatedAt: now },
        });
    }
  });
}

/**
 * Takes the next messages of a lane and decides on each a last time: consent, gaps, age, quiet hours.
 * @returns those to send now, and how many were looked at: none means that the lane is empty
 */
export async function claimBatch(
  services: Needs,
  lane: Lane,
  limit: number,
): Promise<{ claimed: Claimed[]; looked: number }> {
  const { database, shopTime, systemTime } = services;
  const now = shopTime.now();
  const shop = await getShop(services, lane.shopId);
  const still = pausedCategories(shop.pause);
  const found = await database.sql<Candidate>(LOOK, [lane.shopId, lane.phoneNumberId, now, limit, still]);
  if (found.length === 0) return { claimed: [], looked: 0 };
  const judged = judge(found, await lastMarketing(services, lane.shopId, found, now), shop, now);
  await setAside(services, lane, judged, now);
  const toSend = judged.flatMap(({ message, verdict }) => (verdict.verdict === "send" ? [message.id] : []));
  if (toSend.length === 0) return { claimed: [], looked: found.length };
  const claimed = await database.sql<Claimed>(CLAIM, [
    lane.shopId,
    toSend,
    lane.token,
    systemTime.now(),
    now,
    leaseOf(lane.phoneNumberId),
  ]);
  // UPDATE … RETURNING keeps no order; the lane's order is what was asked for.
  const order = new Map(toSend.map((id, index) => [id, index]));
  claimed.sort((left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0));
  return { claimed, looked: found.length };
}

/** Puts claimed messages back into their lane, unsent. @param notBefore of each, shop time */
export async function giveBack(
  services: Needs,
  lane: Lane,
  messages: readonly { readonly id: string; readonly notBefore: Date }[],
): Promise<void> {
  if (messages.length === 0) return;
  await services.database.sql(GIVE_BACK, [
    lane.shopId,
    lane.token,
    services.shopTime.now(),
    messages.map(({ id }) => id),
    messages.map(({ notBefore }) => notBefore),
  ]);
}

/**
 * What the lane's last owner began and did not record may have been sent: it becomes uncertain. What stayed uncertain
 * long enough and may be sent once more is put back.
 * @returns how many became uncertain
 */
export async function takeOver(services: Needs, lane: Lane): Promise<number> {
  const now = services.shopTime.now();
  const { shopId, phoneNumberId, token } = lane;
  const until = plus(now, UNCERTAIN_WAIT_MS);
  const rows = await services.database.sql(ABANDONED, [shopId, phoneNumberId, token, until, now]);
  await services.database.sql(ONCE_MORE, [shopId, phoneNumberId, now]);
  return rows.length;
}
