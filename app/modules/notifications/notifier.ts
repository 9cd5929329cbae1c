import { getShop, type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import { DAY, HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { withLogContext } from "#app/platform/log.ts";
import type { Mailer } from "#app/platform/mail.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { Letter } from "./compose.ts";
import { BUDGET, NUMBER_TROUBLE, STOPPED, TEXT_TROUBLE, untell } from "./gather.ts";
import { FORGOTTEN_MAILS, FORGOTTEN_NEWS, NEXT_MAIL_DUE, WITHOUT_WEEK } from "./mail.sql.ts";
import { nextSumUp } from "./week.ts";
import { replyLetterNow, writeMails, writeWeek } from "./write.ts";

/** Tells merchants by mail what can't wait until they look. One per process. */
export interface Notifier {
  /** Writes and sends what is due. @returns how many mails left */
  drain(stopping?: () => boolean): Promise<number>;
  /** Finds shops whose hint was lost. */
  sweep(): Promise<void>;
}

type Needs = Pick<PlatformServices, "env" | "log" | "database" | "shopTime" | "systemTime" | "mailer">;

/** Waits before each new try; then hourly, until the mail is of no use any more. */
const BACKOFF_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE] as const;
const USELESS_AFTER_MS = 3 * DAY;
/** What shoppers wrote stays with their messages, not with mails that are done. */
const EMPTIED = { subject: "", body: "" };
/** Longer than a mail server may take for all its answers. */
const CLAIM_MS = 5 * MINUTE;
const BATCH = 20;
const FAULT_AGAIN_MS = 5 * MINUTE;

export function createNotifier(services: Needs): Notifier {
  const { database, shopTime, systemTime, log } = services;

  function mailsDue(shopId: ShopId) {
    return database.shop(shopId).mail.findMany({
      where: { state: "queued", dueAt: { lte: shopTime.now() }, ...unclaimed() },
      orderBy: { dueAt: "asc" },
      take: BATCH,
    });
  }
  type MailRow = Awaited<ReturnType<typeof mailsDue>>[number];
  const unclaimed = () => ({ OR: [{ claimedUntil: null }, { claimedUntil: { lt: systemTime.now() } }] });

  /** Whoever dies with a mail in hand leaves it due again: it may then come twice, with one id, but never not at all. */
  async function claim(shopId: ShopId, { id, dueAt, attempts }: MailRow): Promise<boolean> {
    const now = shopTime.now();
    const { count } = await database.shop(shopId).mail.updateMany({
      where: { id, state: "queued", dueAt, ...unclaimed() },
      data: {
        claimedUntil: plus(systemTime.now(), CLAIM_MS),
        dueAt: plus(now, CLAIM_MS),
        attempts: attempts + 1,
        updatedAt: now,
      },
    });
    return count > 0;
  }

  /** What a mail says; undefined where nothing is left to say. */
  function letterOf(shop: ShopProfile, mail: MailRow): Promise<Letter | undefined> | Letter {
    const { kind, subject, body: text, createdAt } = mail;
    if (kind !== "waiting_reply") return { subject, text };
    return replyLetterNow(database.shop(shop.id), shop, services.env, createdAt, shopTime.now());
  }

  async function sendOne(mailer: Mailer, shop: ShopProfile, mail: MailRow): Promise<boolean> {
    if (!(await claim(shop.id, mail))) return false;
    const db = database.shop(shop.id);
    const { id, recipients } = mail;
    const letter = await letterOf(shop, mail);
    if (!letter) {
      await db.mail.deleteMany({ where: { id } });
      return false;
    }
    const sent = await mailer.send({ id, to: recipients, ...letter });
    const now = shopTime.now();
    if (sent.ok) {
      const error = sent.refused.length > 0 ? sent.refused.join(", ") : null;
      const data = { state: "sent", sentAt: now, error, ...EMPTIED, updatedAt: now };
      await db.mail.updateMany({ where: { id }, data });
      return true;
    }
    const useless = sent.refused || plus(mail.createdAt, USELESS_AFTER_MS) <= now;
    log.warn({ mailId: id, detail: sent.detail, useless }, "a mail could not be sent");
    const again = { dueAt: plus(now, BACKOFF_MS[mail.attempts] ?? HOUR), claimedUntil: null };
    const data = {
      error: sent.detail,
      ...(useless ? { state: "gave_up", ...EMPTIED } : again),
      updatedAt: now,
    };
    await db.mail.updateMany({ where: { id }, data });
    if (useless && mail.kind === "waiting_reply") await untell(db, mail.createdAt);
    return false;
  }

  async function drainShop(mailer: Mailer, shopId: ShopId, stopping: () => boolean): Promise<number> {
    const shop = await getShop(services, shopId);
    if (shop.status !== "installed") return 0;
    const more = await database.transaction(shopId, (tx) => writeMails(tx, services.env, shopTime.now()));
    let sent = 0;
    for (const mail of await mailsDue(shopId)) {
      if (stopping()) break;
      if (await sendOne(mailer, shop, mail)) sent += 1;
    }
    const [next] = await database.sql<{ dueAt: Date | null }>(NEXT_MAIL_DUE, [shopId]);
    for (const at of [more, next?.dueAt]) if (at) await markDue(database.sql, "alert", shopId, at);
    return sent;
  }

  async function drainHint(mailer: Mailer, shopId: ShopId, stopping: () => boolean): Promise<number> {
    try {
      return await withLogContext({ shopId }, () => drainShop(mailer, shopId, stopping));
    } catch (error) {
      log.error({ err: error, shopId }, "a shop's mails could not be written");
      await markDue(database.sql, "alert", shopId, plus(shopTime.now(), FAULT_AGAIN_MS));
      return 0;
    }
  }

  /** Has the weeks summed up that are over; what is written is sent with the alerts. */
  async function sumUpWeeks(stopping: () => boolean): Promise<void> {
    const now = shopTime.now();
    for (const hint of await readyShops(database.sql, "week", now)) {
      if (stopping()) return;
      await database.transaction(hint.shopId, async (tx) => {
        if (!(await consumeHint(tx.sql, "week", hint))) return;
        const { status, timeZone } = await shopIn(tx);
        if (status !== "installed") return;
        if (await writeWeek(tx, services.env, now)) await markDue(tx.sql, "alert", tx.shopId, now);
        await markDue(tx.sql, "week", tx.shopId, nextSumUp(now, timeZone));
      });
    }
  }

  return {
    async drain(stopping = () => false) {
      const { mailer } = services;
      if (!mailer) return 0;
      await sumUpWeeks(stopping);
      let sent = 0;
      for (const hint of await readyShops(database.sql, "alert", shopTime.now())) {
        if (stopping()) break;
        if (await consumeHint(database.sql, "alert", hint))
          sent += await drainHint(mailer, hint.shopId, stopping);
      }
      return sent;
    },
    async sweep() {
      if (!services.mailer) return;
      await database.sql(FORGOTTEN_MAILS);
      const now = shopTime.now();
      const weekless = await database.sql<{ shopId: ShopId; timeZone: string }>(WITHOUT_WEEK);
      for (const { shopId, timeZone } of weekless)
        await markDue(database.sql, "week", shopId, nextSumUp(now, timeZone));
      await database.sql(FORGOTTEN_NEWS, [now, [...STOPPED, ...NUMBER_TROUBLE, ...TEXT_TROUBLE, ...BUDGET]]);
    },
  };
}
