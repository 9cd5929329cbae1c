import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { addFigure } from "#app/modules/figures/index.ts";
import { countCartsOf } from "#app/modules/funnel/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import type { Prisma, ShopClient, Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { LOCK_CONTACT } from "./consent.sql.ts";

export type Purpose = "marketing" | "utility";

/** One permission or withdrawal, with what proves it. */
export interface ConsentFacts {
  readonly contactId: string;
  readonly purpose: Purpose;
  readonly granted: boolean;
  /**
   * Where it was given: `checkout`, `thank-you`, `whatsapp_message`, `whatsapp_setting`, `shopify`, `staff`,
   * `number_changed`.
   */
  readonly source: string;
  /** The words that the person saw or wrote. */
  readonly wording: string;
  readonly wordingVersion: string;
  readonly locale: string | null;
  /** E.164 */
  readonly phone: string | null;
  readonly evidence: Record<string, unknown>;
  readonly actor: Actor;
  readonly occurredAt: Date;
  readonly causedBy: string | null;
}

/** The record that holds: the latest; of two at one moment, the withdrawal. */
async function holding(tx: Transaction, contactId: string, purpose: Purpose) {
  const latest = await tx.db.consentRecord.findMany({
    where: { contactId, purpose },
    orderBy: [{ occurredAt: "desc" }, { granted: "asc" }],
    take: 1,
  });
  return latest[0];
}

/**
 * Keeps the evidence and says what holds now. Late news of an older moment are kept too, and change nothing.
 * @returns what holds afterwards
 */
export async function recordConsent(
  tx: Transaction,
  facts: ConsentFacts,
  now: Date,
): Promise<"granted" | "revoked"> {
  const { contactId, purpose } = facts;
  // One at a time for a person: of a permission and a withdrawal at one moment, both must see the other.
  await tx.sql(LOCK_CONTACT, [tx.shopId, contactId]);
  await tx.db.consentRecord.create({
    data: {
      shopId: tx.shopId,
      id: newId(),
      contactId,
      purpose,
      granted: facts.granted,
      source: facts.source,
      wording: facts.wording,
      wordingVersion: facts.wordingVersion,
      locale: facts.locale,
      phone: facts.phone,
      evidence: facts.evidence as Prisma.InputJsonObject,
      actor: facts.actor,
      occurredAt: facts.occurredAt,
      recordedAt: now,
    },
  });
  const { before, state } = await settle(tx, contactId, purpose);
  if (before !== state) await announce(tx, facts, state, now);
  return state;
}

/** Has what holds now follow from the records. @returns what held before and what holds now */
async function settle(tx: Transaction, contactId: string, purpose: Purpose) {
  const record = await holding(tx, contactId, purpose);
  const before = await tx.db.consent.findFirst({ where: { contactId, purpose } });
  const state: "granted" | "revoked" = record?.granted ? "granted" : "revoked";
  if (!record) return { before: before?.state, state };
  const values = { state, since: record.occurredAt, recordId: record.id };
  if (before) await tx.db.consent.updateMany({ where: { id: before.id }, data: values });
  else
    await tx.db.consent.create({ data: { shopId: tx.shopId, id: newId(), contactId, purpose, ...values } });
  return { before: before?.state, state };
}

/** Two contacts were joined: what holds follows from what both agreed to and withdrew. */
export async function settleConsents(tx: Transaction, contactId: string): Promise<void> {
  for (const purpose of ["marketing", "utility"] as const) await settle(tx, contactId, purpose);
  await countCartsOf(tx, contactId);
}

async function announce(tx: Transaction, facts: ConsentFacts, state: "granted" | "revoked", now: Date) {
  await appendEvent(tx, {
    kind: `consent.${state}`,
    subject: `contact:${facts.contactId}`,
    contactId: facts.contactId,
    actor: facts.actor,
    occurredAt: facts.occurredAt,
    recordedAt: now,
    causedBy: facts.causedBy,
    facts: { purpose: facts.purpose, source: facts.source, wordingVersion: facts.wordingVersion },
  });
  if (facts.purpose !== "marketing") return;
  await countCartsOf(tx, facts.contactId);
  const { timeZone } = await shopIn(tx);
  await addFigure(tx, {
    metric: state === "granted" ? "consents" : "optouts",
    at: facts.occurredAt,
    timeZone,
    amount: 1n,
    origin: facts.source,
  });
}

/** What allows a message of this purpose, or undefined where nothing does. */
export async function hasConsent(db: ShopClient, contactId: string, purpose: Purpose) {
  const consent = await db.consent.findFirst({ where: { contactId, purpose, state: "granted" } });
  return consent ? { since: consent.since, recordId: consent.recordId } : undefined;
}
