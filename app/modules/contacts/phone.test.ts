import { describe, expect, it } from "vitest";
import { maskPhone, phoneOfWaId, readPhone } from "./phone.ts";

describe("a phone number as somebody typed it", () => {
  it.each([
    ["+39 333 123 4567", null, "+393331234567"],
    ["333 1234567", "IT", "+393331234567"],
    ["0039 333 1234567", null, "+393331234567"],
    ["(0151) 23456789", "DE", "+4915123456789"],
    ["06 12 34 56 78", "FR", "+33612345678"],
  ])("reads %s with the country %s", (typed, country, e164) => {
    expect(readPhone(typed, country)?.e164).toBe(e164);
  });

  it.each([
    ["letters, as in Shopify's samples", "555-555-SHIP", "US"],
    ["a number that no carrier gives out", "123-123-1234", "CA"],
    ["a national number without a country", "333 1234567", null],
    ["a country that does not exist", "333 1234567", "XX"],
    ["nothing", "", "IT"],
    ["words", "call me", "IT"],
  ])("refuses %s rather than guessing", (_what, typed, country) => {
    expect(readPhone(typed, country)).toBeUndefined();
  });

  it("takes Meta's way of writing, without the plus", () => {
    expect(phoneOfWaId("393331234567")?.e164).toBe("+393331234567");
    expect(phoneOfWaId("IT.1349")).toBeUndefined();
  });

  it.each([
    ["a Brazilian one without the ninth digit", "551187654321", "+5511987654321", "BR"],
    ["a Brazilian one with it", "5511987654321", "+5511987654321", "BR"],
    ["a Brazilian landline", "551132654321", "+551132654321", "BR"],
    ["a Mexican one with the 1 that is no longer dialled", "5215512345678", "+525512345678", "MX"],
    ["one that no table of numbers knows", "5511187654321", "+5511187654321", "BR"],
  ])("believes Meta's number of who writes: %s", (_what, waId, e164, country) => {
    expect(phoneOfWaId(waId)).toEqual({ e164, country });
  });

  it("is masked so that staff recognise it and nobody can copy it", () => {
    expect(maskPhone("+393331234567")).toBe("+39 ••• ••• 4567");
    expect(maskPhone(null)).toBe("–");
  });
});
