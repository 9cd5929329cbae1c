import { describe, expect, it } from "vitest";
import type { Log } from "#app/platform/log.ts";
import { createMetrics } from "#app/platform/metrics.ts";
import { createTapWriter } from "./taps.ts";

function writer() {
  const said: string[] = [];
  const silent = () => undefined;
  const log: Log = { debug: silent, info: silent, warn: silent, error: (_, text) => said.push(text) };
  const metrics = createMetrics();
  const counted = async () =>
    Object.fromEntries(
      (await metrics.links.get()).values.map(({ labels, value }) => [labels.outcome, value]),
    );
  return { taps: createTapWriter({ log, metrics }), said, counted };
}

describe("taps that are written after the answer", () => {
  it("are all written, few beside each other", async () => {
    const { taps, said, counted } = writer();
    let beside = 0;
    let most = 0;
    for (let index = 0; index < 50; index++) {
      taps.write(async () => {
        beside += 1;
        most = Math.max(most, beside);
        await Promise.resolve();
        beside -= 1;
      });
    }
    await taps.settle();
    expect(most).toBe(4);
    expect(await counted()).toEqual({ tapped: 50 });
    expect(said).toEqual([]);
  });

  it("are not lost without a word", async () => {
    const { taps, said, counted } = writer();
    taps.write(() => Promise.reject(new Error("the database is away")));
    taps.write(() => Promise.resolve());
    await taps.settle();
    expect(await counted()).toEqual({ lost: 1, tapped: 1 });
    expect(said).toEqual(["a tap was not written down"]);
  });

  it("fill no memory where the store hangs", async () => {
    const { taps, counted } = writer();
    for (let index = 0; index < 2_100; index++) taps.write(() => new Promise(() => undefined));
    expect(await counted()).toEqual({ lost: 2_100 - 2_000 - 4 });
  });
});
