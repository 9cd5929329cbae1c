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

/** The local date of a moment in that IANA time zone, as UTC midnight. */
export function localDay(time: Date, timeZone: string): Date {
  return new Date(`${formatOf(timeZone).format(time)}T00:00:00.000Z`);
}
