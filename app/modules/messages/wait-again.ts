import { appendEvent } from "#app/modules/events/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";

/**
 * An answer was not sent, or failed: what it answered waits again, keeps which answer that was, and is told anew.
 * Nothing happens for a message that answered nothing. Uses inbound_message (shop_id, contact_id, received_at).
 */
export async function waitAgain(
  tx: Transaction,
  answer: { readonly id: string; readonly contactId: string },
  now: Date,
): Promise<void> {
  const { id, contactId } = answer;
  const { count } = await tx.db.inboundMessage.updateMany({
    where: { contactId, state: "answered", answeredByMessageId: id },
    data: { state: "waiting", answeredAt: null, alertedAt: null },
  });
  if (count === 0) return;
  await markDue(tx.sql, "alert", tx.shopId, now);
  await appendEvent(tx, {
    kind: "reply.reopened",
    subject: `contact:${contactId}`,
    contactId,
    actor: "system",
    occurredAt: now,
    recordedAt: now,
    causedBy: `message:${id}`,
    facts: { replies: count },
  });
}
