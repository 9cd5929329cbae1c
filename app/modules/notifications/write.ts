import { createFormatters } from "#app/i18n/format.ts";
import { asLanguage } from "#app/i18n/language.ts";
import { type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import type { ShopClient, Transaction } from "#app/platform/database/index.ts";
import type { Env } from "#app/platform/env.ts";
import { newId } from "#app/platform/ids.ts";
import { type Letter, type Pen, problemLetter, replyLetter, weekLetter } from "./compose.ts";
import {
  BUDGET,
  NUMBER_TROUBLE,
  repliesTold,
  STOPPED,
  TEXT_TROUBLE,
  takeProblems,
  takeReplies,
} from "./gather.ts";
import { isEventful, readWeek, weekBegan } from "./week.ts";
import { mailWords } from "./words.ts";

/** What a mail is about. */
type MailKind = "waiting_reply" | "stopped_sending" | "number_trouble" | "text_trouble" | "budget" | "week";

/**
 * The letter about the replies of a mail, as they stand now.
 * @param writtenAt when the mail was written
 * @returns undefined where none of them waits any more
 */
export async function replyLetterNow(
  db: ShopClient,
  shop: ShopProfile,
  env: Env,
  writtenAt: Date,
  now: Date,
): Promise<Letter | undefined> {
  const { replies, people } = await repliesTold(db, writtenAt);
  return replies.length > 0 ? replyLetter(replies, people, penFor(shop, env, now)) : undefined;
}

function penFor(shop: ShopProfile, env: Env, now: Date): Pen {
  const language = asLanguage(shop.locale);
  const { countryCode, timeZone } = shop;
  const store = shop.domain.replace(".myshopify.com", "");
  const base = `${env.SHOPIFY_ADMIN_URL}/store/${store}/apps/${env.SHOPIFY_API_KEY}`;
  return {
    words: mailWords[language],
    format: createFormatters({ language, countryCode, timeZone, now: now.toISOString() }),
    now,
    address: (path) => `${base}${path}`,
  };
}

async function queueMail(
  tx: Transaction,
  kind: MailKind,
  recipients: string[],
  { subject, text: body }: Letter,
  now: Date,
): Promise<void> {
  const times = { dueAt: now, createdAt: now, updatedAt: now };
  await tx.db.mail.create({
    data: { shopId: tx.shopId, id: newId(), kind, recipients, subject, body, ...times },
  });
}

/**
 * Writes the sum-up of the week before this one, once.
 * @param now shop time
 * @returns whether there is a mail to send
 */
export async function writeWeek(tx: Transaction, env: Env, now: Date): Promise<boolean> {
  const shop = await shopIn(tx);
  const recipients = recipientsOf(shop);
  if (!shop.settings.notifications.weekly || recipients.length === 0) return false;
  const told = { kind: "week", createdAt: { gte: weekBegan(now, shop.timeZone) } };
  if (await tx.db.mail.findFirst({ where: told, select: { id: true } })) return false;
  const week = await readWeek(tx.db, shop, now);
  if (!isEventful(week)) return false;
  await queueMail(tx, "week", recipients, weekLetter(week, penFor(shop, env, now)), now);
  return true;
}

/** The addresses of the settings, else the shop's own one. */
function recipientsOf({ settings, email }: Pick<ShopProfile, "settings" | "email">): string[] {
  const { emails } = settings.notifications;
  if (emails.length > 0) return emails;
  return email ? [email] : [];
}

/**
 * Writes the mails about what nobody was told of yet. What the merchant does not want to be told counts as told.
 * @param now shop time
 * @returns when there will be more to tell, if it is known
 */
export async function writeMails(tx: Transaction, env: Env, now: Date): Promise<Date | undefined> {
  const shop = await shopIn(tx);
  if (shop.status !== "installed") return undefined;
  const recipients = recipientsOf(shop);
  // Nobody is there to be told: it stays untold.
  if (recipients.length === 0) return undefined;
  const { waitingReply, stoppedSending, textTrouble } = shop.settings.notifications;
  const pen = penFor(shop, env, now);

  async function queue(wanted: boolean, kind: MailKind, letter: Letter): Promise<void> {
    if (wanted) await queueMail(tx, kind, recipients, letter, now);
  }

  const gathered = await takeReplies(tx, recipients, now);
  // Its words are written when it leaves.
  if (gathered.ready && gathered.news) await queue(waitingReply, "waiting_reply", { subject: "", text: "" });
  const stopped = await takeProblems(tx, STOPPED, now);
  if (stopped.length > 0)
    await queue(stoppedSending, "stopped_sending", problemLetter(stopped, "stopped", pen));
  const numbers = await takeProblems(tx, NUMBER_TROUBLE, now);
  if (numbers.length > 0)
    await queue(stoppedSending, "number_trouble", problemLetter(numbers, "number", pen));
  const texts = await takeProblems(tx, TEXT_TROUBLE, now);
  if (texts.length > 0) await queue(textTrouble, "text_trouble", problemLetter(texts, "text", pen));
  // Who sets a budget wants to know.
  const budget = await takeProblems(tx, BUDGET, now);
  if (budget.length > 0) await queue(true, "budget", problemLetter(budget, "budget", pen));
  return gathered.ready ? undefined : gathered.at;
}
