import { problemOfCode, readCallbackData, type StatusPayload } from "#app/integrations/meta/index.ts";
import { addFigures, type Figure } from "#app/modules/figures/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { reportedStatus } from "./ladder.ts";
import { learnFrom } from "./record.ts";
import { afterReport, isCharged, type Report, type Reported } from "./report.ts";
import { NOW_USABLE, REPORTED_MESSAGES, TELL_STATUSES, WRITE_REPORTED } from "./statuses.sql.ts";

/** Where news of messages come from. */
export interface StatusNews {
  readonly shop: ShopProfile;
  readonly phoneNumberId: string;
  /** Shop time. */
  readonly now: Date;
}

/** One report of Meta's, with the delivery that it came in: `delivery:<id>`. */
export interface StatusReport {
  readonly status: StatusPayload;
  readonly causedBy: string;
}

/** A message before and after the reports about it. */
interface Change {
  readonly before: Reported;
  readonly after: Reported;
  /** When it came to where it is now, and by which delivery. */
  readonly at: Date;
  readonly causedBy: string;
}

interface Told extends Report {
  readonly callback: string | undefined;
  readonly causedBy: string;
}

function reportsIn(reports: readonly StatusReport[]): Told[] {
  return reports.flatMap(({ status: told, causedBy }) => {
    const { id, timestamp, pricing, errors, biz_opaque_callback_data: callback } = told;
    const reported = reportedStatus(told.status);
    return reported ? [{ id, timestamp, pricing, errors, reported, callback, causedBy }] : [];
  });
}

/** Our own id is believed only for the shop that the phone number belongs to; else the wamid decides. */
function ownIdOf(tx: Transaction, callback: string | undefined): string | undefined {
  const ours = readCallbackData(callback);
  return ours?.shopId === tx.shopId ? ours.messageId : undefined;
}

async function changesOf(tx: Transaction, news: StatusNews, reports: readonly Told[]): Promise<Change[]> {
  const ids = reports.flatMap(({ callback }) => ownIdOf(tx, callback) ?? []);
  const wamids = reports.flatMap(({ id, callback }) => (ownIdOf(tx, callback) ? [] : [id]));
  const find = (own: readonly string[], foreign: readonly string[]) =>
    tx.sql<Reported>(REPORTED_MESSAGES, [
      tx.shopId,
      [...new Set(own)],
      news.phoneNumberId,
      [...new Set(foreign)],
    ]);
  const byId = new Map<string, Change>();
  const byWamid = new Map<string, string>();
  const learn = (found: readonly Reported[]) => {
    for (const message of found) {
      if (!byId.has(message.id))
        byId.set(message.id, { before: message, after: message, at: news.now, causedBy: "" });
      if (message.wamid) byWamid.set(message.wamid, message.id);
    }
  };
  learn(await find(ids, wamids));
  // An id of ours that is not there: perhaps the message is known by Meta's.
  const unknown = reports.filter(({ callback }) => !byId.has(ownIdOf(tx, callback) ?? ""));
  const missing = unknown.flatMap(({ id }) => (byWamid.has(id) ? [] : [id]));
  if (missing.length > wamids.length) learn(await find([], missing));
  for (const report of reports) {
    const own = ownIdOf(tx, report.callback);
    const id = own && byId.has(own) ? own : byWamid.get(report.id);
    const change = id === undefined ? undefined : byId.get(id);
    if (!change) continue;
    const after = afterReport(change.after, report);
    const moved = after.status !== change.after.status;
    const how = moved ? { at: report.timestamp, causedBy: report.causedBy } : {};
    byId.set(change.before.id, { ...change, after, ...how });
  }
  return [...byId.values()];
}

async function write(tx: Transaction, changes: readonly Change[], now: Date): Promise<void> {
  const column = <K extends keyof Reported>(name: K) => changes.map(({ after }) => after[name]);
  await tx.sql(WRITE_REPORTED, [
    tx.shopId,
    now,
    column("id"),
    column("status"),
    column("wamid"),
    column("sentAt"),
    column("deliveredAt"),
    column("readAt"),
    column("failedAt"),
    column("reason"),
    column("errorCode"),
    column("errorDetail"),
    column("costMicros"),
    column("costCurrency"),
    column("costSource"),
    column("pricingCategory"),
    column("pricingType"),
  ]);
}

/** What these changes add to the days' figures. */
function figuresOf({ shop: { timeZone } }: StatusNews, { before, after, at }: Change): Figure[] {
  const { origin } = after;
  const figures: Figure[] = [];
  const one = (metric: Figure["metric"], when: Date) =>
    figures.push({ metric, at: when, timeZone, amount: 1n, origin });
  // Nobody has recorded Meta's answer yet, or ever will: that it took the message is known only now.
  if (!before.wamid && after.wamid) one("messages_sent", at);
  if (!before.deliveredAt && after.deliveredAt) one("messages_delivered", after.deliveredAt);
  if (!before.readAt && after.readAt) one("messages_read", after.readAt);
  if (!isCharged(before) && isCharged(after) && after.costMicros && after.costCurrency && after.deliveredAt)
    figures.push({
      metric: "message_cost",
      at: after.deliveredAt,
      timeZone,
      amount: after.costMicros,
      currency: after.costCurrency,
      origin,
    });
  return figures;
}

async function tell(tx: Transaction, news: StatusNews, moved: readonly Change[]): Promise<void> {
  if (moved.length === 0) return;
  await tx.sql(TELL_STATUSES, [
    tx.shopId,
    news.now,
    moved.map(({ causedBy }) => causedBy),
    moved.map(() => newId()),
    moved.map(({ after }) => `message.${after.status}`),
    moved.map(({ after }) => after.id),
    moved.map(({ after }) => after.contactId),
    moved.map(({ at }) => at),
    moved.map(({ after }) => JSON.stringify(after.errorCode === null ? {} : { code: after.errorCode })),
  ]);
}

async function learnFromFailures(tx: Transaction, news: StatusNews, moved: readonly Change[]): Promise<void> {
  for (const { after } of moved) {
    if (after.status !== "failed" || after.errorCode === null) continue;
    const problem = problemOfCode(after.errorCode, after.errorDetail ?? "", 400);
    await learnFrom(tx, after, news.phoneNumberId, problem, news.now);
  }
}

/**
 * Reports of Meta's about messages; in any order, any number of times, also before the send's answer.
 * @returns how many messages they are about; others were sent from the phone, in coexistence
 */
export async function applyStatuses(
  tx: Transaction,
  news: StatusNews,
  told: readonly StatusReport[],
): Promise<number> {
  const reports = reportsIn(told);
  if (reports.length === 0) return 0;
  const all = await changesOf(tx, news, reports);
  const changes = all.filter(({ before, after }) => !isSame(before, after));
  if (changes.length === 0) return all.length;
  const moved = changes.filter(({ before, after }) => before.status !== after.status);
  await write(tx, changes, news.now);
  await tell(tx, news, moved);
  await addFigures(
    tx,
    changes.flatMap((change) => figuresOf(news, change)),
  );
  const reached = changes.flatMap(({ before, after }) =>
    !before.deliveredAt && after.deliveredAt ? [after.contactId] : [],
  );
  if (reached.length > 0) await tx.sql(NOW_USABLE, [tx.shopId, reached, news.now]);
  await learnFromFailures(tx, news, moved);
  return all.length;
}

function isSame(before: Reported, after: Reported): boolean {
  return (Object.keys(after) as (keyof Reported)[]).every((name) => {
    const [one, other] = [before[name], after[name]];
    return one === other || (one instanceof Date && other instanceof Date && +one === +other);
  });
}
