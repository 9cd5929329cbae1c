import { describe, expect, it } from "vitest";
import { budgetLevel, hasRoom } from "./budget.ts";

const budget = { micros: 100_000_000n, currency: "EUR" };
const spent = (confirmed: number, underWay = 0) => ({
  confirmed: BigInt(confirmed) * 1_000_000n,
  underWay: BigInt(underWay) * 1_000_000n,
});

describe("a month's budget", () => {
  it.each([
    [spent(79), "free"],
    [spent(60, 20), "nearly"],
    [spent(99), "nearly"],
    [spent(60, 40), "no_broadcasts"],
    [spent(100), "no_carts"],
    [spent(120, 10), "no_carts"],
  ])("%o of 100 is used: %s", (used, level) => {
    expect(budgetLevel(budget, used)).toBe(level);
  });

  it("stops broadcasts when what is charged and under way makes it", () => {
    expect(hasRoom("broadcast", budget, spent(60, 39))).toBe(true);
    expect(hasRoom("broadcast", budget, spent(60, 40))).toBe(false);
  });

  it("lets carts go on until Meta has charged all of it", () => {
    expect(hasRoom("cart_recovery", budget, spent(99, 40))).toBe(true);
    expect(hasRoom("cart_recovery", budget, spent(100))).toBe(false);
  });

  it.each(["order_status", "reply", "test"])("never stops what is sent as %s", (purpose) => {
    expect(hasRoom(purpose, budget, spent(500, 500))).toBe(true);
  });
});
