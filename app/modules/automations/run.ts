import { hasConsent } from "#app/modules/consent/index.ts";
import type { ContactRow } from "#app/modules/contacts/index.ts";
import { isUndeliverableMarketing } from "#app/modules/messages/index.ts";
import { type Sender, senderIn } from "#app/modules/numbers/index.ts";
import { type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import { type ChosenTemplate, chooseTemplate, type TemplatePurpose } from "#app/modules/templates/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { PersonFacts, TextState } from "./decide.ts";

export type EnrolmentRow = NonNullable<Awaited<ReturnType<Transaction["db"]["enrolment"]["findFirst"]>>>;
export type AutomationRow = NonNullable<Awaited<ReturnType<Transaction["db"]["automation"]["findFirst"]>>>;

/** One run at the moment its step is decided. */
export interface Run {
  readonly tx: Transaction;
  readonly shop: ShopProfile;
  readonly automation: AutomationRow;
  readonly enrolment: EnrolmentRow;
  readonly contact: ContactRow;
  readonly sender: Sender | undefined;
  /** Shop time. */
  readonly now: Date;
}

export async function loadRun(tx: Transaction, enrolmentId: string, now: Date): Promise<Run> {
  const enrolment = await tx.db.enrolment.findFirstOrThrow({ where: { id: enrolmentId } });
  const automation = await tx.db.automation.findFirstOrThrow({ where: { id: enrolment.automationId } });
  const contact = await tx.db.contact.findFirstOrThrow({ where: { id: enrolment.contactId } });
  return {
    tx,
    shop: await shopIn(tx),
    automation,
    enrolment,
    contact,
    sender: await senderIn(tx.db),
    now,
  };
}

/** The phone, else WhatsApp's own id of the person. */
async function recipientOf(tx: Transaction, contact: ContactRow): Promise<string | null> {
  if (contact.deletedAt) return null;
  if (contact.phone) return contact.phone;
  const identity = await tx.db.contactIdentity.findFirst({
    where: { contactId: contact.id, kind: "bsuid" },
    orderBy: { createdAt: "desc" },
  });
  return identity?.value ?? null;
}

export async function personFacts(
  { tx, contact }: Run,
  purpose: "marketing" | "utility",
): Promise<PersonFacts & { readonly consentSince: Date | null }> {
  const recipient = await recipientOf(tx, contact);
  const consent = await hasConsent(tx.db, contact.id, purpose);
  return {
    recipient,
    reachability: contact.reachability,
    consent: consent !== undefined,
    consentSince: consent?.since ?? null,
    usNumber:
      recipient !== null &&
      isUndeliverableMarketing({ countryCode: contact.countryCode, recipient }, "MARKETING"),
  };
}

/** The text that would be sent, or what is the matter with it. */
export async function textFor(
  { tx, shop, contact, sender }: Run,
  purpose: TemplatePurpose,
  locale: string | null,
): Promise<{ readonly state: TextState; readonly template: ChosenTemplate | undefined }> {
  if (!sender) return { state: "missing", template: undefined };
  const { languages } = shop.settings;
  const chosen = await chooseTemplate(tx.db, purpose, sender.wabaId, locale ?? contact.locale, languages);
  return typeof chosen === "string"
    ? { state: chosen, template: undefined }
    : { state: "ready", template: chosen };
}
