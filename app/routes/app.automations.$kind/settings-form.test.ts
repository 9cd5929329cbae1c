import { describe, expect, it } from "vitest";
import {
  editStep,
  minutesOf,
  readAmount,
  readSettingsForm,
  readSteps,
  writeAmount,
  writeSteps,
} from "./settings-form.ts";

describe("the form of cart recovery", () => {
  it("shows a wait in the unit in which people say it", () => {
    const shown = (delayMinutes: number) => {
      const { amount, unit } = editStep({ delayMinutes, purpose: "cart_reminder_1" });
      return amount + unit;
    };
    expect([15, 60, 90, 1_440, 2_880, 1_500].map(shown)).toEqual(["15m", "1h", "90m", "24h", "2d", "25h"]);
  });

  it("keeps what is half typed, and saves it as nothing", () => {
    const steps = [{ amount: "", unit: "h", purpose: "cart_reminder_1" }] as const;
    expect(readSteps(writeSteps(steps))).toEqual(steps);
    expect(minutesOf(steps[0])).toBeNaN();
    expect(minutesOf({ amount: "1,5", unit: "h", purpose: "cart_reminder_1" })).toBe(90);
    expect(minutesOf({ amount: "0.01", unit: "h", purpose: "cart_reminder_1" })).toBeNaN();
  });

  it("reads an amount with a comma or a point, in the currency's own decimals", () => {
    expect(readAmount("19,90", "EUR")).toBe(1_990);
    expect(readAmount("20", "EUR")).toBe(2_000);
    expect(readAmount("20", "JPY")).toBe(20);
    expect(readAmount("20.5", "JPY")).toBeUndefined();
    expect(readAmount("-1", "EUR")).toBeUndefined();
    expect([
      writeAmount(1_990, "EUR"),
      writeAmount(2_000, "EUR"),
      writeAmount(20, "JPY"),
      writeAmount(0, "EUR"),
    ]).toEqual(["19.90", "20", "20", "0"]);
  });

  it("is what is saved", () => {
    const form = new FormData();
    form.set("version", "3");
    form.set("minimum", "20");
    form.set("oncePerDays", "7");
    form.set("steps", "1h:cart_reminder_1,24h:cart_reminder_2");
    expect(readSettingsForm(form, "EUR")).toEqual({
      version: 3,
      settings: {
        minimumMinor: 2_000,
        oncePerDays: 7,
        steps: [
          { delayMinutes: 60, purpose: "cart_reminder_1" },
          { delayMinutes: 1_440, purpose: "cart_reminder_2" },
        ],
      },
    });
  });
});
