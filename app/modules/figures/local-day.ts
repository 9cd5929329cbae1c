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
