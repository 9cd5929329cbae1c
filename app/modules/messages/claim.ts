import { type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import { plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { gate } from "./gate.ts";
import { ABANDONED, CLAIM, NEXT_OF_LANE } from "./messages.sql.ts";
import { UNCERTAIN_WAIT_MS } from "./outcome.ts";
import { setStatus } from "./set-status.ts";

/** A message of ours alone to send, until the lane has another owner. */
export interface Claimed {
  readonly id: string;
  readonly recipient: string;
  readonly category: string;
  readonly purpose: string;
  readonly content: object;
  readonly attempts: number;
  readonly contactId: string;
  readonly countryCode: string | null;
  readonly automationKind: string | null;
  readonly templateVersionId: string | null;
}

/** A lane: one phone number, owned under a fencing token. */
export interface Lane {
  readonly phoneNumberId: string;
  readonly token: bigint;
}

/** Categories that stand still while the shop has paused sending. */
export function pausedCategories(pause: ShopProfile["pause"]): string[] {
  if (pause === "all") return ["MARKETING", "UTILITY", "AUTHENTICATION", "SERVICE"];
  return pause === "marketing" ? ["MARKETING"] : [];
}

type Candidate = Awaited<ReturnType<typeof candidates>>[number];

async function candidates(tx: Transaction, lane: Lane, shop: ShopProfile, now: Date, limit: number) {
  const still = pausedCategories(shop.pause);
  const next = await tx.sql<{ id: string }>(NEXT_OF_LANE, [tx.shopId, lane.phoneNumberId, now, limit, still]);
  if (next.length === 0) return [];
  return tx.db.message.findMany({
    where: { id: { in: next.map((row) => row.id) } },
    select: {
      id: true,
      category: true,
      purpose: true,
      recipient: true,
      countryCode: true,
      expiresAt: true,
      contactId: true,
      contact: {
        select: {
          deletedAt: true,
          reachability: true,
          consents: { where: { state: "granted" }, select: { purpose: true } },
        },
      },
    },
  });
}

function verdictOf(message: Candidate, shop: ShopProfile, now: Date) {
  const wanted = message.category === "MARKETING" ? "marketing" : "utility";
  const { contact } = message;
  return gate(
    {
      ...message,
      contactDeleted: contact.deletedAt !== null,
      reachability: contact.reachability,
      consent: contact.consents.some((consent) => consent.purpose === wanted),
    },
    shop,
    now,
  );
}

/**
 * Takes the next messages of a lane and decides on each a last time: consent, age, quiet hours.
 * @returns those to send now, and how many were looked at: none means that the lane is empty
 */
export function claimBatch(
  services: Pick<PlatformServices, "database" | "shopTime" | "systemTime">,
  shopId: ShopProfile["id"],
  lane: Lane,
  limit: number,
): Promise<{ claimed: Claimed[]; looked: number }> {
  return services.database.transaction(shopId, async (tx) => {
    const now = services.shopTime.now();
    const shop = await shopIn(tx);
    const found = await candidates(tx, lane, shop, now, limit);
    const toSend: string[] = [];
    for (const message of found) {
      const decided = verdictOf(message, shop, now);
      if (decided.verdict === "send") toSend.push(message.id);
      else if (decided.verdict === "suppress")
        await setStatus(tx, message, "suppressed", decided.reason, now);
      else
        await tx.db.message.updateMany({
          where: { id: message.id },
          data: { notBefore: decided.until, updatedAt: now },
        });
    }
    if (toSend.length === 0) return { claimed: [], looked: found.length };
    const claimed = await tx.sql<Claimed>(CLAIM, [
      shopId,
      toSend,
      lane.token,
      services.systemTime.now(),
      now,
    ]);
    // UPDATE … RETURNING keeps no order; the lane's order is what was asked for.
    const order = new Map(toSend.map((id, index) => [id, index]));
    claimed.sort((left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0));
    return { claimed, looked: found.length };
  });
}

/** What the lane's last owner began and did not record may have been sent: it becomes uncertain. */
export async function declareAbandoned(
  services: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopProfile["id"],
  lane: Lane,
): Promise<number> {
  const now = services.shopTime.now();
  const rows = await services.database.sql(ABANDONED, [
    shopId,
    lane.phoneNumberId,
    lane.token,
    plus(now, UNCERTAIN_WAIT_MS),
    now,
  ]);
  return rows.length;
}
