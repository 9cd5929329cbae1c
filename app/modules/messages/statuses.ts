import { problemOfCode, readCallbackData, type StatusPayload } from "#app/integrations/meta/index.ts";
import {
  addCosts,
  type Charge,
  checkBudget,
  NO_PRICES,
  type Prices,
  pricesOfNumber,
} from "#app/modules/costs/index.ts";
import { addFigures, type Figure, localDay } from "#app/modules/figures/index.ts";
import { countingCarts } from "#app/modules/funnel/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import {
  type Database,
  type SqlTransaction,
  TextArray,
  type Transaction,
} from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { reportedStatus } from "./ladder.ts";
import { learnFrom } from "./record.ts";
import { afterReport, costUnderWay, isCharged, type Report, type Reported } from "./report.ts";
import { NOW_USABLE, REPORTED_MESSAGES, TELL_REPORTED, WRITE_REPORTED } from "./statuses.sql.ts";
import { waitAgain } from "./wait-again.ts";

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
  /** Our own id. It is believed only for the shop that the phone number belongs to; else the wamid decides. */
  readonly own: string | undefined;
  readonly causedBy: string;
}

function reportsIn(shopId: ShopId, reports: readonly StatusReport[]): Told[] {
  return reports.flatMap(({ status: told, causedBy }) => {
    const { id, timestamp, pricing, errors } = told;
    const reported = reportedStatus(told.status);
    if (!reported) return [];
    const ours = readCallbackData(told.biz_opaque_callback_data);
    const own = ours?.shopId === shopId ? ours.messageId : undefined;
    return [{ id, timestamp, pricing, errors, reported, own, causedBy }];
  });
}

/** What the account pays, where a report asks for it. */
async function pricesFor(tx: SqlTransaction, news: StatusNews, reports: readonly Told[]): Promise<Prices> {
  const { shop, phoneNumberId, now } = news;
  if (reports.every(({ pricing }) => pricing === undefined)) return NO_PRICES;
  return pricesOfNumber(tx.sql, tx.shopId, phoneNumberId, localDay(now, shop.timeZone));
}

async function changesOf(tx: SqlTransaction, news: StatusNews, reports: readonly Told[]): Promise<Change[]> {
  const ids = reports.flatMap(({ own }) => own ?? []);
  const wamids = reports.flatMap(({ id, own }) => (own ? [] : [id]));
  const find = (own: readonly string[], foreign: readonly string[]) =>
    tx.sql<Reported>(REPORTED_MESSAGES, [
      tx.shopId,
      [...new Set(own)],
      news.phoneNumberId,
      [...new Set(foreign)],
    ]);
  const prices = await pricesFor(tx, news, reports);
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
  const unknown = reports.filter(({ own }) => !byId.has(own ?? ""));
  const asked = new Set(wamids);
  const missing = unknown.flatMap(({ id }) => (byWamid.has(id) || asked.has(id) ? [] : [id]));
  if (missing.length > 0) learn(await find([], missing));
  for (const report of reports) {
    const { own } = report;
    const id = own && byId.has(own) ? own : byWamid.get(report.id);
    const change = id === undefined ? undefined : byId.get(id);
    if (!change) continue;
    const after = afterReport(change.after, report, prices);
    const moved = after.status !== change.after.status;
    const how = moved ? { at: report.timestamp, causedBy: report.causedBy } : {};
    byId.set(change.before.id, { ...change, after, ...how });
    // A report without our id may follow the one that makes Meta's known.
    if (after.wamid) byWamid.set(after.wamid, change.before.id);
  }
  return [...byId.values()];
}

/** Columns in the order of WRITE_REPORTED. */
const WRITTEN = [
  "id",
  "version",
  "status",
  "wamid",
  "sentAt",
  "deliveredAt",
  "readAt",
  "failedAt",
  "reason",
  "errorCode",
  "errorDetail",
  "costMicros",
  "costCurrency",
  "costSource",
  "pricingCategory",
  "pricingType",
] as const satisfies readonly (keyof Reported)[];

function asText(value: Reported[keyof Reported]): string | null {
  return value instanceof Date ? value.toISOString() : value === null ? null : String(value);
}

const UNSENT = new Set(["queued", "failed", "suppressed"]);

/** What is now sent after all, or not: only that moves a cart. */
function cartsIn(changes: readonly Change[]): string[] {
  return changes.flatMap(({ before, after }) =>
    after.subject !== null && UNSENT.has(before.status) !== UNSENT.has(after.status) ? [after.subject] : [],
  );
}

