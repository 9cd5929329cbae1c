import { describe, expect, it } from "vitest";
import { asShopId, newId } from "#app/platform/ids.ts";
import type { Log } from "#app/platform/log.ts";
import { createMetrics } from "#app/platform/metrics.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { Tap } from "./tap.ts";
import { createTapWriter } from "./taps.ts";

const [ONE, OTHER] = [asShopId(newId()), asShopId(newId())];
const tapIn = (shopId: typeof ONE): Tap => ({ shopId, linkId: newId(), at: new Date() });

function writer(write: (taps: readonly Tap[]) => Promise<void>) {
  const said: string[] = [];
  const batches: string[] = [];
  const silent = () => undefined;
  const log: Log = { debug: silent, info: silent, warn: silent, error: (_, text) => said.push(text) };
  const metrics = createMetrics();
  const counted = async () =>
    Object.fromEntries(
      (await metrics.links.get()).values.map(({ labels, value }) => [labels.outcome, value]),
    );
  const services = { log, metrics } as unknown as PlatformServices;
  const taps = createTapWriter(services, async (shopId, batch) => {
    batches.push(`${shopId === ONE ? "one" : "other"} ${batch.length}`);
    await write(batch);
  });
  return { taps, said, batches, counted };
}

describe("taps that are written after the answer", () => {
  it("are written at once, and together what came meanwhile, a shop in turn", async () => {
    const { taps, said, batches, counted } = writer(() => Promise.resolve());
    for (let index = 0; index < 250; index++) taps.write(tapIn(ONE));
    taps.write(tapIn(OTHER));
    await taps.settle();
    expect(batches).toEqual(["one 1", "one 200", "other 1", "one 49"]);
    expect(await counted()).toEqual({ tapped: 251 });
    expect(said).toEqual([]);
  });

  it("are not lost without a word", async () => {
    let isAway = true;
    const { taps, said, counted } = writer(async () => {
      if (isAway) throw new Error("the database is away");
    });
    taps.write(tapIn(ONE));
    await taps.settle();
    isAway = false;
    taps.write(tapIn(ONE));
    await taps.settle();
    expect(await counted()).toEqual({ lost: 1, tapped: 1 });
    expect(said).toEqual(["taps were not written down"]);
  });

  it("fill no memory where the store hangs", async () => {
    const { taps, counted } = writer(() => new Promise(() => undefined));
    for (let index = 0; index < 5_100; index++) taps.write(tapIn(ONE));
    expect(await counted()).toEqual({ lost: 5_100 - 5_000 - 1 });
  });
});
