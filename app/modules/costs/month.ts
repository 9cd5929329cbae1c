import { localDay } from "#app/modules/figures/index.ts";

/** @param day a local date as UTC midnight */
export function firstOfMonth(day: Date): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
}

/** @param day a local date as UTC midnight */
export function lastOfMonth(day: Date): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the wall clock of the zone is ahead of Greenwich, in milliseconds. */
function aheadMs(time: Date, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "medium" });
  formats.set(timeZone, format);
  const [day = "", month = "", year = "", hour = "", minute = "", second = ""] = format
    .format(time)
    .split(/\D+/);
  const wall = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  return wall - Math.floor(time.getTime() / 1_000) * 1_000;
}

/** When the next calendar month begins in that IANA zone. */
export function nextMonthBegins(now: Date, timeZone: string): Date {
  const today = localDay(now, timeZone);
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1);
  const guess = new Date(midnight - aheadMs(new Date(midnight), timeZone));
  // The clocks may change in the hours between.
  return new Date(midnight - aheadMs(guess, timeZone));
}
