import { describe, expect, it } from "vitest";
import { checksOf, type NumberCondition, type NumberFacts, verdictOf } from "./checks.ts";

const NOW = new Date("2026-11-26T12:00:00Z");
const FACTS: NumberFacts = {
  missingPermissions: [],
  tokenExpiresAt: null,
  registered: true,
  onBusinessApp: false,
  webhooks: true,
  payment: true,
  nameStatus: "APPROVED",
  newNameStatus: null,
  review: "APPROVED",
  verification: "verified",
};
const HEALTHY: NumberCondition = {
  state: "connected",
  stopped: false,
  qualityRating: "GREEN",
  facts: FACTS,
  used: 431,
  limit: 2_000,
};

describe("what a number needs", () => {
  const notGood = (facts: Partial<NumberFacts>) =>
    Object.fromEntries(
      checksOf({ ...FACTS, ...facts }, NOW).flatMap(({ name, state }) =>
        state === "good" ? [] : [[name, state]],
      ),
    );

  it.each<[Partial<NumberFacts>, object]>([
    [{}, {}],
    [{ missingPermissions: ["whatsapp_business_messaging"] }, { access: "missing" }],
    [{ tokenExpiresAt: "2026-12-02T00:00:00.000Z" }, { access: "waiting" }],
    [{ tokenExpiresAt: "2027-02-01T00:00:00.000Z" }, {}],
    [{ registered: false }, { registered: "missing" }],
    [{ payment: null }, { payment: "unknown" }],
    [{ newNameStatus: "PENDING_REVIEW" }, { name: "waiting" }],
    [{ nameStatus: "DECLINED" }, { name: "missing" }],
    [
      { review: "PENDING", verification: "not_verified" },
      { review: "waiting", verification: "missing" },
    ],
  ])("after %o is %o", (facts, expected) => {
    expect(notGood(facts)).toEqual(expected);
  });

  it("is unknown before the first look", () => {
    expect(new Set(checksOf(null, NOW).map(({ state }) => state))).toEqual(new Set(["unknown"]));
  });
});

describe("the verdict on a number", () => {
  it.each<[Partial<NumberCondition>, string]>([
    [{}, "healthy"],
    [{ facts: null }, "unchecked"],
    [{ state: "revoked", qualityRating: "RED" }, "revoked"],
    [{ stopped: true, qualityRating: "RED" }, "stopped"],
    [{ facts: { ...FACTS, registered: false }, qualityRating: "RED" }, "unregistered"],
    [{ qualityRating: "RED", facts: { ...FACTS, payment: false } }, "low"],
    [{ qualityRating: "YELLOW", facts: { ...FACTS, payment: false } }, "unpaid"],
    [{ qualityRating: "YELLOW" }, "medium"],
    [{ facts: { ...FACTS, webhooks: false } }, "deaf"],
    [{ facts: { ...FACTS, tokenExpiresAt: "2026-11-27T00:00:00.000Z" } }, "expiring"],
    [{ used: 2_000 }, "full"],
    [{ used: 5_000, limit: Number.POSITIVE_INFINITY }, "healthy"],
  ])("with %o is %s", (condition, verdict) => {
    expect(verdictOf({ ...HEALTHY, ...condition }, NOW)).toBe(verdict);
  });
});
