import { MINUTE } from "#app/platform/clock.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

/** All time zones turn their days at a full quarter of an hour of UTC: within one, the date is the same. */
const QUARTER_MS = 15 * MINUTE;
const MOST_KNOWN = 10_000;
const known = new Map<string, number>();

/** The local date of a moment in that IANA time zone, as UTC midnight. */
export function localDay(time: Date, timeZone: string): Date {
  const key = `${Math.floor(time.getTime() / QUARTER_MS)} ${timeZone}`;
  const day = known.get(key) ?? Date.parse(`${formatOf(timeZone).format(time)}T00:00:00.000Z`);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, day);
  return new Date(day);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the wall clock of the zone is ahead of Greenwich, in milliseconds. */
function aheadMs(time: Date, timeZone: string): number {
  const format =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "medium" });
  clocks.set(timeZone, format);
  const [day = "", month = "", year = "", hour = "", minute = "", second = ""] = format
    .format(time)
    .split(/\D+/);
  const wall = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  return wall - Math.floor(time.getTime() / 1_000) * 1_000;
}

/** When the wall clock of that IANA zone shows this. @param wall the date and time there, as if it were UTC */
export function localMoment(wall: Date, timeZone: string): Date {
  const guess = new Date(wall.getTime() - aheadMs(wall, timeZone));
  // The clocks may change in the hours between.
  return new Date(wall.getTime() - aheadMs(guess, timeZone));
}
