import { describe, expect, it } from "vitest";
import { asShopId, newId } from "#app/platform/ids.ts";
import { newLinkCode, shopOfCode } from "./code.ts";

describe("the code of a link", () => {
  it("says whose it is and nothing else, and is never the same", () => {
    const shopId = asShopId(newId());
    const codes = Array.from({ length: 50 }, () => newLinkCode(shopId));
    expect(new Set(codes).size).toBe(50);
    expect(codes.every((code) => /^[\w-]{34}$/.test(code))).toBe(true);
    expect(codes.map(shopOfCode)).toEqual(codes.map(() => shopId));
  });

  it.each(["", "abc", "../../etc", "x".repeat(35), "é".repeat(34)])("is not %j", (code) => {
    expect(shopOfCode(code)).toBeUndefined();
  });
});
