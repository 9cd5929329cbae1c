import { contactName } from "#app/modules/contacts/index.ts";
import { ALERT_AFTER_MS, SERVICE_WINDOW_MS, UNWRITTEN_KINDS } from "#app/modules/messages/index.ts";
import type { ProblemKind } from "#app/modules/problems/index.ts";
import { DAY, HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import type { ShopClient, Transaction } from "#app/platform/database/index.ts";
import type { ProblemTold, ReplyTold } from "./compose.ts";

/** A mail tells of so many at most; the screens show them all. */
const MOST = 200;

export const STOPPED: readonly ProblemKind[] = [
  "shopify_token_revoked",
  "shopify_access_denied",
  "meta_token_revoked",
  "meta_channel_stopped",
];
/** What stops a number next. */
export const NUMBER_TROUBLE: readonly ProblemKind[] = ["meta_token_expires", "number_quality_low"];
export const BUDGET: readonly ProblemKind[] = ["budget_nearly_used", "budget_used_up"];
export const TEXT_TROUBLE: readonly ProblemKind[] = ["template_rejected", "template_paused"];

/** What is older is no news: it stands on the screens, as when a mail server is set up for a shop with a past. */
const NEWS_FOR_MS = 3 * DAY;

/** Mails about replies of the last hours, and how long after the newest of them another one may be written. */
const PACE_OVER_MS = 3 * HOUR;
const PACE_MS = [0, 15 * MINUTE, HOUR] as const;

/** What became of the replies that nobody was told of. */
export type Gathered =
  /** They are told from here on; `news` says whether a mail has to be written. */
  | { readonly ready: true; readonly news: boolean }
  /** More may follow within minutes, or there were mails lately. */
  | { readonly ready: false; readonly at: Date | undefined };

/**
 * From when another mail about replies may be written: the more there were lately, the later. One that the server did
 * not take in the end is not tried again for the same addresses on that day.
 * @returns undefined: not for these addresses. Uses mail (shop_id, created_at)
 */
async function paced(tx: Transaction, recipients: readonly string[], now: Date): Promise<Date | undefined> {
  const kind = "waiting_reply";
  const [last] = await tx.db.mail.findMany({ where: { kind }, orderBy: { createdAt: "desc" }, take: 1 });
  if (!last) return now;
  const same =
    last.recipients.length === recipients.length && last.recipients.every((one) => recipients.includes(one));
  if (last.state === "gave_up") return !same || plus(last.updatedAt, DAY) <= now ? now : undefined;
  const lately = await tx.db.mail.count({ where: { kind, createdAt: { gt: plus(now, -PACE_OVER_MS) } } });
  return plus(last.createdAt, PACE_MS[lately] ?? HOUR);
}

/**
 * Takes the replies that wait and were in no mail yet: from here on they are told, with this time.
 * @param recipients who would be told
 */
export async function takeReplies(
  tx: Transaction,
  recipients: readonly string[],
  now: Date,
): Promise<Gathered> {
  const untold = { state: "waiting", alertedAt: null };
  const oldest = await tx.db.inboundMessage.findFirst({
    where: untold,
    orderBy: [{ receivedAt: "asc" }, { id: "asc" }],
    select: { recordedAt: true },
  });
  if (!oldest) return { ready: true, news: false };
  const pace = await paced(tx, recipients, now);
  if (!pace) return { ready: false, at: undefined };
  const gathered = plus(oldest.recordedAt, ALERT_AFTER_MS);
  const at = new Date(Math.max(pace.getTime(), gathered.getTime()));
  if (at > now) return { ready: false, at };
  // Another worker may be at it: what it took is no longer null, and is not ours.
  const { count } = await tx.db.inboundMessage.updateMany({ where: untold, data: { alertedAt: now } });
  const news =
    count > 0 && (await tx.db.inboundMessage.findFirst({ where: toldOf(now), select: { id: true } }));
  return { ready: true, news: Boolean(news) };
}

/** The replies that a mail of this time tells of, as far as they still wait. */
function toldOf(alertedAt: Date) {
  return { state: "waiting", alertedAt, receivedAt: { gte: plus(alertedAt, -NEWS_FOR_MS) } };
}

/**
 * When each of these people wrote last to each number: the window for free words is open at that number alone.
 * Uses inbound_message (shop_id, contact_id, received_at).
 */
async function lastWrittenTo(
  db: ShopClient,
  contactIds: readonly string[],
  now: Date,
): Promise<Map<string, Date>> {
  const found = await db.inboundMessage.groupBy({
    by: ["contactId", "phoneNumberId"],
    where: {
      contactId: { in: [...new Set(contactIds)] },
      receivedAt: { gte: plus(now, -NEWS_FOR_MS) },
      kind: { notIn: [...UNWRITTEN_KINDS] },
    },
    _max: { receivedAt: true },
  });
  return new Map(
    found.flatMap(({ contactId, phoneNumberId, _max }) =>
      _max.receivedAt ? [[`${contactId} ${phoneNumberId}`, _max.receivedAt] as const] : [],
    ),
  );
}

/**
 * What a mail has to say when it leaves: what was answered since it was written is not in it, nor what was deleted.
 * @param writtenAt when its replies were taken
 */
export async function repliesTold(
  db: ShopClient,
  writtenAt: Date,
): Promise<{ readonly replies: readonly ReplyTold[]; readonly people: number }> {
  const where = toldOf(writtenAt);
  const rows = await db.inboundMessage.findMany({
    where,
    orderBy: [{ receivedAt: "asc" }, { id: "asc" }],
    take: MOST,
    include: { contact: { select: { firstName: true, lastName: true, profileName: true } } },
  });
  const lastWords = await lastWrittenTo(
    db,
    rows.map(({ contactId }) => contactId),
    writtenAt,
  );
  const people = await db.inboundMessage.groupBy({ by: ["contactId"], where });
  const replies = rows.map((row) => ({
    contactId: row.contactId,
    person: contactName(row.contact),
    text: row.text,
    kind: row.kind,
    openUntil: plus(
      lastWords.get(`${row.contactId} ${row.phoneNumberId}`) ?? row.receivedAt,
      SERVICE_WINDOW_MS,
    ),
  }));
  return { replies, people: people.length };
}

/** A mail about replies was given up: nobody was told of them. */
export async function untell(db: ShopClient, writtenAt: Date): Promise<void> {
  await db.inboundMessage.updateMany({ where: toldOf(writtenAt), data: { alertedAt: null } });
}

/** Takes the open faults of these kinds that nobody was told of since they began. */
export async function takeProblems(
  tx: Transaction,
  kinds: readonly ProblemKind[],
  now: Date,
): Promise<ProblemTold[]> {
  const open = await tx.db.problem.findMany({
    where: { clearedAt: null, kind: { in: [...kinds] } },
    orderBy: { since: "asc" },
    take: MOST,
  });
  const told: ProblemTold[] = [];
  for (const { id, kind, since, alertedAt, facts } of open) {
    if (alertedAt && alertedAt >= since) continue;
    const { count } = await tx.db.problem.updateMany({
      where: { id, alertedAt, clearedAt: null },
      data: { alertedAt: now },
    });
    if (count > 0) told.push({ kind: kind as ProblemKind, since, facts: facts as Record<string, unknown> });
  }
  return told;
}
