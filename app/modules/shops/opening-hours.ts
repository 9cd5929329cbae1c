import type { ShopSettings } from "./settings.ts";

type OpeningHours = ShopSettings["away"]["hours"];

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const formats = new Map<string, Intl.DateTimeFormat>();

/** Day of the week (0 is Monday) and "HH:MM" on the wall clock of that IANA time zone. */
function localTime(time: Date, timeZone: string): { readonly day: number; readonly clock: string } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return {
    day: WEEKDAYS.indexOf(parts.get("weekday") ?? ""),
    clock: `${parts.get("hour")}:${parts.get("minute")}`,
  };
}

/**
 * Whether somebody of the shop is there.
 * @param hours of Monday to Sunday; null on a day without
 * @param now shop time
 */
export function isOpen(now: Date, hours: OpeningHours, timeZone: string): boolean {
  const { day, clock } = localTime(now, timeZone);
  const today = hours[day];
  return today ? clock >= today.from && clock < today.to : false;
}
