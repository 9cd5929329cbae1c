import type { ShopClient, SqlTransaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { ADD_FIGURES } from "./figures.sql.ts";
import { localDay } from "./local-day.ts";

export { localDay, localMoment } from "./local-day.ts";

export type Metric =
  | "recovered_orders"
  | "recovered_sales"
  | "message_cost"
  /** Estimates of what Meta took, by the day on which it did; and what of them has been charged since, or failed. */
  | "cost_estimated"
  | "cost_settled"
  | "messages_sent"
  | "messages_delivered"
  | "messages_read"
  | "clicks"
  /** Of one version of a text, which is the origin. */
  | "text_delivered"
  | "text_cost"
  | "runs_started"
  | `runs_ended_${string}`
  /** Carts by how far they got, under the day of their last activity; see modules/funnel. */
  | `carts_${string}`
  | "consents"
  | "optouts";

export interface Figure {
  readonly metric: Metric;
  readonly at: Date;
  readonly timeZone: string;
  readonly amount: bigint;
  /** ISO 4217, empty for counts. */
  readonly currency?: string;
  /** Kind of automation, empty for none. */
  readonly origin?: string;
}

/** Adds to the day's figure, in the transaction of what is counted. */
export function addFigure(tx: SqlTransaction, figure: Figure): Promise<void> {
  return addFigures(tx, [figure]);
}

const heldBack = new WeakMap<SqlTransaction, Figure[]>();

/**
 * Whatever `work` counts is added when it has ended: a day's figure is one row, which all of a shop's transactions
 * add to, and it is locked until the end of the one that did.
 */
export async function figuresLast<T>(tx: SqlTransaction, work: () => Promise<T>): Promise<T> {
  const counted: Figure[] = [];
  heldBack.set(tx, counted);
  const result = await work();
  heldBack.delete(tx);
  await addFigures(tx, counted);
  return result;
}

/** Adds many at once; what belongs to one figure is added up first. */
export async function addFigures(tx: SqlTransaction, figures: readonly Figure[]): Promise<void> {
  const later = heldBack.get(tx);
  if (later) {
    later.push(...figures);
    return;
  }
  const sums = new Map<
    string,
    { day: string; metric: Metric; currency: string; origin: string; amount: bigint }
  >();
  for (const { metric, at, timeZone, amount, currency = "", origin = "" } of figures) {
    const day = localDay(at, timeZone).toISOString().slice(0, 10);
    const key = [day, metric, currency, origin].join(" ");
    sums.set(key, { day, metric, currency, origin, amount: (sums.get(key)?.amount ?? 0n) + amount });
  }
  const rows = [...sums.values()];
  if (rows.length === 0) return;
  await tx.sql(ADD_FIGURES, [
    tx.shopId,
    rows.map(() => newId()),
    rows.map(({ day }) => day),
    rows.map(({ metric }) => metric),
    rows.map(({ currency }) => currency),
    rows.map(({ origin }) => origin),
    rows.map(({ amount }) => amount),
  ]);
}

export interface DayFigure {
  readonly day: Date;
  readonly metric: string;
  readonly currency: string;
  readonly origin: string;
  readonly amount: bigint;
}

/**
 * The figures of the days from `from` up to and with `to` (local dates as UTC midnights).
 * @param metrics those alone; undefined for all
 */
export function readFigures(
  db: ShopClient,
  from: Date,
  to: Date,
  metrics?: readonly Metric[],
): Promise<DayFigure[]> {
  return db.dailyFigure.findMany({
    where: { day: { gte: from, lte: to }, ...(metrics ? { metric: { in: [...metrics] } } : {}) },
    select: { day: true, metric: true, currency: true, origin: true, amount: true },
  });
}
