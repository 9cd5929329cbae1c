import type { EchoPayload, InboundPayload, ProfilePayload } from "#app/integrations/meta/index.ts";
import { endWaiting } from "#app/modules/automations/index.ts";
import { isStopWord, type Purpose, recordConsent } from "#app/modules/consent/index.ts";
import {
  type ContactRow,
  knownContact,
  ownUserId,
  phoneOfWaId,
  resolveContact,
  setReachability,
} from "#app/modules/contacts/index.ts";
import { sendAway } from "#app/modules/conversations/index.ts";
import { requestMedia } from "#app/modules/media/index.ts";
import {
  isHeardSince,
  isKnownInbound,
  recipientOfWamid,
  saveEcho,
  saveInbound,
  takeBackQueued,
  tappedIn,
  textOf,
} from "#app/modules/messages/index.ts";
import { answerSelfTest, isSelfTest } from "#app/modules/self-test/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import { STOP_PAYLOAD } from "#app/modules/templates/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { heedIdentity, takeNumber } from "./identity.ts";

export interface From {
  readonly shop: Pick<ShopProfile, "name" | "locale" | "settings" | "timeZone">;
  readonly phoneNumberId: string;
  readonly now: Date;
  readonly causedBy: string;
}

function personOf(message: InboundPayload, profiles: readonly ProfilePayload[]) {
  const profile = profiles.find(
    (one) =>
      (message.from_user_id !== undefined && one.user_id === message.from_user_id) ||
      (message.from !== undefined && one.wa_id === message.from),
  )?.profile;
  return {
    phone: phoneOfWaId(message.from),
    // News of a changed user id may carry the new one already: the person is known by the previous one.
    bsuid: message.system?.previous_user_id ?? message.from_user_id,
    profileName: profile?.name ?? profile?.username,
  };
}

/**
 * Who is not known by number or user id, and answers a message of ours: its recipient, for a chat has two people. The
 * user id that they write with is theirs from here on.
 */
async function recipientOf(
  tx: Transaction,
  message: InboundPayload,
  bsuid: string | undefined,
  now: Date,
): Promise<ContactRow | undefined> {
  const contactId = await recipientOfWamid(tx, message.context?.id);
  const contact = contactId ? await tx.db.contact.findFirst({ where: { id: contactId } }) : null;
  if (contact && bsuid) await ownUserId(tx, contact, bsuid, now);
  return contact ?? undefined;
}

/** Who wrote has the number that they wrote from, unless they were heard of since: deliveries come in any order. */
async function writerOf(
  tx: Transaction,
  from: From,
  message: InboundPayload,
  profiles: readonly ProfilePayload[],
): Promise<ContactRow> {
  const person = personOf(message, profiles);
  const answering = (await knownContact(tx, person))
    ? undefined
    : await recipientOf(tx, message, person.bsuid, from.now);
  const contact = (await resolveContact(tx, person, from.now)) ?? answering;
  // Kept for an operator to see: it may have been a stop.
  if (!contact) throw new Error("a message names nobody who wrote it");
  if (!person.phone || message.type === "system") return contact;
  if (await isHeardSince(tx, contact.id, message.timestamp)) return contact;
  return takeNumber(tx, contact, person.phone, from.now);
}

/** What the person withdraws: the button stops promotions, the typed word stops everything. */
function withdrawn(message: InboundPayload): Purpose[] {
  if (tappedIn(message) === STOP_PAYLOAD) return ["marketing"];
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
        wordingVersion: tappedIn(message) ?? "typed",
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
  // Nobody wrote the away message: who said stop does not get it either. An answer of a person's is another thing.
  if (purposes.includes("utility"))
    await takeBackQueued(tx, { contactId: contact.id, automationKind: "away" }, "stopped", from.now);
}

/**
 * A shopper wrote: kept once; a stop is honoured at once, and any other reply ends the carts' runs, for now a
 * person talks to a person. What WhatsApp says of a person's number or user id changes by what they are known.
 */
export async function hear(
  tx: Transaction,
  from: From,
  message: InboundPayload,
  profiles: readonly ProfilePayload[],
): Promise<void> {
  if (await isKnownInbound(tx, message.id)) return;
  const contact = await writerOf(tx, from, message, profiles);
  const purposes = withdrawn(message);
  const isTest = isSelfTest(textOf(message), tx.shopId, from.phoneNumberId);
  const saved = await saveInbound(tx, {
    payload: message,
    phoneNumberId: from.phoneNumberId,
    contactId: contact.id,
    settled: purposes.length > 0 || isTest,
    locale: from.shop.locale,
    now: from.now,
    causedBy: from.causedBy,
  });
  if (!saved) return;
  await requestMedia(
    tx,
    { inboundId: saved.id, payload: message, phoneNumberId: from.phoneNumberId },
    from.now,
  );
  if (message.system) return heedIdentity(tx, from, contact, message);
  // Who writes can be written to, whatever Meta said of the number before.
  await setReachability(tx, contact.id, "usable", from.now);
  await withdraw(tx, from, contact, message, purposes);
  if (isTest) {
    const { shop, phoneNumberId, now } = from;
    return answerSelfTest(tx, { shop, inboundId: saved.id, contactId: contact.id, phoneNumberId, now });
  }
  if (!saved.isReply && purposes.length === 0) return;
  const reason = purposes.length > 0 ? "stopped" : "replied";
  await endWaiting(tx, { cartsOf: contact.id }, reason, from.now, from.causedBy);
  if (purposes.length > 0) return;
  const { shop, phoneNumberId, now } = from;
  const { id: contactId, locale } = contact;
  const at = message.timestamp;
  await sendAway(tx, { shop, inboundId: saved.id, contactId, phoneNumberId, locale, at, now });
}

/** The shop wrote on the phone itself. Whom it writes to there may be no shopper: nobody is made a contact by it. */
export async function hearEcho(tx: Transaction, from: From, echo: EchoPayload): Promise<void> {
  const person = { phone: phoneOfWaId(echo.to), bsuid: echo.to_user_id };
  const contact = await knownContact(tx, person);
  if (!contact) return;
  const { phoneNumberId, now, causedBy } = from;
  const { locale } = from.shop;
  await saveEcho(tx, { payload: echo, phoneNumberId, contactId: contact.id, locale, now, causedBy });
}
