import { type Days, daysOf, type Period } from "./period.ts";

/** A day's figure, as the rollup keeps it. */
export interface DayAmount {
  readonly day: Date;
  readonly metric: string;
  readonly currency: string;
  readonly amount: bigint;
}

/** One figure of Home in one currency (empty for counts). Amounts are integers as text: JSON has no bigint. */
export interface Total {
  readonly currency: string;
  readonly amount: string;
  /** Of the period before; null where nothing is known of it. */
  readonly before: string | null;
  /** A point a day. */
  readonly series: readonly number[];
}

const dayText = (day: Date) => day.toISOString().slice(0, 10);
const within = (day: string, { from, to }: Days) => day >= from && day <= to;

function sum(rows: readonly DayAmount[], days: Days): bigint {
  return rows.reduce((all, row) => (within(dayText(row.day), days) ? all + row.amount : all), 0n);
}

/**
 * A metric's totals over a period, one for each currency: they are never added. The preferred currency comes first,
 * and is there with 0 when nothing was counted.
 */
export function totalsOf(
  rows: readonly DayAmount[],
  metric: string,
  period: Period,
  preferred: string,
): Total[] {
  const own = rows.filter((row) => row.metric === metric);
  const others = [...new Set(own.map((row) => row.currency))].filter((currency) => currency !== preferred);
  return [preferred, ...others.sort()].flatMap((currency) => {
    const rowsOfIt = own.filter((row) => row.currency === currency);
    const amount = sum(rowsOfIt, period);
    const before = sum(rowsOfIt, period.before);
    if (currency !== preferred && amount === 0n) return [];
    const perDay = new Map<string, bigint>();
    for (const row of rowsOfIt) {
      const day = dayText(row.day);
      perDay.set(day, (perDay.get(day) ?? 0n) + row.amount);
    }
    return [
      {
        currency,
        amount: amount.toString(),
        before: before === 0n ? null : before.toString(),
        series: daysOf(period).map((day) => Number(perDay.get(day) ?? 0n)),
      },
    ];
  });
}

/** How much more than before, 0.12 for 12% more; null where before was nothing. */
export function changeOf(total: Total): number | null {
  if (total.before === null) return null;
  const before = Number(total.before);
  return before === 0 ? null : (Number(total.amount) - before) / Math.abs(before);
}

/**
 * Sales for one unit of what messages cost. With two currencies it is so many of the one for one of the other:
 * nothing is converted.
 * @param salesExponent decimals of the sales' minor unit
 * @returns in the sales' minor units, or null without cost
 */
export function salesPerCost(sales: Total, salesExponent: number, cost: Total): number | null {
  const units = Number(cost.amount) / 1_000_000;
  if (units <= 0) return null;
  return Number(sales.amount) / 10 ** salesExponent / units;
}
