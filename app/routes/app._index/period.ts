import { DAY } from "#app/platform/clock.ts";

/** Periods that a merchant can choose; `own` has its days in the address. */
export const PERIODS = ["today", "7d", "30d", "90d", "own"] as const;
export type PeriodName = (typeof PERIODS)[number];

/** Days of the shop's calendar ("2026-11-25"), both ends included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface Period extends Days {
  readonly name: PeriodName;
  /** As many days before it, to compare with. */
  readonly before: Days;
}

const LENGTH: Readonly<Record<Exclude<PeriodName, "own">, number>> = {
  today: 1,
  "7d": 7,
  "30d": 30,
  "90d": 90,
};
const USUAL = "30d";
const LONGEST_DAYS = 366;
const DAY_TEXT = /^\d{4}-\d{2}-\d{2}$/;

const midnight = (day: string) => new Date(`${day}T00:00:00.000Z`);

/** @param days may be negative */
export function shiftDay(day: string, days: number): string {
  return new Date(midnight(day).getTime() + days * DAY).toISOString().slice(0, 10);
}

function daysIn({ from, to }: Days): number {
  return Math.round((midnight(to).getTime() - midnight(from).getTime()) / DAY) + 1;
}

function isDay(text: string | null): text is string {
  return text !== null && DAY_TEXT.test(text) && !Number.isNaN(midnight(text).getTime());
}

function withBefore(name: PeriodName, days: Days): Period {
  const length = daysIn(days);
  return { name, ...days, before: { from: shiftDay(days.from, -length), to: shiftDay(days.from, -1) } };
}

/**
 * The period that an address asks for; what makes no sense is 30 days.
 * @param today the shop's local date
 */
export function readPeriod(params: URLSearchParams, today: string): Period {
  const asked = params.get("period");
  const from = params.get("from");
  const to = params.get("to");
  if (asked === "own" && isDay(from) && isDay(to) && from <= to && daysIn({ from, to }) <= LONGEST_DAYS) {
    return withBefore("own", { from, to });
  }
  const name = PERIODS.find((one) => one === asked && one !== "own") ?? USUAL;
  const length = name === "own" ? LENGTH[USUAL] : LENGTH[name];
  return withBefore(name, { from: shiftDay(today, 1 - length), to: today });
}

/** Every day from the first to the last. */
export function daysOf({ from, to }: Days): string[] {
  return Array.from({ length: daysIn({ from, to }) }, (_, index) => shiftDay(from, index));
}