/** @returns the changes that are written; the rows of the others have been changed by somebody meanwhile */
async function write(tx: SqlTransaction, changes: readonly Change[], now: Date): Promise<Change[]> {
  const texts = WRITTEN.map((name) => TextArray.from(changes, ({ after }) => asText(after[name])));
  const rows = await tx.sql<{ id: string }>(WRITE_REPORTED, [tx.shopId, now, ...texts]);
  if (rows.length === changes.length) return [...changes];
  const written = new Set(rows.map(({ id }) => id));
  return changes.filter(({ after }) => written.has(after.id));
}

/** What these changes add to the days' figures. */
function figuresOf({ shop: { timeZone } }: StatusNews, { before, after, at }: Change): Figure[] {
  const { origin } = after;
  const figures: Figure[] = [];
  const ofText = origin === "test" ? null : after.templateVersionId;
  const one = (metric: Figure["metric"], when: Date) => {
    // A test tells nothing of shoppers; what Meta charges for it is a cost all the same.
    if (origin !== "test") figures.push({ metric, at: when, timeZone, amount: 1n, origin });
  };
  // Nobody has recorded Meta's answer yet, or ever will: that it took the message is known only now.
  if (!before.wamid && after.wamid) one("messages_sent", at);
  if (!before.deliveredAt && after.deliveredAt) {
    one("messages_delivered", after.deliveredAt);
    if (ofText)
      figures.push({
        metric: "text_delivered",
        at: after.deliveredAt,
        timeZone,
        amount: 1n,
        origin: ofText,
      });
  }
  if (!before.readAt && after.readAt) one("messages_read", after.readAt);
  if (!isCharged(before) && isCharged(after) && after.costMicros && after.costCurrency && after.deliveredAt) {
    const cost = {
      at: after.deliveredAt,
      timeZone,
      amount: after.costMicros,
      currency: after.costCurrency,
    };
    figures.push({ ...cost, metric: "message_cost", origin });
    if (ofText) figures.push({ ...cost, metric: "text_cost", origin: ofText });
  }
  const settled = costUnderWay(before) - costUnderWay(after);
  const currency = after.costCurrency ?? before.costCurrency;
  if (settled !== 0n && currency)
    figures.push({ metric: "cost_settled", at: after.sentAt ?? at, timeZone, amount: settled, currency });
  return figures;
}

/** What Meta charges from these changes on, or lets go free. */
function chargesOf({ before, after }: Change): Charge[] {
  if (isCharged(before) || !isCharged(after) || !after.costCurrency || !after.deliveredAt) return [];
  return [
    {
      countryCode: after.countryCode,
      category: after.pricingCategory ?? "utility",
      currency: after.costCurrency,
      micros: after.costMicros,
      at: after.deliveredAt,
    },
  ];
}

/** What the event log keeps of a climb. */
interface ToldClimb {
  readonly message: string;
  readonly status: string;
  readonly at: Date;
}

interface NewEvent {
  readonly causedBy: string;
  readonly kind: string;
  readonly subject: string;
  readonly contactId: string | null;
  readonly at: Date;
  readonly facts: object;
}

/** A failure is an event of its own; what goes well comes in swarms, and is one event for each delivery. */
function eventsOf(news: StatusNews, moved: readonly Change[]): NewEvent[] {
  const failures: NewEvent[] = [];
  const climbs = new Map<string, ToldClimb[]>();
  for (const { after, at, causedBy } of moved) {
    const { id, status, contactId, errorCode } = after;
    if (status === "failed") {
      const facts = errorCode === null ? {} : { code: errorCode };
      failures.push({
        causedBy,
        kind: "message.failed",
        subject: `message:${id}`,
        contactId,
        at,
        facts,
      });
    } else {
      const known = climbs.get(causedBy);
      if (known) known.push({ message: id, status, at });
      else climbs.set(causedBy, [{ message: id, status, at }]);
    }
  }
  const swarms = [...climbs].map(([causedBy, messages]) => ({
    causedBy,
    kind: "messages.reported",
    subject: `number:${news.phoneNumberId}`,
    contactId: null,
    at: news.now,
    facts: { messages },
  }));
  return [...failures, ...swarms];
}

