import type { Transaction } from "#app/platform/database/index.ts";

/** What is shown of a message that the person deleted. */
const DELETED = "deleted";

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
    await tx.db.inboundMessage.updateMany({ where: original, data: { text: latest.text } });
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
