import { describe, expect, it } from "vitest";
import { looksComplete, sameNumber } from "./phone.ts";

const phone = (number: string, countryCode: string | null = "IT") => ({ number, countryCode });

describe("a phone number in checkout", () => {
  it("is the same person's however it is punctuated", () => {
    expect(sameNumber(phone("+39 333 123 4567"), phone("+39-3331234567"))).toBe(true);
    expect(sameNumber(phone("+39 333 123 4567"), phone("+39 333 123 4568"))).toBe(false);
  });

  it("needs its country only without a prefix", () => {
    expect(sameNumber(phone("+393331234567", "IT"), phone("+393331234567", "DE"))).toBe(true);
    expect(sameNumber(phone("3331234567", "IT"), phone("3331234567", "DE"))).toBe(false);
  });

  it("is not one while it has fewer digits than any number of the world", () => {
    expect(looksComplete("+39 33")).toBe(false);
    expect(looksComplete("not a number")).toBe(false);
    expect(looksComplete("+39 333 1")).toBe(true);
  });
});
