import type { PreferencePayload } from "#app/integrations/meta/index.ts";
import { endWaiting } from "#app/modules/automations/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { type ContactRow, phoneOfWaId, resolveContact } from "#app/modules/contacts/index.ts";
import { takeBackQueued } from "#app/modules/messages/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { From } from "./hear.ts";

const SOURCE = "whatsapp_setting";

/** Whether there is something to record: not what is known already, and no resuming of what was never given. */
async function isNews(
  tx: Transaction,
  contact: ContactRow,
  granted: boolean,
  occurredAt: Date,
): Promise<boolean> {
  const said = { contactId: contact.id, purpose: "marketing" };
  const known = { ...said, granted, source: SOURCE, occurredAt };
  if (await tx.db.consentRecord.findFirst({ where: known })) return false;
  // Resuming undoes a stop; it is no permission for who never gave one.
  return !granted || (await tx.db.consentRecord.findFirst({ where: { ...said, granted: true } })) !== null;
}

/** The person used WhatsApp's own control over marketing messages. */
export async function heedPreference(
  tx: Transaction,
  from: From,
  preference: PreferencePayload,
): Promise<void> {
  if (preference.category !== "marketing_messages") return;
  const granted = preference.value === "resume";
  if (!granted && preference.value !== "stop") return;
  const person = { phone: phoneOfWaId(preference.wa_id), bsuid: preference.user_id };
  const contact = await resolveContact(tx, person, from.now);
  if (!contact || !(await isNews(tx, contact, granted, preference.timestamp))) return;
  await recordConsent(
    tx,
    {
      contactId: contact.id,
      purpose: "marketing",
      granted,
      source: SOURCE,
      wording: preference.detail ?? preference.value,
      wordingVersion: "meta-user-preferences",
      locale: contact.locale,
      phone: contact.phone,
      evidence: { value: preference.value, phoneNumberId: from.phoneNumberId },
      actor: "contact",
      occurredAt: preference.timestamp,
      causedBy: from.causedBy,
    },
    from.now,
  );
  if (granted) return;
  await takeBackQueued(tx, { contactId: contact.id, category: "MARKETING" }, "stopped", from.now);
  await endWaiting(tx, { cartsOf: contact.id }, "stopped", from.now, from.causedBy);
}
