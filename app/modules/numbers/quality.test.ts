import { expect, it } from "vitest";
import { qualityDays } from "./quality.ts";

it("knows the quality at the end of each day, and on which days it changed", () => {
  const changes = [
    { at: new Date("2026-11-01T10:00:00Z"), quality: "GREEN" },
    // Half past midnight of the 20th in Rome.
    { at: new Date("2026-11-19T23:30:00Z"), quality: "YELLOW" },
    { at: new Date("2026-11-24T09:00:00Z"), quality: "GREEN" },
  ];
  const days = qualityDays(changes, new Date("2026-11-26T12:00:00Z"), "Europe/Rome");
  expect(days).toHaveLength(30);
  const shown = days.map(({ day, quality }) => [day.toISOString().slice(5, 10), quality]);
  expect(shown[0]).toEqual(["10-28", null]);
  expect(Object.fromEntries(shown)).toMatchObject({
    "10-31": null,
    "11-01": "GREEN",
    "11-19": "GREEN",
    "11-20": "YELLOW",
    "11-23": "YELLOW",
    "11-24": "GREEN",
    "11-26": "GREEN",
  });
  expect(days.filter(({ changed }) => changed).map(({ day }) => day.toISOString().slice(5, 10))).toEqual([
    "11-20",
    "11-24",
  ]);
});
