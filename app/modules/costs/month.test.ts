import { describe, expect, it } from "vitest";
import { nextMonthBegins } from "./month.ts";

describe("the next month", () => {
  it.each([
    ["Europe/Rome", "2026-11-25T12:00:00Z", "2026-11-30T23:00:00.000Z"],
    ["Europe/Rome", "2026-11-30T23:30:00Z", "2026-12-31T23:00:00.000Z"],
    ["Europe/Rome", "2027-03-02T12:00:00Z", "2027-03-31T22:00:00.000Z"],
    ["America/New_York", "2026-10-31T12:00:00Z", "2026-11-01T04:00:00.000Z"],
    ["Asia/Kolkata", "2026-12-31T12:00:00Z", "2026-12-31T18:30:00.000Z"],
    ["Australia/Lord_Howe", "2027-03-31T00:00:00Z", "2027-03-31T13:00:00.000Z"],
  ])("begins at midnight in %s, seen from %s", (timeZone, now, begins) => {
    expect(nextMonthBegins(new Date(now), timeZone).toISOString()).toBe(begins);
  });
});
