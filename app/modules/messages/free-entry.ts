import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopClient } from "#app/platform/database/index.ts";

/**
 * Meta charges nothing for 72 hours to somebody who came from an ad or from the button of a Facebook page, from the
 * shop's first message on, which has to come within 24 hours of theirs.
 */
const FREE_FOR_MS = 3 * DAY;
const ANSWER_WITHIN_MS = DAY;
const LOOK_BACK_MS = 2 * (FREE_FOR_MS + ANSWER_WITHIN_MS);

/** What an ad has opened with a person: free until then, or free for 72 hours if the shop answers by then. */
export type FreeEntry =
  | { readonly state: "open"; readonly until: Date }
  | { readonly state: "answer"; readonly until: Date };

/** When free messages were sent, oldest first: the first one begins a free entry, and those within it prolong nothing. */
export function freeUntil(sent: readonly Date[]): Date | null {
  return sent.reduce<Date | null>((until, at) => (until && at < until ? until : plus(at, FREE_FOR_MS)), null);
}

/** Meta says of each message whether it was free, and why. Uses message (shop_id, contact_id, created_at). */
async function freeMessages(db: ShopClient, contactId: string, phoneNumberId: string, at: Date) {
  const rows = await db.message.findMany({
    where: {
      contactId,
      phoneNumberId,
      createdAt: { gte: plus(at, -LOOK_BACK_MS) },
      sentAt: { not: null, lte: at },
      pricingType: "free_entry_point",
    },
    orderBy: { sentAt: "asc" },
    select: { sentAt: true },
  });
  return rows.flatMap(({ sentAt }) => sentAt ?? []);
}

/** Until when the free entry lasts that a message was sent in. */
export async function freeEntryOfMessage(
  db: ShopClient,
  message: { readonly contactId: string; readonly phoneNumberId: string; readonly sentAt: Date | null },
): Promise<Date | null> {
  const { contactId, phoneNumberId, sentAt } = message;
  return sentAt && freeUntil(await freeMessages(db, contactId, phoneNumberId, sentAt));
}

/**
 * The free entry of a person, if there is one now.
 * Uses inbound_message (shop_id, contact_id, received_at).
 */
export async function freeEntryOf(db: ShopClient, contactId: string, now: Date): Promise<FreeEntry | null> {
  const referral = await db.inboundMessage.findFirst({
    where: {
      contactId,
      receivedAt: { gte: plus(now, -LOOK_BACK_MS), lte: now },
      payload: { path: ["referral", "source_type"], string_contains: "" },
    },
    orderBy: { receivedAt: "desc" },
    select: { receivedAt: true, phoneNumberId: true },
  });
  if (!referral) return null;
  const until = freeUntil(await freeMessages(db, contactId, referral.phoneNumberId, now));
  if (until && until > now) return { state: "open", until };
  const answerBy = plus(referral.receivedAt, ANSWER_WITHIN_MS);
  return answerBy > now ? { state: "answer", until: answerBy } : null;
}
