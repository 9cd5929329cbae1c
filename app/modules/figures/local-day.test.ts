import { describe, expect, it } from "vitest";
import { localDay } from "./local-day.ts";

describe("the day that a sale counts for", () => {
  it("is the shop's, not Greenwich's", () => {
    const lateInRome = new Date("2026-11-22T23:30:00Z");
    expect(localDay(lateInRome, "Europe/Rome").toISOString()).toBe("2026-11-23T00:00:00.000Z");
    expect(localDay(lateInRome, "America/New_York").toISOString()).toBe("2026-11-22T00:00:00.000Z");
  });
});
