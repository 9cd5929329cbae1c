import { describe, expect, it } from "vitest";
import { isOpen } from "./opening-hours.ts";
import { shopSettings } from "./settings.ts";

const { hours } = shopSettings.parse({}).away;

describe("a shop's opening hours", () => {
  it.each([
    ["on Tuesday at 08:59", "2026-11-24T07:59:00Z", false],
    ["on Tuesday at 09:00", "2026-11-24T08:00:00Z", true],
    ["on Tuesday at 17:59", "2026-11-24T16:59:00Z", true],
    ["on Tuesday at 18:00", "2026-11-24T17:00:00Z", false],
    ["on Saturday at noon", "2026-11-28T11:00:00Z", false],
    ["on a Monday in summer at 09:00", "2026-07-06T07:00:00Z", true],
    ["on a Monday just after midnight, when it is Sunday elsewhere", "2026-11-22T23:30:00Z", false],
  ])("%s in the shop's own zone", (_when, at, open) => {
    expect(isOpen(new Date(at), hours, "Europe/Rome")).toBe(open);
  });

  it("end after they begin", () => {
    const week = Array.from({ length: 7 }, () => ({ from: "18:00", to: "09:00" }));
    expect(shopSettings.safeParse({ away: { hours: week } }).success).toBe(false);
  });
});
