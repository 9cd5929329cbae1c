import { DAY, HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { withLogContext } from "#app/platform/log.ts";
import type { Mailer } from "#app/platform/mail.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { BUDGET, STOPPED, TEXT_TROUBLE } from "./gather.ts";
import { FORGOTTEN_MAILS, FORGOTTEN_NEWS, NEXT_MAIL_DUE } from "./mail.sql.ts";
import { writeMails } from "./write.ts";

/** Tells merchants by mail what can't wait until they look. One per process. */
export interface Notifier {
  /** Writes and sends what is due. @returns how many mails left, and how many shops had something new */
  drain(stopping?: () => boolean): Promise<number>;
  /** Finds shops whose hint was lost. */
  sweep(): Promise<void>;
}

type Needs = Pick<PlatformServices, "env" | "log" | "database" | "shopTime" | "mailer">;

/** Waits before each new try; then hourly, until the mail is of no use any more. */
const BACKOFF_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE] as const;
const USELESS_AFTER_MS = 3 * DAY;
/** What shoppers wrote stays with their messages, not with mails that are done. */
const EMPTIED = { subject: "", body: "" };
const BATCH = 20;
const FAULT_AGAIN_MS = 5 * MINUTE;

export function createNotifier(services: Needs): Notifier {
  const { database, shopTime, log } = services;

  function mailsDue(shopId: ShopId) {
    return database.shop(shopId).mail.findMany({
      where: { state: "queued", dueAt: { lte: shopTime.now() } },
      orderBy: { dueAt: "asc" },
      take: BATCH,
    });
  }

  /** Whoever dies with a mail in hand leaves it due again: it may then come twice, with one id, but never not at all. */
  async function sendOne(
    mailer: Mailer,
    shopId: ShopId,
    mail: Awaited<ReturnType<typeof mailsDue>>[number],
  ): Promise<boolean> {
    const db = database.shop(shopId);
    const now = shopTime.now();
    const again = plus(now, BACKOFF_MS[mail.attempts] ?? HOUR);
    const { count } = await db.mail.updateMany({
      where: { id: mail.id, state: "queued", dueAt: mail.dueAt },
      data: { dueAt: again, attempts: mail.attempts + 1, updatedAt: now },
    });
    if (count === 0) return false;
    const { id, recipients, subject, body } = mail;
    const sent = await mailer.send({ id, to: recipients, subject, text: body });
    if (sent.ok) {
      const data = { state: "sent", sentAt: now, error: null, ...EMPTIED, updatedAt: now };
      await db.mail.updateMany({ where: { id }, data });
      return true;
    }
    const useless = sent.refused || plus(mail.createdAt, USELESS_AFTER_MS) <= now;
    log.warn({ mailId: id, detail: sent.detail, useless }, "a mail could not be sent");
    const data = { error: sent.detail, ...(useless ? { state: "gave_up", ...EMPTIED } : {}), updatedAt: now };
    await db.mail.updateMany({ where: { id }, data });
    return false;
  }

  async function drainShop(mailer: Mailer, shopId: ShopId): Promise<number> {
    const more = await database.transaction(shopId, (tx) => writeMails(tx, services.env, shopTime.now()));
    let sent = 0;
    for (const mail of await mailsDue(shopId)) if (await sendOne(mailer, shopId, mail)) sent += 1;
    const [next] = await database.sql<{ dueAt: Date | null }>(NEXT_MAIL_DUE, [shopId]);
    for (const at of [more, next?.dueAt]) if (at) await markDue(database.sql, "alert", shopId, at);
    return sent;
  }

  async function drainHint(mailer: Mailer, shopId: ShopId): Promise<number> {
    try {
      return await withLogContext({ shopId }, () => drainShop(mailer, shopId));
    } catch (error) {
      log.error({ err: error, shopId }, "a shop's mails could not be written");
      await markDue(database.sql, "alert", shopId, plus(shopTime.now(), FAULT_AGAIN_MS));
      return 0;
    }
  }

  return {
    async drain(stopping = () => false) {
      const { mailer } = services;
      if (!mailer) return 0;
      let sent = 0;
      for (const hint of await readyShops(database.sql, "alert", shopTime.now())) {
        if (stopping()) break;
        if (await consumeHint(database.sql, "alert", hint)) sent += await drainHint(mailer, hint.shopId);
      }
      return sent;
    },
    async sweep() {
      if (!services.mailer) return;
      await database.sql(FORGOTTEN_MAILS);
      await database.sql(FORGOTTEN_NEWS, [shopTime.now(), [...STOPPED, ...TEXT_TROUBLE, ...BUDGET]]);
    },
  };
}
