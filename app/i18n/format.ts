import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";
import type { Language } from "./language.ts";

/** What numbers, money and times are written for. */
export interface FormatOptions {
  readonly language: Language;
  /** ISO 3166 of the shop, or null. */
  readonly countryCode: string | null;
  /** IANA zone of the shop. */
  readonly timeZone: string;
  /** Shop time of the page, so that server and browser say "2 minutes ago" alike. ISO 8601. */
  readonly now: string;
}

/** A moment as loaders send it (ISO 8601), or as modules hold it. */
export type Moment = string | Date;
/** An amount as loaders send it: JSON has no bigint. */
export type Amount = string | bigint;

export interface Formatters {
  /** @param minor in the currency's smallest unit */
  money(minor: Amount, currency: string): string;
  /** What messages cost. @param micros millionths of the currency */
  cost(micros: Amount, currency: string): string;
  number(value: number): string;
  /** @param share 0.124 is 12.4% */
  percent(share: number): string;
  /** "25 Nov 2026" in the shop's zone. */
  date(at: Moment): string;
  /** "25 Nov, 14:05" in the shop's zone; with the year when it is not this one. */
  dateTime(at: Moment): string;
  /** "14:05" in the shop's zone. */
  time(at: Moment): string;
  /** "14:05" today, else "25 Nov, 14:05": for "since". */
  since(at: Moment): string;
  /** "2 minutes ago", "in 3 hours". */
  relative(at: Moment): string;
  /** "3 h 10 min", "26 min", "< 1 min". @param ms milliseconds, rounded down to minutes */
  duration(ms: number): string;
  /** A day of the shop's calendar ("25 Nov"). @param day "2026-11-25" or a longer ISO text */
  day(day: string): string;
}

const ENGLISH = new Set(["US", "GB", "IE", "AU", "NZ", "CA", "IN", "ZA", "SG"]);
const ITALIAN = new Set(["IT", "CH"]);

/** The merchant's language with their country's way of writing, where that language is written there. */
export function formatLocale(language: Language, countryCode: string | null): string {
  const country = countryCode ?? "";
  if (language === "it") return ITALIAN.has(country) ? `it-${country}` : "it-IT";
  return ENGLISH.has(country) ? `en-${country}` : "en-GB";
}

/** An integer of `decimals` as decimal text, every digit kept. */
export function decimalText(value: Amount, decimals: number): Intl.StringNumericLiteral {
  const amount = BigInt(value);
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return `${amount < 0n ? "-" : ""}${text}` as Intl.StringNumericLiteral;
}

// Engines differ in the space that they put between parts: server and browser must agree.
const oneKindOfSpace = (text: string) => text.replaceAll(/[\u202f\u2009]/g, "\u00a0");

const MINUTE_MS = 60_000;
const SCALE: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 24 * 60 * MINUTE_MS],
  ["hour", 60 * MINUTE_MS],
  ["minute", MINUTE_MS],
];
const MICROS_DECIMALS = 6;
const MICROS = 1_000_000n;

function amounts(locale: string): Pick<Formatters, "money" | "cost" | "number" | "percent"> {
  // Grouping "always": engines differ in whether Italian groups four digits.
  const numbers = new Intl.NumberFormat(locale, { useGrouping: "always" });
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const currencyFormat = (currency: string, least: number, most: number) =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      useGrouping: "always",
    });
  const named = (currency: string, text: string) =>
    // "$" is the sign of twenty currencies: the code says which.
    oneKindOfSpace(text.includes("$") && currency !== "USD" ? `${text} ${currency}` : text);
  return {
    money(minor, currency) {
      const exponent = currencyExponent(currency);
      const format = currencyFormat(currency, exponent, exponent);
      return named(currency, format.format(decimalText(minor, exponent)));
    },
    cost(micros, currency) {
      // A single message costs fractions of a cent; a month of them does not need these.
      const small = BigInt(micros) < MICROS && BigInt(micros) > -MICROS;
      const format = currencyFormat(currency, 2, small ? 4 : 2);
      return named(currency, format.format(decimalText(micros, MICROS_DECIMALS)));
    },
    number: (value) => oneKindOfSpace(numbers.format(value)),
    percent: (share) => oneKindOfSpace(percents.format(share)),
  };
}

function times(locale: string, options: FormatOptions): Omit<Formatters, keyof ReturnType<typeof amounts>> {
  const { timeZone } = options;
  const now = new Date(options.now);
  const format = (parts: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, { timeZone, ...parts });
    return (at: Moment) => oneKindOfSpace(made.format(new Date(at)));
  };
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const date = format({ day: "numeric", month: "short", year: "numeric" });
  const withoutYear = format({ day: "numeric", month: "short", ...clock });
  const withYear = format({ day: "numeric", month: "short", year: "numeric", ...clock });
  const year = format({ year: "numeric" });
  const time = format(clock);
  const calendar = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const dateTime = (at: Moment) => (year(at) === year(now) ? withoutYear(at) : withYear(at));
  return {
    date,
    dateTime,
    time,
    since: (at) => (date(at) === date(now) ? time(at) : dateTime(at)),
    relative(at) {
      const distance = new Date(at).getTime() - now.getTime();
      const [unit, size] =
        SCALE.find(([, each]) => Math.abs(distance) >= each) ?? (["minute", MINUTE_MS] as const);
      return oneKindOfSpace(relative.format(Math.trunc(distance / size), unit));
    },
    duration(ms) {
      if (ms >= 0 && ms < MINUTE_MS) return "<\u00a01\u00a0min";
      const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
      const hours = Math.floor(minutes / 60);
      // "h" and "min" are the units' symbols in both languages.
      return hours === 0 ? `${minutes}\u00a0min` : `${hours}\u00a0h ${minutes % 60}\u00a0min`;
    },
    day: (day) => oneKindOfSpace(calendar.format(new Date(`${day.slice(0, 10)}T00:00:00.000Z`))),
  };
}

/** Everything that a screen writes in figures, in the merchant's language and the shop's format and time zone. */
export function createFormatters(options: FormatOptions): Formatters {
  const locale = formatLocale(options.language, options.countryCode);
  return { ...amounts(locale), ...times(locale, options) };
}
