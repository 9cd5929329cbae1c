import type { Transaction } from "#app/platform/database/index.ts";

/**
 * What waits in the lane for a person goes to where they are now.
 * @param from their earlier number (E.164) or user id
 * @param to the new one; its country decides what may be sent and what it costs
 */
export async function redirectQueued(
  tx: Transaction,
  contactId: string,
  from: string,
  to: { readonly recipient: string; readonly countryCode: string | null },
  now: Date,
): Promise<void> {
  await tx.db.message.updateMany({
    where: { contactId, recipient: from, status: "queued", purpose: { not: "test" } },
    data: { ...to, updatedAt: now },
  });
}
