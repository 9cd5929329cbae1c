import type { ShopProfile } from "#app/modules/shops/index.ts";
import { plus } from "#app/platform/clock.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import { type GateVerdict, gate } from "./gate.ts";
import { MARKETING_LOOK_BACK_MS } from "./judge.ts";

/** What dispatch would say to a message of this category to this person now, and where it would go. */
export type PersonVerdict = GateVerdict & { readonly recipient: string | null };

/** Whether the permission of this kind holds, for this number. */
async function isAgreed(db: ShopClient, contactId: string, recipient: string, category: string) {
  const purpose = category === "MARKETING" ? "marketing" : "utility";
  const consent = await db.consent.findFirst({ where: { contactId, purpose, state: "granted" } });
  if (!consent) return false;
  const record = await db.consentRecord.findFirst({
    where: { id: consent.recordId },
    select: { phone: true },
  });
  return record?.phone == null || record.phone === recipient;
}

/** Uses message (shop_id, contact_id, created_at). */
async function lastMarketingAt(db: ShopClient, contactId: string, now: Date): Promise<Date | null> {
  const last = await db.message.findFirst({
    where: {
      contactId,
      category: "MARKETING",
      purpose: { not: "test" },
      stage: { in: ["queued", "taken", "uncertain"] },
      createdAt: { gte: plus(now, -MARKETING_LOOK_BACK_MS) },
    },
    orderBy: { createdAt: "desc" },
    select: { acceptedAt: true, updatedAt: true },
  });
  return last ? (last.acceptedAt ?? last.updatedAt) : null;
}

/**
 * Dispatch's own judgement on a message that is not made yet: a courtesy, the message is judged again before it leaves.
 * @param now shop time
 */
export async function verdictOnPerson(
  db: ShopClient,
  shop: ShopProfile,
  asked: { readonly contactId: string; readonly category: "MARKETING" | "UTILITY" },
  now: Date,
): Promise<PersonVerdict> {
  const { contactId, category } = asked;
  const contact = await db.contact.findFirst({ where: { id: contactId } });
  const identity = contact?.phone
    ? null
    : await db.contactIdentity.findFirst({
        where: { contactId, kind: "bsuid" },
        orderBy: { createdAt: "desc" },
      });
  const recipient = contact?.phone ?? identity?.value;
  if (!contact || !recipient) return { verdict: "suppress", reason: "contact_deleted", recipient: null };
  const verdict = gate(
    {
      category,
      purpose: "conversation",
      recipient,
      countryCode: contact.countryCode,
      expiresAt: null,
      contactDeleted: contact.deletedAt !== null,
      reachability: contact.reachability,
      consent: await isAgreed(db, contactId, recipient, category),
      stopped: false,
      lastMarketingAt: category === "MARKETING" ? await lastMarketingAt(db, contactId, now) : null,
    },
    shop,
    now,
  );
  return { ...verdict, recipient };
}
