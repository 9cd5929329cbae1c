import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import type { Phone } from "./phone.ts";

export type ContactRow = NonNullable<Awaited<ReturnType<Transaction["db"]["contact"]["findFirst"]>>>;

/** What is known of a person from one source. */
export interface PersonFacts {
  readonly phone?: Phone | undefined;
  /** gid://shopify/Customer/… */
  readonly shopifyCustomer?: string | null | undefined;
  /** Meta's business-scoped user id. */
  readonly bsuid?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly profileName?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly countryCode?: string | null | undefined;
}

interface Identity {
  readonly kind: "bsuid" | "phone" | "shopify_customer";
  readonly value: string;
}

function identitiesOf(person: PersonFacts): Identity[] {
  const list: Identity[] = [];
  if (person.bsuid) list.push({ kind: "bsuid", value: person.bsuid });
  if (person.phone) list.push({ kind: "phone", value: person.phone.e164 });
  if (person.shopifyCustomer) list.push({ kind: "shopify_customer", value: person.shopifyCustomer });
  return list;
}

/** What is given, without what is absent: news never erase. */
function knownValues(person: PersonFacts) {
  const given = {
    firstName: person.firstName,
    lastName: person.lastName,
    profileName: person.profileName,
    email: person.email,
    locale: person.locale,
    countryCode: person.countryCode ?? person.phone?.country,
    phone: person.phone?.e164,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as Partial<
    Record<keyof typeof given, string>
  >;
}

async function findByIdentities(
  tx: Transaction,
  identities: readonly Identity[],
): Promise<string | undefined> {
  const found = await tx.db.contactIdentity.findMany({
    where: { OR: identities.map(({ kind, value }) => ({ kind, value })) },
  });
  for (const { kind } of identities) {
    const match = found.find((identity) => identity.kind === kind);
    if (match) return match.contactId;
  }
  return undefined;
}

async function addIdentities(tx: Transaction, contactId: string, identities: readonly Identity[], now: Date) {
  await tx.db.contactIdentity.createMany({
    data: identities.map(({ kind, value }) => ({
      shopId: tx.shopId,
      id: newId(),
      contactId,
      kind,
      value,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
}

/**
 * Finds the contact by business-scoped user id, phone or Shopify customer, in this order, or makes it.
 * @returns undefined where nothing identifies the person: an e-mail address alone can't be written to here
 */
export async function resolveContact(
  tx: Transaction,
  person: PersonFacts,
  now: Date,
): Promise<ContactRow | undefined> {
  const identities = identitiesOf(person);
  if (identities.length === 0) return undefined;
  const known = await findByIdentities(tx, identities);
  const contactId = known ?? newId();
  const values = knownValues(person);
  if (known) {
    await tx.db.contact.updateMany({ where: { id: known }, data: { ...values, updatedAt: now } });
  } else {
    await tx.db.contact.create({
      data: { shopId: tx.shopId, id: contactId, ...values, createdAt: now, updatedAt: now },
    });
  }
  await addIdentities(tx, contactId, identities, now);
  return (await tx.db.contact.findFirst({ where: { id: contactId } })) ?? undefined;
}

/**
 * Knows the person of old news, or of a deleted cart or order, by what identifies them alone: an identity does not
 * age, so that who is known does not depend on the order in which deliveries come. Nothing else is taken over.
 */
export async function recogniseContact(tx: Transaction, person: PersonFacts, now: Date): Promise<void> {
  const identities = identitiesOf(person);
  if (identities.length === 0) return;
  const contactId = (await findByIdentities(tx, identities)) ?? newId();
  const phone = person.phone ? { phone: person.phone.e164 } : {};
  await tx.db.contact.createMany({
    data: [{ shopId: tx.shopId, id: contactId, ...phone, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  });
  await addIdentities(tx, contactId, identities, now);
}

/** Whether WhatsApp knows the number, as a delivery or a refusal has shown. */
export async function setReachability(
  tx: Transaction,
  contactId: string,
  reachability: "usable" | "unusable",
  now: Date,
): Promise<void> {
  await tx.db.contact.updateMany({
    where: { id: contactId, reachability: { not: reachability } },
    data: { reachability, updatedAt: now },
  });
}

/** The merchant says that the number may be tried again. */
export async function forgetReachability(tx: Transaction, contactId: string, now: Date): Promise<void> {
  await tx.db.contact.updateMany({
    where: { id: contactId },
    data: { reachability: "unknown", updatedAt: now },
  });
}

/** A name for lists: "Giulia R.", else what WhatsApp calls the person, else nothing. */
export function contactName(
  contact: Pick<ContactRow, "firstName" | "lastName" | "profileName"> | null | undefined,
): string {
  if (!contact) return "";
  const initial = contact.lastName ? ` ${contact.lastName.slice(0, 1)}.` : "";
  return contact.firstName ? `${contact.firstName}${initial}` : (contact.profileName ?? "");
}
