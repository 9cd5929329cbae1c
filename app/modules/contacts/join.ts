import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import type { ContactRow } from "./contacts.ts";
import { LOCK_BOTH } from "./join.sql.ts";
import type { Phone } from "./phone.ts";

function laterOf(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}

/** Everything of the one becomes the other's; who an event concerned is not what happened, so events follow. */
async function joinContacts(tx: Transaction, into: ContactRow, goneId: string, now: Date): Promise<void> {
  // Whoever adds a row to either waits until this is committed, and then finds that the one is gone.
  await tx.sql(LOCK_BOTH, [tx.shopId, into.id, goneId]);
  const gone = await tx.db.contact.findFirstOrThrow({ where: { id: goneId } });
  const move = { where: { contactId: gone.id }, data: { contactId: into.id } };
  await tx.db.contactIdentity.updateMany(move);
  await tx.db.consentRecord.updateMany(move);
  await tx.db.checkout.updateMany(move);
  await tx.db.order.updateMany(move);
  await tx.db.customer.updateMany(move);
  await tx.db.enrolment.updateMany(move);
  await tx.db.message.updateMany(move);
  await tx.db.inboundMessage.updateMany(move);
  await tx.db.echoMessage.updateMany(move);
  await tx.db.event.updateMany(move);
  await tx.db.contact.updateMany({
    where: { id: into.id },
    data: {
      firstName: into.firstName ?? gone.firstName,
      lastName: into.lastName ?? gone.lastName,
      profileName: into.profileName ?? gone.profileName,
      email: into.email ?? gone.email,
      phone: into.phone ?? gone.phone,
      locale: into.locale ?? gone.locale,
      countryCode: into.countryCode ?? gone.countryCode,
      lastInboundAt: laterOf(into.lastInboundAt, gone.lastInboundAt),
      lastOrderAt: laterOf(into.lastOrderAt, gone.lastOrderAt),
      updatedAt: now,
    },
  });
  await tx.db.contact.deleteMany({ where: { id: gone.id } });
}

/** Whether each has a user id of their own: then they are two people, one of whom now has the other's number. */
async function areTwoPeople(tx: Transaction, one: string, other: string): Promise<boolean> {
  const found = await tx.db.contactIdentity.findMany({
    where: { contactId: { in: [one, other] }, kind: "bsuid" },
    select: { contactId: true },
  });
  return new Set(found.map(({ contactId }) => contactId)).size > 1;
}

/** @returns whether another contact was joined: what they agreed to has to be settled anew */
async function own(
  tx: Transaction,
  contact: ContactRow,
  identity: { readonly kind: "phone" | "bsuid"; readonly value: string },
  now: Date,
): Promise<boolean> {
  const known = await tx.db.contactIdentity.findFirst({ where: identity });
  if (!known) {
    await tx.db.contactIdentity.create({
      data: { shopId: tx.shopId, id: newId(), contactId: contact.id, ...identity, createdAt: now },
    });
    return false;
  }
  if (known.contactId === contact.id) return false;
  if (identity.kind === "phone" && (await areTwoPeople(tx, contact.id, known.contactId))) {
    await tx.db.contactIdentity.updateMany({ where: { id: known.id }, data: { contactId: contact.id } });
    await tx.db.contact.updateMany({
      where: { id: known.contactId, phone: identity.value },
      data: { phone: null, updatedAt: now },
    });
    return false;
  }
  await joinContacts(tx, contact, known.contactId, now);
  return true;
}

/**
 * Meta says that this is the person's number now: it replaces the one that was known, and whoever was known by it
 * alone, as from a checkout, turns out to be them.
 * @returns whether another contact was joined
 */
export async function ownPhone(
  tx: Transaction,
  contact: ContactRow,
  phone: Phone,
  now: Date,
): Promise<boolean> {
  const joined = await own(tx, contact, { kind: "phone", value: phone.e164 }, now);
  if (contact.phone !== phone.e164)
    await tx.db.contact.updateMany({
      where: { id: contact.id },
      data: {
        phone: phone.e164,
        ...(phone.country ? { countryCode: phone.country } : {}),
        reachability: "unknown",
        updatedAt: now,
      },
    });
  return joined;
}

/** Meta says that the person has this user id now; the earlier ones stay known. @returns as {@link ownPhone} */
export function ownUserId(tx: Transaction, contact: ContactRow, bsuid: string, now: Date): Promise<boolean> {
  return own(tx, contact, { kind: "bsuid", value: bsuid }, now);
}
