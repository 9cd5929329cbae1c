import type { ShopClient } from "#app/platform/database/index.ts";

/** Kinds with which the person did not write: no window opens by them, and none shows which number they write to. */
export const UNWRITTEN_KINDS = ["reaction", "edit", "revoke", "system"];

/**
 * The person's newest message, to any number or to this one: Meta opens the window of that number by it.
 * Uses inbound_message (shop_id, contact_id, received_at).
 */
export function lastWritten(db: ShopClient, contactId: string, phoneNumberId?: string) {
  return db.inboundMessage.findFirst({
    where: { contactId, kind: { notIn: UNWRITTEN_KINDS }, ...(phoneNumberId ? { phoneNumberId } : {}) },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    select: { phoneNumberId: true, receivedAt: true },
  });
}
