import { describe, expect, it } from "vitest";
import { type CartFacts, decideCartStep, decideOrderStep, type OrderFacts } from "./decide.ts";

const noon = new Date("2026-11-24T11:00:00Z");
const hoursAgo = (hours: number) => new Date(noon.getTime() - hours * 3_600_000);

const giulia = { recipient: "+393331234567", reachability: "unknown", consent: true, usNumber: false };
const cart = (changes: Partial<CartFacts> = {}): CartFacts => ({
  installed: true,
  switchedOn: true,
  person: giulia,
  text: "ready",
  hasLink: true,
  cart: "open",
  bought: false,
  shopifyAsked: true,
  repliedSinceStart: false,
  totalMinor: 8_400n,
  minimumMinor: 2_000,
  soldOut: false,
  step: 0,
  lastRunAt: null,
  oncePerDays: 7,
  lastMarketingAt: null,
  plannedAt: noon,
  quietHours: { from: "21:00", to: "09:00" },
  timeZone: "Europe/Rome",
  ...changes,
});
const order = (changes: Partial<OrderFacts> = {}): OrderFacts => ({
  installed: true,
  switchedOn: true,
  person: giulia,
  text: "ready",
  hasLink: true,
  gone: false,
  cancelled: false,
  tellsOfCancelling: false,
  happenedAt: noon,
  ...changes,
});

describe("a shopper who left a cart", () => {
  it("is written to with consent, at a good hour", () => {
    expect(decideCartStep(cart(), noon)).toEqual({ outcome: "send" });
  });

  it.each<[string, Partial<CartFacts>, string]>([
    ["bought", { bought: true }, "bought"],
    ["finished this cart", { cart: "completed" }, "bought"],
    ["wrote to us", { repliedSinceStart: true }, "replied"],
    ["never agreed", { person: { ...giulia, consent: false } }, "no_consent"],
    ["left no number", { person: { ...giulia, recipient: null } }, "no_phone"],
    ["isn't on WhatsApp", { person: { ...giulia, reachability: "unusable" } }, "unusable_number"],
    ["has a number of the United States", { person: { ...giulia, usNumber: true } }, "us_marketing"],
    ["left little", { totalMinor: 1_999n }, "below_minimum"],
    ["had a run this week", { lastRunAt: hoursAgo(6 * 24) }, "once_per_days"],
    ["left what is sold out", { soldOut: true }, "sold_out"],
    ["left a cart that can't be opened again", { hasLink: false }, "no_link"],
    ["left it long ago", { plannedAt: hoursAgo(37) }, "too_old"],
    ["is a shop's that switched it off", { switchedOn: false }, "switched_off"],
  ])("and %s is left alone", (_who, changes, reason) => {
    expect(decideCartStep(cart(changes), noon)).toEqual({ outcome: "end", reason });
  });

  it("waits for the morning, but is let go at night once bought", () => {
    const night = new Date("2026-11-24T22:00:00Z");
    expect(decideCartStep(cart({ plannedAt: night }), night)).toEqual({
      outcome: "postpone",
      until: new Date("2026-11-25T08:00:00Z"),
      reason: "quiet_hours",
    });
    expect(decideCartStep(cart({ bought: true }), night)).toEqual({ outcome: "end", reason: "bought" });
  });

  it("is not written to while Shopify can't be asked, or the text waits for Meta", () => {
    expect(decideCartStep(cart({ shopifyAsked: false }), noon)).toMatchObject({
      outcome: "postpone",
      reason: "shopify_unavailable",
    });
    expect(decideCartStep(cart({ text: "pending" }), noon)).toMatchObject({ reason: "text_pending" });
    expect(decideCartStep(cart({ text: "blocked" }), noon)).toMatchObject({ reason: "text_missing" });
  });

  it("gets the second message twenty hours after any other at the earliest", () => {
    expect(decideCartStep(cart({ step: 1, lastMarketingAt: hoursAgo(19) }), noon)).toEqual({
      outcome: "postpone",
      until: new Date(noon.getTime() + 3_600_000),
      reason: "too_close",
    });
    expect(decideCartStep(cart({ step: 1, lastMarketingAt: hoursAgo(20) }), noon)).toEqual({
      outcome: "send",
    });
  });
});

describe("news of an order", () => {
  it("are told at any hour to who agreed", () => {
    expect(decideOrderStep(order(), new Date("2026-11-24T23:00:00Z"))).toEqual({ outcome: "send" });
  });

  it.each<[string, Partial<OrderFacts>, string]>([
    ["of a deleted order", { gone: true }, "order_gone"],
    ["of a cancelled one", { cancelled: true }, "cancelled"],
    ["that are two days old", { happenedAt: hoursAgo(49) }, "too_old"],
    ["for who never agreed", { person: { ...giulia, consent: false } }, "no_consent"],
  ])("%s are not told", (_what, changes, reason) => {
    expect(decideOrderStep(order(changes), noon)).toEqual({ outcome: "end", reason });
  });

  it("of the cancelling itself are", () => {
    expect(decideOrderStep(order({ cancelled: true, tellsOfCancelling: true }), noon)).toEqual({
      outcome: "send",
    });
  });
});
