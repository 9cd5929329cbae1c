import { localDay, localMoment } from "#app/modules/figures/index.ts";

/** @param day a local date as UTC midnight */
export function firstOfMonth(day: Date): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
}

/** @param day a local date as UTC midnight */
export function lastOfMonth(day: Date): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0));
}

/** When the next calendar month begins in that IANA zone. */
export function nextMonthBegins(now: Date, timeZone: string): Date {
  const today = localDay(now, timeZone);
  return localMoment(new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1)), timeZone);
}
