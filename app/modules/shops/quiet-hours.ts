import type { ShopSettings } from "./settings.ts";

const MINUTES_A_DAY = 24 * 60;

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(":").map(Number);
  return hours * 60 + minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight on the wall clock of that IANA time zone. */
function localMinutes(time: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
    formats.set(timeZone, format);
  }
  return minutesOf(format.format(time));
}

function isQuiet(minutes: number, from: number, to: number): boolean {
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/**
 * When quiet hours end, if it is quiet now; undefined where one may write.
 * @param now shop time
 * @returns a whole minute on which the wall clock of the time zone reads the end of the quiet hours
 */
export function quietUntil(
  now: Date,
  quietHours: ShopSettings["quietHours"],
  timeZone: string,
): Date | undefined {
  const from = minutesOf(quietHours.from);
  const to = minutesOf(quietHours.to);
  if (from === to || !isQuiet(localMinutes(now, timeZone), from, to)) return undefined;
  const wholeMinute = Math.floor(now.getTime() / 60_000) * 60_000;
  const ahead = (to - localMinutes(now, timeZone) + MINUTES_A_DAY) % MINUTES_A_DAY;
  const guess = new Date(wholeMinute + ahead * 60_000);
  // On the night that the clocks change, the guess is an hour off.
  const off = to - localMinutes(guess, timeZone);
  const shift =
    off > MINUTES_A_DAY / 2 ? off - MINUTES_A_DAY : off < -MINUTES_A_DAY / 2 ? off + MINUTES_A_DAY : off;
  return new Date(guess.getTime() + shift * 60_000);
}
