import type { ShopClient, Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { ADD_FIGURE } from "./figures.sql.ts";
import { localDay } from "./local-day.ts";

export { localDay } from "./local-day.ts";

export type Metric =
  | "recovered_orders"
  | "recovered_sales"
  | "message_cost"
  | "messages_sent"
  | "messages_delivered"
  | "messages_read"
  | "clicks"
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
export async function addFigure(tx: Transaction, figure: Figure): Promise<void> {
  const day = localDay(figure.at, figure.timeZone).toISOString().slice(0, 10);
  await tx.sql(ADD_FIGURE, [
    tx.shopId,
    newId(),
    day,
    figure.metric,
    figure.currency ?? "",
    figure.origin ?? "",
    figure.amount,
  ]);
}

export interface DayFigure {
  readonly day: Date;
  readonly metric: string;
  readonly currency: string;
  readonly origin: string;
  readonly amount: bigint;
}

/** The figures of the days from `from` up to and with `to` (local dates as UTC midnights). */
export function readFigures(db: ShopClient, from: Date, to: Date): Promise<DayFigure[]> {
  return db.dailyFigure.findMany({
    where: { day: { gte: from, lte: to } },
    select: { day: true, metric: true, currency: true, origin: true, amount: true },
  });
}
