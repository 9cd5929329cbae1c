import { expect, it } from "vitest";
import { HOUR, plus } from "#app/platform/clock.ts";
import { givenUp, type Mortal } from "./lifetime.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const SENT: Mortal = {
  status: "sent",
  category: "UTILITY",
  endpoint: "messages",
  acceptedAt: plus(NOW, -13 * HOUR),
  deliveredAt: null,
};
const HALF_A_DAY = 12 * 3_600;

it("has lived its time where nothing was heard of it since", () => {
  expect(givenUp(SENT, HALF_A_DAY, NOW)).toEqual({ at: plus(NOW, -HOUR), afterMs: 12 * HOUR });
  expect(givenUp({ ...SENT, acceptedAt: plus(NOW, -12 * HOUR) }, HALF_A_DAY, NOW)).toBeUndefined();
});

it("lives thirty days where its text says nothing", () => {
  expect(givenUp(SENT, null, NOW)).toBeUndefined();
  expect(givenUp({ ...SENT, acceptedAt: plus(NOW, -31 * 24 * HOUR) }, null, NOW)).toMatchObject({
    afterMs: 720 * HOUR,
  });
});

it("of a promotion has a life of its own only through the endpoint for promotions", () => {
  const promotion = { ...SENT, category: "MARKETING" };
  expect(givenUp(promotion, HALF_A_DAY, NOW)).toBeUndefined();
  expect(givenUp({ ...promotion, endpoint: "marketing_messages" }, HALF_A_DAY, NOW)).toBeDefined();
});

it.each(["queued", "held", "delivered", "read", "failed", "uncertain"])(
  "is not said of one that is %s",
  (status) => {
    expect(givenUp({ ...SENT, status }, HALF_A_DAY, NOW)).toBeUndefined();
  },
);
