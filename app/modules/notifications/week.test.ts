import { describe, expect, it } from "vitest";
import { nextSumUp, weekBegan } from "./week.ts";

const next = (now: string, timeZone: string) => nextSumUp(new Date(now), timeZone).toISOString();

describe("a week's sum-up", () => {
  it("is due on Monday at eight by the shop's clock", () => {
    expect(next("2026-11-24T11:00:00Z", "Europe/Rome")).toBe("2026-11-30T07:00:00.000Z");
    expect(next("2026-11-24T11:00:00Z", "America/Sao_Paulo")).toBe("2026-11-30T11:00:00.000Z");
  });

  it("is due on the same day before eight, and a week later from then on", () => {
    expect(next("2026-11-30T06:59:00Z", "Europe/Rome")).toBe("2026-11-30T07:00:00.000Z");
    expect(next("2026-11-30T07:00:00Z", "Europe/Rome")).toBe("2026-12-07T07:00:00.000Z");
  });

  it("keeps to the clock on the wall where it is changed in between", () => {
    expect(next("2026-10-20T10:00:00Z", "Europe/Rome")).toBe("2026-10-26T07:00:00.000Z");
    expect(next("2026-10-12T10:00:00Z", "Europe/Rome")).toBe("2026-10-19T06:00:00.000Z");
  });

  it("is of the week that ended with Sunday's midnight of the shop", () => {
    expect(weekBegan(new Date("2026-11-29T23:30:00Z"), "Europe/Rome").toISOString()).toBe(
      "2026-11-29T23:00:00.000Z",
    );
    expect(weekBegan(new Date("2026-11-29T22:30:00Z"), "Europe/Rome").toISOString()).toBe(
      "2026-11-22T23:00:00.000Z",
    );
  });
});
