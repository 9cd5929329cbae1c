import { describe, expect, it } from "vitest";
import { Pace, PairPace } from "./pace.ts";

/** Sends as fast as the pace lets, for so many seconds. @returns when each left, in milliseconds */
function sendFor(pace: Pace, seconds: number, from = 0): number[] {
  const sent: number[] = [];
  for (let now = from; ; ) {
    now += pace.take(now);
    if (now >= from + seconds * 1_000) return sent;
    sent.push(now);
  }
}

const mostInASecond = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length));

describe("the pace of a number", () => {
  it.each([80, 1_000, 20])("uses 99%% of %i a second, and no second holds more", (cap) => {
    const sent = sendFor(new Pace(cap), 10);
    expect(sent.length / 10).toBeGreaterThanOrEqual(cap * 0.99);
    expect(mostInASecond(sent)).toBeLessThanOrEqual(cap);
  });

  it("keeps a second from being too full where what should have left was late", () => {
    const pace = new Pace(80);
    let now = 0;
    const sent: number[] = [];
    for (let count = 0; count < 400; count++) {
      now += pace.take(now);
      // A machine that is busy for 30 ms, now and then.
      const late = count % 50 === 0 ? 30 : 0;
      let at = now + late;
      for (let turn = pace.leave(at); "waitMs" in turn; turn = pace.leave(at)) at += turn.waitMs;
      sent.push(at);
    }
    expect(mostInASecond(sent)).toBeLessThanOrEqual(80);
    expect(400 / ((sent.at(-1) ?? 0) / 1_000)).toBeGreaterThan(78.5);
  });

  it("counts what reached Meta late in the second in which it did", () => {
    const pace = new Pace(2);
    const first = pace.leave(11_000);
    const second = pace.leave(11_500);
    if (!("place" in first && "place" in second)) throw new Error("both have a place");
    pace.answered(second.place, 11_500, 11_510);
    pace.answered(first.place, 11_000, 11_400);
    expect(pace.leave(12_010)).toEqual({ waitMs: expect.closeTo(382, 0) });
  });

  it("is halved by a warning, once for all that was under way, and is whole again after ten seconds", () => {
    const pace = new Pace(80);
    pace.halve(100_000);
    pace.halve(100_500);
    expect(pace.rate(100_000)).toBeCloseTo(80 * 0.993 * 0.5);
    expect(pace.rate(101_000)).toBeCloseTo(80 * 0.993 * 0.55);
    expect(pace.rate(110_000)).toBeCloseTo(80 * 0.993);
    expect(pace.rate(500_000)).toBeCloseTo(80 * 0.993);
  });

  it("is halved again by the next warning", () => {
    const pace = new Pace(80);
    pace.halve(100_000);
    pace.halve(101_000);
    expect(pace.rate(101_000)).toBeCloseTo((80 * 0.993 * 0.55) / 2);
  });
});

describe("messages to one person", () => {
  it("leave in a burst of 45, and then one in six seconds", () => {
    const pairs = new PairPace();
    const waits = Array.from({ length: 46 }, () => pairs.take("+39", 1_000));
    expect(waits.slice(0, 45)).toEqual(Array(45).fill(0));
    expect(waits[45]).toBe(6_000);
    expect(pairs.take("+39", 7_000)).toBe(0);
    expect(pairs.take("+39", 7_000)).toBe(6_000);
    expect(pairs.take("+40", 7_000)).toBe(0);
  });
});
