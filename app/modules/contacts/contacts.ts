import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import type { Phone } from "./phone.ts";

export type ContactRow = NonNullable<Awaited<ReturnType<Transaction["db"]["contact"]["findFirst"]>>>;

/** What is known of a person from one source. */
export interface PersonFacts {
  readonly phone?: Phone | undefined;
  /** The person gave this number for WhatsApp, or wrote from it: it replaces the one that is known. */
  readonly givesPhone?: boolean;
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

/** @returns how many were new */
async function addIdentities(
  tx: Transaction,
  contactId: string,
  identities: readonly Identity[],
  now: Date,
): Promise<number> {
  const { count } = await tx.db.contactIdentity.createMany({
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
  return count;
}

/**
 * The person's own phone never moves by what a checkout or an order says: the number beside a delivery may be a
 * friend's, and what was agreed to for one number is no permission for another.
 */
function keepsPhone(contact: Pick<ContactRow, "phone">, person: PersonFacts): boolean {
  return (
    contact.phone !== null && !person.givesPhone && !!person.phone && person.phone.e164 !== contact.phone
  );
}

/** What changes of a contact by these news; a number that nobody has tried may be usable again. */
function changesOf(contact: ContactRow, person: PersonFacts, now: Date) {
  const { phone, ...values } = knownValues(person);
  if (keepsPhone(contact, person) || phone === undefined || phone === contact.phone)
    return { ...values, updatedAt: now };
  return { ...values, phone, reachability: "unknown", updatedAt: now };
}

/** What identifies the contact itself: not the number that it does not take over. */
function theirs(contact: ContactRow, person: PersonFacts, identities: readonly Identity[]): Identity[] {
  return identities.filter(({ kind }) => kind !== "phone" || !keepsPhone(contact, person));
}

async function findContact(tx: Transaction, identities: readonly Identity[]): Promise<ContactRow | null> {
  const id = await findByIdentities(tx, identities);
  return id === undefined ? null : tx.db.contact.findFirst({ where: { id } });
}

/** Makes a contact, or finds the one that somebody else made of the same identities at the same moment. */
async function makeContact(
  tx: Transaction,
  person: PersonFacts,
  identities: readonly Identity[],
  now: Date,
): Promise<string> {
  const contactId = newId();
  await tx.db.contact.create({
    data: { shopId: tx.shopId, id: contactId, ...knownValues(person), createdAt: now, updatedAt: now },
  });
  const added = await addIdentities(tx, contactId, identities, now);
  if (added === identities.length) return contactId;
  const owner = await findByIdentities(tx, identities);
  if (owner === undefined || owner === contactId) return contactId;
  await tx.db.contact.deleteMany({ where: { id: contactId } });
  await addIdentities(tx, owner, identities, now);
  return owner;
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
  const known = await findContact(tx, identities);
  if (known) {
    await tx.db.contact.updateMany({ where: { id: known.id }, data: changesOf(known, person, now) });
    await addIdentities(tx, known.id, theirs(known, person, identities), now);
  }
  const contactId = known?.id ?? (await makeContact(tx, person, identities, now));
  return (await tx.db.contact.findFirst({ where: { id: contactId } })) ?? undefined;
}

/**
 * Knows the person of old news, or of a deleted cart or order, by what identifies them alone: an identity does not
 * age, so that who is known does not depend on the order in which deliveries come. Nothing else is taken over.
 */
export async function recogniseContact(tx: Transaction, person: PersonFacts, now: Date): Promise<void> {
  const { phone, shopifyCustomer, bsuid } = person;
  const identities = identitiesOf(person);
  if (identities.length === 0) return;
  const known = await findContact(tx, identities);
  if (known) await addIdentities(tx, known.id, theirs(known, person, identities), now);
  else await makeContact(tx, { phone, shopifyCustomer, bsuid }, identities, now);
}

/** The person, if they are known; nobody is made, and nothing is taken over. */
export async function knownContact(
  tx: Transaction,
  person: Pick<PersonFacts, "bsuid" | "phone">,
): Promise<ContactRow | null> {
  const identities = identitiesOf(person);
  return identities.length === 0 ? null : findContact(tx, identities);
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
