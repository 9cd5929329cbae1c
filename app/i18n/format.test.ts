import { describe, expect, it } from "vitest";
import { createFormatters, type FormatOptions, formatLocale } from "./format.ts";

const rome: FormatOptions = {
  language: "it",
  countryCode: "IT",
  timeZone: "Europe/Rome",
  now: "2026-11-25T13:05:00.000Z",
};
const italian = createFormatters(rome);
const english = createFormatters({ ...rome, language: "en" });
/** Spaces that do not break a line read as spaces. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("money", () => {
  it("is written in minor units as the currency has them", () => {
    expect(english.money("8400", "EUR")).toBe("€84.00");
    expect(english.money(8400n, "JPY")).toBe("¥8,400");
    expect(english.money("8400", "KWD")).toContain("8.400");
  });

  it("is written as the language writes it, thousands grouped", () => {
    expect(plain(italian.money("123450", "EUR"))).toBe("1.234,50 €");
  });

  it("keeps every digit of amounts beyond a number's precision", () => {
    expect(english.money("900719925474099301", "EUR")).toBe("€9,007,199,254,740,993.01");
  });

  it("keeps the sign", () => {
    expect(english.money("-5", "EUR")).toBe("-€0.05");
  });

  it("says which dollar it is, unless it is the American", () => {
    expect(english.money("100", "USD")).toBe("$1.00");
    expect(english.money("100", "CAD")).toBe("$1.00 CAD");
  });
});

describe("what messages cost", () => {
  it("is in millionths, with the four decimals that a single message needs", () => {
    expect(english.cost("79500", "USD")).toBe("$0.0795");
    expect(english.cost(800n, "USD")).toBe("$0.0008");
  });

  it("has two decimals from one unit on", () => {
    expect(english.cost("2603500", "USD")).toBe("$2.60");
  });
});

describe("times", () => {
  it("are the shop's, wherever the merchant is", () => {
    expect(english.time("2026-11-25T13:05:00.000Z")).toBe("14:05");
    expect(english.dateTime("2026-11-25T23:30:00.000Z")).toBe("26 Nov, 00:30");
    expect(italian.date("2026-11-25T23:30:00.000Z")).toBe("26 nov 2026");
  });

  it("name the year when it is another", () => {
    expect(english.dateTime("2025-11-25T12:00:00.000Z")).toBe("25 Nov 2025, 13:00");
  });

  it("say only the hour of something that began today", () => {
    expect(english.since("2026-11-25T08:12:00.000Z")).toBe("09:12");
    expect(english.since("2026-11-24T08:12:00.000Z")).toBe("24 Nov, 09:12");
  });

  it("are relative to the shop's time, not to the machine's", () => {
    expect(english.relative("2026-11-25T13:03:00.000Z")).toBe("2 minutes ago");
    expect(english.relative("2026-11-25T16:10:00.000Z")).toBe("in 3 hours");
    expect(italian.relative("2026-11-24T13:00:00.000Z")).toBe("ieri");
  });

  it("lie in the same day in a calendar's row, whatever the zone", () => {
    expect(english.day("2026-11-25T00:00:00.000Z")).toBe("25 Nov");
  });
});

describe("durations", () => {
  it("are hours and minutes", () => {
    expect(plain(english.duration(26 * 60_000))).toBe("26 min");
    expect(plain(english.duration((3 * 60 + 10) * 60_000))).toBe("3 h 10 min");
    expect(plain(english.duration(20_000))).toBe("< 1 min");
    expect(plain(english.duration(-5))).toBe("0 min");
  });
});

describe("the way of writing", () => {
  it.each([
    ["en", "US", "en-US"],
    ["en", "IT", "en-GB"],
    ["en", null, "en-GB"],
    ["it", "CH", "it-CH"],
    ["it", "US", "it-IT"],
  ] as const)("is, for %s in %s, %s", (language, country, locale) => {
    expect(formatLocale(language, country)).toBe(locale);
  });
});
