import { describe, expect, it } from "vitest";
import { type AttributionFacts, attribute } from "./decide.ts";

const paid = new Date("2026-11-24T12:00:00Z");
const ago = (minutes: number) => new Date(paid.getTime() - minutes * 60_000);
const message = (id: string, tapped: number | null, accepted = 600) => ({
  id,
  acceptedAt: ago(accepted),
  tappedAt: tapped === null ? null : ago(tapped),
});
const facts = (changes: Partial<AttributionFacts>): AttributionFacts => ({
  placedAt: paid,
  test: false,
  cancelled: false,
  messages: [],
  attributionDays: 5,
  ...changes,
});

describe("an order", () => {
  it("is counted for the message tapped last before paying", () => {
    const messages = [message("first", 500), message("second", 26), message("third", null, 10)];
    expect(attribute(facts({ messages }))).toEqual({ messageId: "second", counted: true, rule: "tapped" });
  });

  it("is not counted where the message was only read, tapped after paying, or tapped long ago", () => {
    expect(attribute(facts({ messages: [message("a", null)] }))).toMatchObject({ rule: "not_tapped" });
    expect(attribute(facts({ messages: [message("a", -5)] }))).toMatchObject({
      counted: false,
      rule: "not_tapped",
    });
    const old = { ...message("a", 6 * 1_440), acceptedAt: ago(7 * 1_440) };
    expect(attribute(facts({ messages: [old] }))).toMatchObject({ rule: "tapped_too_long_ago" });
  });

  it("is not counted when it is a test or cancelled", () => {
    const messages = [message("a", 26)];
    expect(attribute(facts({ messages, test: true }))).toMatchObject({ rule: "test_order" });
    expect(attribute(facts({ messages, cancelled: true }))).toMatchObject({ rule: "cancelled" });
  });

  it("has no message where nobody wrote", () => {
    expect(attribute(facts({}))).toBeUndefined();
    expect(attribute(facts({ messages: [{ id: "a", acceptedAt: null, tappedAt: null }] }))).toBeUndefined();
  });
});
