import { describe, expect, it } from "vitest";
import { quietUntil } from "./quiet-hours.ts";

const night = { from: "21:00", to: "09:00" };
const until = (now: string, quietHours = night, zone = "Europe/Rome") =>
  quietUntil(new Date(now), quietHours, zone)?.toISOString();

describe("quiet hours", () => {
  it("end in the morning of the shop's own time zone", () => {
    expect(until("2026-11-23T21:30:20Z")).toBe("2026-11-24T08:00:00.000Z");
    expect(until("2026-11-24T03:00:00Z")).toBe("2026-11-24T08:00:00.000Z");
    expect(until("2026-11-24T08:00:00Z")).toBeUndefined();
    expect(until("2026-11-24T19:59:00Z")).toBeUndefined();
    expect(until("2026-11-24T20:00:00Z")).toBe("2026-11-25T08:00:00.000Z");
  });

  it("end at nine also when the clocks change at night", () => {
    expect(until("2026-03-28T22:00:00Z")).toBe("2026-03-29T07:00:00.000Z");
    expect(until("2026-10-24T21:00:00Z")).toBe("2026-10-25T08:00:00.000Z");
  });

  it("may lie within one day, or not exist", () => {
    const siesta = { from: "13:00", to: "15:30" };
    expect(until("2026-11-24T13:00:00Z", siesta)).toBe("2026-11-24T14:30:00.000Z");
    expect(until("2026-11-24T23:00:00Z", siesta)).toBeUndefined();
    expect(until("2026-11-24T23:00:00Z", { from: "00:00", to: "00:00" })).toBeUndefined();
  });
});
