import { describe, expect, it } from "vitest";
import { META_RATE_CARDS } from "#contracts/meta/rate-card.ts";
import { type DatedCard, pricesFrom } from "./prices.ts";

const rome = { countryCode: "IT", recipient: "+393331234567" };
const day = (text: string) => new Date(`${text}T00:00:00.000Z`);
const card = (effectiveFrom: string, marketing: number, own = true): DatedCard => ({
  currency: "EUR",
  effectiveFrom,
  own,
  rates: { Italy: { marketing, utility: 26_000 } },
});

describe("the price of a message", () => {
  it("is that of the card in force on the day", () => {
    const cards = [card("2026-10-01", 69_100), card("2027-01-01", 71_000)];
    expect(pricesFrom(cards, "EUR", day("2026-12-31")).priceOf(rome, "MARKETING")).toBe(69_100n);
    expect(pricesFrom(cards, "EUR", day("2027-01-01")).priceOf(rome, "marketing_lite")).toBe(71_000n);
  });

  it("is the merchant's own where both begin on one day", () => {
    const cards = [card("2026-10-01", 80_000, false), card("2026-10-01", 69_100)];
    const prices = pricesFrom(cards, "EUR", day("2026-11-25"));
    expect(prices.priceOf(rome, "MARKETING")).toBe(69_100n);
    expect(prices.card).toEqual({ effectiveFrom: "2026-10-01", own: true });
  });

  it("of an answer is what news of an order cost there", () => {
    const prices = pricesFrom([card("2026-10-01", 69_100)], "EUR", day("2026-11-25"));
    expect(prices.priceOf(rome, "SERVICE")).toBe(26_000n);
  });

  it("is unknown, not nothing, where the card has none", () => {
    const prices = pricesFrom([card("2026-10-01", 69_100)], "EUR", day("2026-11-25"));
    expect(prices.priceOf({ countryCode: "DE", recipient: "+4915112345678" }, "MARKETING")).toBeNull();
    expect(prices.priceOf(rome, "AUTHENTICATION")).toBeNull();
    const none = pricesFrom([], "EUR", day("2026-11-25"));
    expect(none.priceOf(rome, "MARKETING")).toBeNull();
    expect(none.card).toBeNull();
  });

  it("in rupees is known within India alone", () => {
    const rupees = META_RATE_CARDS.filter(({ currency }) => currency === "INR");
    const prices = pricesFrom(
      rupees.map((one) => ({ ...one, own: false })),
      "INR",
      day("2026-11-25"),
    );
    expect(prices.priceOf({ countryCode: "IN", recipient: "+919812345678" }, "MARKETING")).toBe(863_100n);
    expect(prices.priceOf(rome, "MARKETING")).toBeNull();
  });
});
