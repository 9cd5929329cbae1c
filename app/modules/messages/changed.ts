import { MINUTE, plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";

/** Several replies within so long are told in one mail. */
export const ALERT_AFTER_MS = 3 * MINUTE;

/** What is shown of a message that the person deleted. */
const DELETED = "deleted";

/** What was answered before its words changed has to be read again; the original stands for its changes. */
async function awaitAnswer(
  tx: Transaction,
  original: { readonly contactId: string; readonly wamid: string },
  latest: { readonly receivedAt: Date; readonly recordedAt: Date },
  now: Date,
): Promise<void> {
  const { contactId, wamid } = original;
  // Whoever answered here has not seen what was heard of just now, whenever it was written.
  const unseen =
    latest.recordedAt.getTime() === now.getTime() ? [{ answeredByMessageId: { not: null } }] : [];
  await tx.db.inboundMessage.updateMany({
    where: { contactId, contextWamid: wamid, kind: "edit", state: { not: "none" } },
    data: { state: "none" },
  });
  const { count } = await tx.db.inboundMessage.updateMany({
    where: {
      ...original,
      state: "answered",
      OR: [{ answeredAt: { lt: latest.receivedAt } }, ...unseen],
    },
    data: { state: "waiting", answeredAt: null, answeredByMessageId: null, alertedAt: null },
  });
  if (count > 0) await markDue(tx.sql, "alert", tx.shopId, plus(now, ALERT_AFTER_MS));
}

/**
 * Shows a message of the person's as they left it: with the words of their latest change, or as deleted. A change may
 * be heard of before the message that it concerns. Earlier words stay in the rows of the message and of its changes,
 * unless it was deleted: then none of its content stays in any of them.
 * Uses inbound_message (shop_id, contact_id, received_at).
 */
export async function applyChanges(
  tx: Transaction,
  contactId: string,
  wamid: string | undefined,
  now: Date,
): Promise<void> {
  if (wamid === undefined) return;
  const changes = await tx.db.inboundMessage.findMany({
    where: { contactId, contextWamid: wamid, kind: { in: ["edit", "revoke"] } },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
  });
  const [latest] = changes;
  if (!latest) return;
  const original = { contactId, wamid };
  const revoked = changes.find(({ kind }) => kind === "revoke");
  if (!revoked) {
    const { count } = await tx.db.inboundMessage.updateMany({
      where: original,
      data: { text: latest.text },
    });
    if (count > 0) await awaitAnswer(tx, original, latest, now);
    return;
  }
  const payload = { deleted_by: revoked.wamid };
  await tx.db.media.deleteMany({ where: { inbound: original } });
  await tx.db.inboundMessage.updateMany({ where: original, data: { kind: DELETED, text: null, payload } });
  await tx.db.inboundMessage.updateMany({
    where: { contactId, contextWamid: wamid, kind: "edit" },
    data: { text: null, payload },
  });
}
