import { plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { recordConsent } from "./record.ts";

interface NumberChange {
  readonly contactId: string;
  /** E.164 */
  readonly from: string;
  readonly to: string;
  /** What proves the change. */
  readonly evidence: Record<string, unknown>;
  readonly causedBy: string;
}

/**
 * The person has another number: what they agreed to with the earlier one holds for it. What they said of any other
 * number is no permission for this one, and what they said of no number holds anyway.
 */
export async function carryConsents(tx: Transaction, change: NumberChange, now: Date): Promise<void> {
  const { contactId, from, to } = change;
  const held = await tx.db.consent.findMany({ where: { contactId, state: "granted" } });
  for (const { recordId } of held) {
    const record = await tx.db.consentRecord.findFirst({ where: { id: recordId } });
    if (record?.phone !== from) continue;
    await recordConsent(
      tx,
      {
        contactId,
        purpose: record.purpose === "marketing" ? "marketing" : "utility",
        granted: true,
        source: "number_changed",
        wording: record.wording,
        wordingVersion: record.wordingVersion,
        locale: record.locale,
        phone: to,
        evidence: { ...change.evidence, recordId },
        actor: "meta",
        // As old as what it continues: a stop from in between that is heard of later still wins.
        occurredAt: plus(record.occurredAt, 1),
        causedBy: change.causedBy,
      },
      now,
    );
  }
}
