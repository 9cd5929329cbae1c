import { asLanguage, type Language } from "#app/i18n/language.ts";
import { enqueueFreeForm } from "#app/modules/messages/index.ts";
import { isOpen, type ShopProfile } from "#app/modules/shops/index.ts";
import { DAY, HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { LOCK_PERSON } from "./away.sql.ts";

/** What is said where the merchant has no words of their own. */
export const AWAY_WORDS: Readonly<Record<Language, string>> = {
  en: "Thanks for your message. We are not here right now, and answer as soon as we are back.",
  it: "Grazie per il tuo messaggio. Ora non ci siamo, ti rispondiamo appena torniamo.",
};

/** A person is told at most once in this time that nobody is there. */
const ONCE_IN_MS = DAY;
/** Who was answered by a person so lately talks to somebody who is there, whatever the hours say. */
const TALKING_MS = HOUR;
/** News that come later than this are no occasion any more. */
const STALE_MS = 15 * MINUTE;
/** An away message that waits longer, as in a pause, has lost its sense. */
const LIFE_MS = 30 * MINUTE;

interface Written {
  readonly shop: Pick<ShopProfile, "settings" | "timeZone" | "locale">;
  readonly inboundId: string;
  readonly contactId: string;
  readonly phoneNumberId: string;
  /** Of the person; null where it is not known. */
  readonly locale: string | null;
  /** When it was written. */
  readonly at: Date;
  readonly now: Date;
}

/** Whether a person of the shop wrote to them lately, in the app or on the phone. */
async function isTalking(tx: Transaction, contactId: string, since: Date): Promise<boolean> {
  const written = await tx.db.message.findFirst({
    where: { contactId, createdAt: { gt: since }, purpose: "reply", actor: { startsWith: "staff:" } },
    select: { id: true },
  });
  if (written) return true;
  const echo = await tx.db.echoMessage.findFirst({
    where: { contactId, sentAt: { gt: since } },
    select: { id: true },
  });
  return echo !== null;
}

/**
 * Tells a person who wrote outside of the shop's hours that nobody is there, if the merchant wants that: once in 24
 * hours, and never to who said stop. Their reply waits all the same.
 */
export async function sendAway(tx: Transaction, written: Written): Promise<void> {
  const { shop, contactId, now } = written;
  const { away } = shop.settings;
  if (!away.on || isOpen(now, away.hours, shop.timeZone)) return;
  if (plus(written.at, STALE_MS) < now) return;
  await tx.sql(LOCK_PERSON, [tx.shopId, contactId]);
  const subject = `away:${contactId}`;
  const told = await tx.db.message.findFirst({
    where: { subject, createdAt: { gt: plus(now, -ONCE_IN_MS) } },
    select: { id: true },
  });
  if (told || (await isTalking(tx, contactId, plus(now, -TALKING_MS)))) return;
  const stopped = await tx.db.consent.findFirst({
    where: { contactId, purpose: "utility", state: "revoked" },
    select: { id: true },
  });
  if (stopped) return;
  const language = asLanguage(written.locale ?? shop.locale);
  const text = {
    dedupeKey: `away:${written.inboundId}`,
    contactId,
    phoneNumberId: written.phoneNumberId,
    body: away.texts[language].trim() || AWAY_WORDS[language],
    subject,
    actor: "system" as const,
    automationKind: "away",
    lifeMs: LIFE_MS,
  };
  await enqueueFreeForm(tx, text, now);
}