async function tell(tx: SqlTransaction, news: StatusNews, moved: readonly Change[]): Promise<void> {
  const events = eventsOf(news, moved);
  if (events.length === 0) return;
  await tx.sql(TELL_REPORTED, [
    tx.shopId,
    news.now,
    events.map(({ causedBy }) => causedBy),
    events.map(() => newId()),
    events.map(({ kind }) => kind),
    events.map(({ subject }) => subject),
    events.map(({ contactId }) => contactId),
    events.map(({ at }) => at),
    events.map(({ facts }) => JSON.stringify(facts)),
  ]);
}

async function learnFromFailures(
  tx: Transaction,
  news: StatusNews,
  changes: readonly Change[],
): Promise<void> {
  for (const { before, after } of changes) {
    if (before.status === after.status || after.status !== "failed") continue;
    // What an answer has answered waits again.
    if (after.origin === "reply") await waitAgain(tx, after, news.now);
    if (after.errorCode === null) continue;
    const problem = problemOfCode(after.errorCode, after.errorDetail ?? "", 400);
    await learnFrom(tx, after, news.phoneNumberId, problem, news.now);
  }
}

/** What follows from what was written. The figures, which everybody adds to, are held for the shortest time. */
async function follow(tx: SqlTransaction, news: StatusNews, written: readonly Change[]): Promise<void> {
  await tell(
    tx,
    news,
    written.filter(({ before, after }) => before.status !== after.status),
  );
  const reached = written.flatMap(({ before, after }) =>
    !before.deliveredAt && after.deliveredAt ? [after.contactId] : [],
  );
  if (reached.length > 0) await tx.sql(NOW_USABLE, [tx.shopId, reached, news.now]);
  await addFigures(
    tx,
    written.flatMap((one) => figuresOf(news, one)),
  );
  await addCosts(tx, written.flatMap(chargesOf), news.shop.timeZone);
}

/** @returns what the reports have changed */
async function change(
  tx: SqlTransaction,
  news: StatusNews,
  told: readonly StatusReport[],
): Promise<readonly Change[]> {
  const reports = reportsIn(tx.shopId, told);
  const changed: Change[] = [];
  for (;;) {
    const all = await changesOf(tx, news, reports);
    const changes = all
      .filter(({ before, after }) => !isSame(before, after))
      .sort(({ after: left }, { after: right }) => (left.id < right.id ? -1 : 1));
    const written =
      changes.length === 0
        ? []
        : await countingCarts(tx, cartsIn(changes), () => write(tx, changes, news.now));
    changed.push(...written);
    // Where the row was changed after it was read, the reports are held against what it is now.
    if (written.length === changes.length) break;
  }
  if (changed.length > 0) await follow(tx, news, changed);
  return changed;
}

/**
 * Reports of Meta's about messages of one number; in any order, any number of times, also before the send's answer.
 * Reports about other messages, sent from the phone in coexistence, change nothing. What failed is written in a
 * transaction of its own: it teaches something, through Prisma's client, which the rest of a swarm does without.
 * @param before called inside each transaction, ahead of its end
 */
export async function applyStatuses(
  database: Database,
  news: StatusNews,
  told: readonly StatusReport[],
  before: () => void | Promise<void> = () => undefined,
): Promise<void> {
  const { shop, now } = news;
  const failing = new Set(
    told.flatMap(({ status }) => (reportedStatus(status.status) === "failed" ? [status.id] : [])),
  );
  const failed = told.filter(({ status }) => failing.has(status.id));
  const others = told.filter(({ status }) => !failing.has(status.id));
  let charged = false;
  const sawCharges = (changes: readonly Change[]) => {
    charged ||= changes.some((one) => chargesOf(one).length > 0);
  };
  if (others.length > 0)
    await database.sqlTransaction(shop.id, async (tx) => {
      sawCharges(await change(tx, news, others));
      await before();
    });
  if (failed.length > 0)
    await database.transaction(shop.id, async (tx) => {
      const changes = await change(tx, news, failed);
      sawCharges(changes);
      await learnFromFailures(tx, news, changes);
      await before();
    });
  if (charged && shop.settings.monthlyBudget)
    await database.transaction(shop.id, (tx) => checkBudget(tx, shop, now));
}

/** Compared without a list of names made anew for each of many. */
function isSame(before: Reported, after: Reported): boolean {
  for (const name in after) {
    const [one, other] = [before[name as keyof Reported], after[name as keyof Reported]];
    if (one === other || (one instanceof Date && other instanceof Date && +one === +other)) continue;
    return false;
  }
  return true;
}
