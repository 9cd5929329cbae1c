import type { InboundPayload } from "#app/integrations/meta/index.ts";
import { carryConsents, settleConsents } from "#app/modules/consent/index.ts";
import {
  type ContactRow,
  ownPhone,
  ownUserId,
  type Phone,
  phoneOfWaId,
} from "#app/modules/contacts/index.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import { isHeardSince, redirectQueued } from "#app/modules/messages/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { From } from "./hear.ts";

/** The person uses this number: whoever was known by it alone is them. @returns the contact as it is then */
export async function takeNumber(
  tx: Transaction,
  contact: ContactRow,
  phone: Phone,
  now: Date,
): Promise<ContactRow> {
  if (await ownPhone(tx, contact, phone, now)) await settleConsents(tx, contact.id);
  return contactAsItIs(tx, contact);
}

function contactAsItIs(tx: Transaction, { id }: ContactRow): Promise<ContactRow> {
  return tx.db.contact.findFirstOrThrow({ where: { id } });
}

async function tell(tx: Transaction, from: From, contact: ContactRow, kind: string, message: InboundPayload) {
  await appendEvent(tx, {
    kind,
    subject: `contact:${contact.id}`,
    contactId: contact.id,
    actor: "contact",
    occurredAt: message.timestamp,
    recordedAt: from.now,
    causedBy: from.causedBy,
    facts: { wamid: message.id },
  });
}

async function changeNumber(
  tx: Transaction,
  from: From,
  contact: ContactRow,
  message: InboundPayload,
  phone: Phone,
): Promise<void> {
  const to = phone.e164;
  // They have moved on since, to a third number.
  if (contact.phone !== to && (await isHeardSince(tx, contact.id, message.timestamp))) return;
  const earlier = phoneOfWaId(message.from)?.e164 ?? contact.phone;
  const now = await takeNumber(tx, contact, phone, from.now);
  if (earlier && earlier !== to) {
    const evidence = { wamid: message.id, phoneNumberId: from.phoneNumberId, type: message.system?.type };
    const change = { contactId: contact.id, from: earlier, to, evidence, causedBy: from.causedBy };
    await carryConsents(tx, change, from.now);
    const { countryCode } = now;
    await redirectQueued(tx, contact.id, earlier, { recipient: to, countryCode }, from.now);
  }
  await tell(tx, from, contact, "contact.number_changed", message);
}

async function changeUserId(
  tx: Transaction,
  from: From,
  contact: ContactRow,
  message: InboundPayload,
  userId: string,
): Promise<void> {
  if (await ownUserId(tx, contact, userId, from.now)) await settleConsents(tx, contact.id);
  const { phone, countryCode } = await contactAsItIs(tx, contact);
  const previous = message.system?.previous_user_id ?? message.from_user_id;
  if (previous && previous !== userId)
    await redirectQueued(tx, contact.id, previous, { recipient: phone ?? userId, countryCode }, from.now);
  await tell(tx, from, contact, "contact.user_id_changed", message);
}

/**
 * WhatsApp says that the person has another number or user id. Older versions name the types customer_…, newer ones
 * user_…; other types, as of a new device, change nothing.
 */
export async function heedIdentity(
  tx: Transaction,
  from: From,
  contact: ContactRow,
  message: InboundPayload,
): Promise<void> {
  const { type = "", wa_id, new_wa_id, user_id } = message.system ?? {};
  const phone = phoneOfWaId(wa_id ?? new_wa_id);
  if (type.endsWith("_changed_number") && phone) await changeNumber(tx, from, contact, message, phone);
  if (type.endsWith("_changed_user_id") && user_id) await changeUserId(tx, from, contact, message, user_id);
}
