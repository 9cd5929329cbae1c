import { localDay, localMoment, type Metric, readFigures } from "#app/modules/figures/index.ts";
import { type Funnel, funnelOf } from "#app/modules/funnel/index.ts";
import { type ProblemView, problemsIn } from "#app/modules/problems/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import { DAY, HOUR, plus } from "#app/platform/clock.ts";
import type { ShopClient } from "#app/platform/database/index.ts";

/** On Monday, on the shop's wall clock. */
const TOLD_AT_MS = 8 * HOUR;
const WEEK_MS = 7 * DAY;

/** The Monday of the week of a local date; both as UTC midnights. */
function mondayOf(day: Date): Date {
  return plus(day, -((day.getUTCDay() + 6) % 7) * DAY);
}

/** The next moment after `now` at which a week is summed up. */
export function nextSumUp(now: Date, timeZone: string): Date {
  const monday = mondayOf(localDay(now, timeZone));
  const thisWeek = localMoment(plus(monday, TOLD_AT_MS), timeZone);
  return thisWeek > now ? thisWeek : localMoment(plus(monday, WEEK_MS + TOLD_AT_MS), timeZone);
}

/** When the week began in which `now` lies: its sum-up is of the seven days before. */
export function weekBegan(now: Date, timeZone: string): Date {
  return localMoment(mondayOf(localDay(now, timeZone)), timeZone);
}

/** An amount in a currency, this week and the one before. */
export interface WeekAmount {
  readonly currency: string;
  readonly amount: bigint;
  readonly before: bigint;
}

/** What a week came to. */
export interface Week {
  /** Local dates as UTC midnights: Monday and Sunday. */
  readonly from: Date;
  readonly to: Date;
  readonly sales: readonly WeekAmount[];
  readonly orders: number;
  /** Millionths. */
  readonly cost: readonly WeekAmount[];
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly taps: number;
  readonly consents: number;
  readonly optOuts: number;
  readonly carts: Funnel;
  /** People who wait for an answer now. */
  readonly waiting: number;
  readonly problems: readonly ProblemView[];
}

type Figures = Awaited<ReturnType<typeof readFigures>>;

function countOf(rows: Figures, metric: Metric): number {
  return rows.reduce((sum, row) => sum + (row.metric === metric ? Number(row.amount) : 0), 0);
}

function amountsOf(rows: Figures, before: Figures, metric: Metric): WeekAmount[] {
  const sums = new Map<string, { amount: bigint; before: bigint }>();
  const add = (when: "amount" | "before") => (row: Figures[number]) => {
    if (row.metric !== metric) return;
    const sum = sums.get(row.currency) ?? { amount: 0n, before: 0n };
    sums.set(row.currency, { ...sum, [when]: sum[when] + row.amount });
  };
  rows.forEach(add("amount"));
  before.forEach(add("before"));
  return [...sums].map(([currency, sum]) => ({ currency, ...sum }));
}

/** The seven days before the week of `now`. Uses daily_figure (shop_id, day, …) alone for its counts. */
export async function readWeek(
  db: ShopClient,
  { timeZone }: Pick<ShopProfile, "timeZone">,
  now: Date,
): Promise<Week> {
  const monday = mondayOf(localDay(now, timeZone));
  const from = plus(monday, -WEEK_MS);
  const all = await readFigures(db, plus(from, -WEEK_MS), plus(monday, -DAY));
  const rows = all.filter(({ day }) => day >= from);
  const before = all.filter(({ day }) => day < from);
  const people = await db.inboundMessage.groupBy({ by: ["contactId"], where: { state: "waiting" } });
  return {
    from,
    to: plus(monday, -DAY),
    sales: amountsOf(rows, before, "recovered_sales"),
    orders: countOf(rows, "recovered_orders"),
    cost: amountsOf(rows, before, "message_cost"),
    sent: countOf(rows, "messages_sent"),
    delivered: countOf(rows, "messages_delivered"),
    read: countOf(rows, "messages_read"),
    taps: countOf(rows, "clicks"),
    consents: countOf(rows, "consents"),
    optOuts: countOf(rows, "optouts"),
    carts: funnelOf(rows),
    waiting: people.length,
    problems: await problemsIn(db),
  };
}

/** A week in which nothing happened is not written about. */
export function isEventful(week: Week): boolean {
  const { sent, orders, consents, carts, waiting, problems } = week;
  return sent + orders + consents + carts.left + waiting + problems.length > 0;
}
