import type { InboundPayload, PreferencePayload, ProfilePayload } from "#app/integrations/meta/index.ts";
import { endWaiting } from "#app/modules/automations/index.ts";
import { isStopWord, type Purpose, recordConsent } from "#app/modules/consent/index.ts";
import {
  type ContactRow,
  phoneOfWaId,
  resolveContact,
  setReachability,
} from "#app/modules/contacts/index.ts";
import { saveInbound, takeBackQueued, textOf } from "#app/modules/messages/index.ts";
import { STOP_PAYLOAD } from "#app/modules/templates/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";

export interface From {
  readonly phoneNumberId: string;
  readonly now: Date;
  readonly causedBy: string;
}

function personOf(
  message: { from?: string | undefined; from_user_id?: string | undefined },
  profiles: readonly ProfilePayload[],
) {
  const profile = profiles.find(
    (one) =>
      (message.from_user_id !== undefined && one.user_id === message.from_user_id) ||
      (message.from !== undefined && one.wa_id === message.from),
  );
  return {
    phone: phoneOfWaId(message.from),
    givesPhone: true,
    bsuid: message.from_user_id,
    profileName: profile?.profile?.name,
  };
}

/** What the person withdraws: the button stops promotions, the typed word stops everything. */
function withdrawn(message: InboundPayload): Purpose[] {
  if (message.button?.payload === STOP_PAYLOAD) return ["marketing"];
  return isStopWord(textOf(message)) ? ["marketing", "utility"] : [];
}

async function withdraw(
  tx: Transaction,
  from: From,
  contact: ContactRow,
  message: InboundPayload,
  purposes: readonly Purpose[],
): Promise<void> {
  for (const purpose of purposes) {
    await recordConsent(
      tx,
      {
        contactId: contact.id,
        purpose,
        granted: false,
        source: "whatsapp_message",
        wording: textOf(message) ?? "",
        wordingVersion: message.button?.payload ?? "typed",
        locale: contact.locale,
        phone: contact.phone,
        evidence: { wamid: message.id, phoneNumberId: from.phoneNumberId },
        actor: "contact",
        occurredAt: message.timestamp,
        causedBy: from.causedBy,
      },
      from.now,
    );
    const category = purpose === "marketing" ? "MARKETING" : "UTILITY";
    await takeBackQueued(tx, { contactId: contact.id, category }, "stopped", from.now);
  }
}

/**
 * A shopper wrote: kept once; a stop is honoured at once, and any other reply ends the carts' runs, for now a
 * person talks to a person.
 */
export async function hear(
  tx: Transaction,
  from: From,
  message: InboundPayload,
  profiles: readonly ProfilePayload[],
): Promise<void> {
  const contact = await resolveContact(tx, personOf(message, profiles), from.now);
  if (!contact) return;
  const purposes = withdrawn(message);
  const saved = await saveInbound(tx, {
    payload: message,
    phoneNumberId: from.phoneNumberId,
    contactId: contact.id,
    settled: purposes.length > 0,
    now: from.now,
    causedBy: from.causedBy,
  });
  if (!saved) return;
  // Who writes can be written to, whatever Meta said of the number before.
  await setReachability(tx, contact.id, "usable", from.now);
  await withdraw(tx, from, contact, message, purposes);
  if (!saved.isReply) return;
  const reason = purposes.length > 0 ? "stopped" : "replied";
  await endWaiting(tx, { cartsOf: contact.id }, reason, from.now, from.causedBy);
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
  const contact = await resolveContact(
    tx,
    { phone: phoneOfWaId(preference.wa_id), bsuid: preference.user_id },
    from.now,
  );
  if (!contact) return;
  const before = await tx.db.consentRecord.findFirst({
    where: { contactId: contact.id, purpose: "marketing", granted: true },
  });
  // Resuming undoes a stop; it is no permission for who never gave one.
  if (granted && !before) return;
  await recordConsent(
    tx,
    {
      contactId: contact.id,
      purpose: "marketing",
      granted,
      source: "whatsapp_setting",
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
