import { asLanguage, type Language } from "#app/i18n/language.ts";
import { enqueueFreeForm } from "#app/modules/messages/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import { MINUTE } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";

/** What comes back: it proves that the shop hears and is heard. */
const WORDS: Readonly<Record<Language, (shop: string) => string>> = {
  en: (shop) =>
    `It works: ${shop} hears you and can answer. Your customers will be written to from this chat.`,
  it: (shop) =>
    `Funziona: ${shop} ti riceve e può rispondere. I tuoi clienti riceveranno i messaggi da questa chat.`,
};

/** Who scanned the code looks at their phone now. */
const LIFE_MS = 10 * MINUTE;

export const SELF_TEST = "self_test";

/** Of the messages that answer the word sent to a number. */
export const selfTestSubject = (phoneNumberId: string) => `${SELF_TEST}:${phoneNumberId}`;

interface Heard {
  readonly shop: Pick<ShopProfile, "name" | "locale">;
  readonly inboundId: string;
  readonly contactId: string;
  readonly phoneNumberId: string;
  readonly now: Date;
}

/** Answers the word, once for each time that it is sent. */
export async function answerSelfTest(tx: Transaction, heard: Heard): Promise<void> {
  const { shop, inboundId, contactId, phoneNumberId, now } = heard;
  await enqueueFreeForm(
    tx,
    {
      dedupeKey: `${SELF_TEST}:${inboundId}`,
      contactId,
      phoneNumberId,
      body: WORDS[asLanguage(shop.locale)](shop.name),
      subject: selfTestSubject(phoneNumberId),
      actor: "system",
      automationKind: SELF_TEST,
      lifeMs: LIFE_MS,
    },
    now,
  );
}
