import { type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { gate, MARKETING_GAP_MS } from "./gate.ts";
import { ABANDONED, CLAIM, LAST_MARKETING, NEXT_OF_LANE } from "./messages.sql.ts";
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

/** A promotion leaves at most 36 hours after it was made, so that the last one was made so long before. */
const MARKETING_LOOK_BACK_MS = MARKETING_GAP_MS + 36 * HOUR;

type Candidate = Awaited<ReturnType<typeof candidates>>[number];

async function candidates(tx: Transaction, lane: Lane, shop: ShopProfile, now: Date, limit: number) {
  const still = pausedCategories(shop.pause);
  const next = await tx.sql<{ id: string }>(NEXT_OF_LANE, [tx.shopId, lane.phoneNumberId, now, limit, still]);
  if (next.length === 0) return [];
  return tx.db.message.findMany({
    where: { id: { in: next.map((row) => row.id) } },
    select: {
      id: true,
      status: true,
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
          consents: { where: { state: "granted" }, select: { purpose: true, recordId: true } },
        },
      },
    },
  });
}

/** What is known of a batch beyond its rows, read once for all of it. */
interface Background {
  /** The number that each permission was given for; null where it was given for the person. */
  readonly numberOfConsent: ReadonlyMap<string, string | null>;
  /** When each person was last written to with promotions. */
  readonly lastMarketing: Map<string, Date>;
}

async function backgroundOf(tx: Transaction, batch: readonly Candidate[], now: Date): Promise<Background> {
  const recordIds = batch.flatMap(({ contact }) => contact.consents.map(({ recordId }) => recordId));
  const records = await tx.db.consentRecord.findMany({
    where: { id: { in: recordIds } },
    select: { id: true, phone: true },
  });
  const people = batch.flatMap(({ category, contactId }) => (category === "MARKETING" ? [contactId] : []));
  const since = plus(now, -MARKETING_LOOK_BACK_MS);
  const last =
    people.length === 0
      ? []
      : await tx.sql<{ contactId: string; at: Date }>(LAST_MARKETING, [tx.shopId, people, since]);
  return {
    numberOfConsent: new Map(records.map(({ id, phone }) => [id, phone])),
    lastMarketing: new Map(last.map(({ contactId, at }) => [contactId, at])),
  };
}

function verdictOf(message: Candidate, background: Background, shop: ShopProfile, now: Date) {
  const wanted = message.category === "MARKETING" ? "marketing" : "utility";
  const { contact, recipient } = message;
  const { numberOfConsent, lastMarketing } = background;
  return gate(
    {
      ...message,
      contactDeleted: contact.deletedAt !== null,
      reachability: contact.reachability,
      // What was agreed to for one number is no permission for another.
      consent: contact.consents.some(
        ({ purpose, recordId }) =>
          purpose === wanted && [null, recipient].includes(numberOfConsent.get(recordId) ?? null),
      ),
      lastMarketingAt: lastMarketing.get(message.contactId) ?? null,
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
    const background = await backgroundOf(tx, found, now);
    const toSend: string[] = [];
    for (const message of found) {
      const decided = verdictOf(message, background, shop, now);
      if (decided.verdict === "send") {
        toSend.push(message.id);
        if (message.category === "MARKETING") background.lastMarketing.set(message.contactId, now);
      } else if (decided.verdict === "suppress")
        await setStatus(tx, message, "suppressed", decided.reason, now, { status: message.status });
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
