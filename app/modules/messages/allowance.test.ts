import { describe, expect, it } from "vitest";
import { limitOf, roomFor } from "./allowance.ts";

describe("a portfolio's allowance", () => {
  it("is Meta's, and endless where Meta names no limit", () => {
    expect(limitOf("TIER_2K")).toBe(2_000);
    expect(limitOf("TIER_UNLIMITED")).toBe(Number.POSITIVE_INFINITY);
    expect(limitOf(null)).toBe(Number.POSITIVE_INFINITY);
  });

  it("keeps a fifth, or half more than a week's best day, for orders and carts", () => {
    const allowance = { limit: 2_000, used: 1_500, peak: 100 };
    expect(roomFor("order_status", allowance)).toBe(500);
    expect(roomFor("cart_recovery", allowance)).toBe(500);
    expect(roomFor("broadcast", allowance)).toBe(100);
    expect(roomFor("broadcast", { ...allowance, peak: 300 })).toBe(50);
    expect(roomFor("broadcast", { ...allowance, used: 1_900 })).toBe(0);
    expect(roomFor("order_status", { ...allowance, used: 2_100 })).toBe(0);
  });
});
