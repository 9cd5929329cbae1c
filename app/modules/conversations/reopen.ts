import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import {
  enqueueMessage,
  lastWritten,
  type PersonVerdict,
  SERVICE_WINDOW_MS,
  verdictOnPerson,
} from "#app/modules/messages/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import {
  type ChosenTemplate,
  type MessagePreview,
  renderTemplate,
  textsForAPerson,
} from "#app/modules/templates/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { isUuid, newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime" | "signals">;

/** How long the text may wait with us: until a good hour, or until sending goes on. */
const LIFE_MS = 36 * HOUR;

/** A text that may take up a conversation again, as this person would read it, and whether they may be written to. */
export interface OfferedText {
  readonly versionId: string;
  /** Of the text, as the merchant knows it. */
  readonly purpose: string;
  readonly language: string;
  readonly category: "MARKETING" | "UTILITY";
  readonly preview: MessagePreview;
  readonly verdict: PersonVerdict;
}

export type ReopenProblem = "window_open" | "no_number" | "no_recipient" | "no_text" | "may_not";

export type ReopenResult = { readonly ok: true } | { readonly ok: false; readonly problem: ReopenProblem };

interface Conversation {
  readonly contact: NonNullable<Awaited<ReturnType<Transaction["db"]["contact"]["findFirst"]>>>;
  readonly number: { readonly phoneNumberId: string; readonly wabaId: string };
  readonly texts: readonly ChosenTemplate[];
  readonly shopName: string;
}

/** A conversation that the person began and whose window has closed, with the texts that could take it up again. */
async function closedConversation(
  tx: Pick<Transaction, "db">,
  contactId: string,
  now: Date,
): Promise<Conversation | ReopenProblem> {
  const contact = await tx.db.contact.findFirst({ where: { id: contactId, deletedAt: null } });
  const wrote = await lastWritten(tx.db, contactId);
  if (!contact?.lastInboundAt || !wrote) return "no_recipient";
  if (plus(contact.lastInboundAt, SERVICE_WINDOW_MS) > now) return "window_open";
  const number = await tx.db.phoneNumber.findFirst({
    where: { phoneNumberId: wrote.phoneNumberId, state: "connected" },
    select: { phoneNumberId: true, wabaId: true },
  });
  if (!number) return "no_number";
  const { settings, name: shopName } = await shopIn(tx);
  const texts = await textsForAPerson(tx.db, number.wabaId, contact.locale, settings.languages);
  return { contact, number, texts, shopName };
}

function rendered(text: ChosenTemplate, { contact, shopName }: Conversation) {
  const values = { first_name: contact.firstName ?? "", shop_name: shopName };
  return renderTemplate(text, { values, picture: undefined, linkCode: undefined });
}

/**
 * The texts that the shop may send to a person whose service window has closed, judged as dispatch would.
 * @returns none while free words may be sent, or where they never wrote
 */
export async function textsToReopen(
  services: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  contactId: string,
): Promise<OfferedText[]> {
  if (!isUuid(contactId)) return [];
  const now = services.shopTime.now();
  const db = services.database.shop(shopId);
  const found = await closedConversation({ db }, contactId, now);
  if (typeof found === "string") return [];
  const shop = await shopIn({ db });
  return Promise.all(
    found.texts.map(async (text) => ({
      versionId: text.versionId,
      purpose: text.purpose,
      language: text.language,
      category: text.category,
      preview: rendered(text, found).preview,
      verdict: await verdictOnPerson(db, shop, { contactId, category: text.category }, now),
    })),
  );
}

/**
 * Takes up a conversation again with an approved text, from the number that the person wrote to. It goes through the
 * lane as every message: consent, quiet hours and the gap between promotions are looked at once more there.
 * @param asked `draft` is the form's id: sent twice it is one message
 */
export async function reopenConversation(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  asked: { readonly contactId: string; readonly versionId: string; readonly draft: string },
): Promise<ReopenResult> {
  const { contactId, versionId, draft } = asked;
  const now = services.shopTime.now();
  const result = await services.database.transaction(shopId, async (tx): Promise<ReopenResult> => {
    const dedupeKey = `reopen:${draft}`;
    if (await tx.db.message.findFirst({ where: { dedupeKey }, select: { id: true } })) return { ok: true };
    const found = await closedConversation(tx, contactId, now);
    if (typeof found === "string") return { ok: false, problem: found };
    const text = found.texts.find((one) => one.versionId === versionId);
    if (!text) return { ok: false, problem: "no_text" };
    const { category } = text;
    const verdict = await verdictOnPerson(tx.db, await shopIn(tx), { contactId, category }, now);
    if (verdict.verdict === "suppress" || !verdict.recipient) return { ok: false, problem: "may_not" };
    const id = newId();
    const subject = `contact:${contactId}`;
    const message = {
      ...{ id, dedupeKey, contactId, recipient: verdict.recipient, category, subject, actor },
      ...rendered(text, found),
      phoneNumberId: found.number.phoneNumberId,
      countryCode: found.contact.countryCode,
      purpose: "conversation" as const,
      templateVersionId: versionId,
      automationKind: null,
      enrolmentId: null,
      step: 0,
      notBefore: now,
      expiresAt: plus(now, LIFE_MS),
      causedBy: subject,
    };
    if (!(await enqueueMessage(tx, message, now))) return { ok: true };
    await appendEvent(tx, {
      kind: "conversation.reopened",
      subject,
      contactId,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { messageId: id, text: text.name },
    });
    return { ok: true };
  });
  if (result.ok) services.signals.raise("dispatch");
  return result;
}
