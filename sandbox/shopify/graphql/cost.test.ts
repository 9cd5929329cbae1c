import { expect, test } from "vitest";
import { CostBucket } from "./cost.ts";

test("points come back with time, up to the plan's size and no further", () => {
  let now = 0;
  const bucket = new CostBucket(() => now);
  const left = (points: number) => bucket.take(points, "basic").throttleStatus.currentlyAvailable;
  expect(left(500)).toBe(1_500);
  now += 2_000;
  expect(left(10)).toBe(1_690);
  now += 60_000;
  expect(left(1)).toBe(1_999);
});
