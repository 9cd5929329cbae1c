import type { ShopProfile } from "#app/modules/shops/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database/index.ts";
import { type GateVerdict, gate, MARKETING_GAP_MS } from "./gate.ts";
import { LOOK } from "./lane.sql.ts";

/** A message of ours alone to send, until the lane has another owner. */
export interface Claimed {
  readonly id: string;
  readonly recipient: string;
  readonly category: string;
  readonly purpose: string;
  readonly content: object;
  /** Calls before this one that certainly sent nothing. */
  readonly retries: number;
  /** Meta's code of the last refusal. */
  readonly errorCode: number | null;
  readonly contactId: string;
  readonly subject: string | null;
  readonly countryCode: string | null;
  readonly automationKind: string | null;
  readonly templateVersionId: string | null;
}

/** A promotion leaves at most 36 hours after it was made, so that the last one was made so long before. */
export const MARKETING_LOOK_BACK_MS = MARKETING_GAP_MS + 36 * HOUR;

/** A message that is next in its lane, with what the gate has to know of it. */
export interface Candidate extends Claimed {
  readonly expiresAt: Date | null;
  readonly contactDeleted: boolean;
  readonly reachability: string;
  /** Whether a permission of the message's kind holds, and the number it was given for; null: for the person. */
  readonly agreed: boolean;
  readonly agreedPhone: string | null;
  /** When the person was last written to with promotions, or may have been. */
  readonly lastMarketingAt: Date | null;
  /** Whether they said stop to everything, where the message is a reply that no person wrote, as an away message. */
  readonly stopped: boolean;
  /** When the person wrote last: their service window is open for a day. */
  readonly lastInboundAt: Date | null;
}

/** A message and what becomes of it now. */
export interface Judged {
  readonly message: Candidate;
  readonly verdict: GateVerdict;
}

/**
 * What becomes of each now, as dispatch sees it and as a merchant is told before they resume.
 * @param inHand what is under way to the same people
 */
export function judge(
  batch: readonly Candidate[],
  inHand: readonly Claimed[],
  shop: ShopProfile,
  now: Date,
): Judged[] {
  const underWay = new Set(
    inHand.flatMap(({ category, contactId }) => (category === "MARKETING" ? [contactId] : [])),
  );
  return batch.map((message) => {
    const { agreed, agreedPhone, recipient, contactId } = message;
    const verdict = gate(
      {
        ...message,
        // What was agreed to for one number is no permission for another.
        consent: agreed && (agreedPhone === null || agreedPhone === recipient),
        lastMarketingAt: underWay.has(contactId) ? now : message.lastMarketingAt,
      },
      shop,
      now,
    );
    if (verdict.verdict === "send" && message.category === "MARKETING") underWay.add(contactId);
    return { message, verdict };
  });
}

interface LaneOf {
  readonly shopId: ShopProfile["id"];
  readonly phoneNumberId: string;
}

type Found = Omit<Candidate, "stopped">;

const isByItself = ({ purpose, automationKind }: Found) => purpose === "reply" && automationKind !== null;

/** Who said stop to everything, of those who are to get a reply that no person wrote. */
async function stoppedAmong(
  database: Database,
  shopId: ShopProfile["id"],
  found: readonly Found[],
): Promise<ReadonlySet<string>> {
  const people = found.filter(isByItself).map(({ contactId }) => contactId);
  if (people.length === 0) return new Set();
  const stopped = await database.shop(shopId).consent.findMany({
    where: { contactId: { in: people }, purpose: "utility", state: "revoked" },
    select: { contactId: true },
  });
  return new Set(stopped.map(({ contactId }) => contactId));
}

/** The next of a lane, most urgent first. @param still categories that stand still */
export async function lookAt(
  database: Database,
  { shopId, phoneNumberId }: LaneOf,
  options: {
    readonly limit: number;
    readonly still: readonly string[];
    readonly inHand: readonly Claimed[];
    readonly now: Date;
  },
): Promise<Candidate[]> {
  const { limit, still, inHand, now } = options;
  const since = plus(now, -MARKETING_LOOK_BACK_MS);
  const held = inHand.map(({ id }) => id);
  const found = await database.sql<Found>(LOOK, [shopId, phoneNumberId, now, limit, still, held, since]);
  const stopped = await stoppedAmong(database, shopId, found);
  return found.map((one) => ({ ...one, stopped: isByItself(one) && stopped.has(one.contactId) }));
}
