import { createHash } from "node:crypto";
import { DAY, MINUTE } from "#app/platform/clock.ts";
import { type Violation, violationsOf } from "./checks.ts";
import { createShoppers } from "./shoppers.ts";
import { createSimulatedWorld, type SimulatedWorld } from "./world.ts";

export interface Played {
  readonly violations: readonly Violation[];
  /** How often each thing was done, and what became of the messages. */
  readonly counts: Readonly<Record<string, number>>;
  /** Alike for alike runs: what Meta was sent, when, and what came of it, without the ids that the app makes. */
  readonly digest: string;
}

/** Plays so many days and the quiet time after them. The world stays open. */
export async function playDays(world: SimulatedWorld, days: number): Promise<void> {
  const shoppers = createShoppers(world);
  const ends = world.now().getTime() + days * DAY;
  while (world.now().getTime() < ends) {
    await world.goOn(world.random.between(3, 35) * MINUTE);
    await shoppers.act();
  }
  await shoppers.mend();
  await world.calm();
}

async function tell(world: SimulatedWorld): Promise<Pick<Played, "counts" | "digest">> {
  const rows = await world.services.database.sql<{ line: string; status: string; reason: string | null }>(`
    SELECT concat_ws(' ', s.domain, m.automation_kind, m.recipient, m.subject, m.step, m.status, m.reason, m.attempts,
      m.not_before, m.accepted_at, m.delivered_at, m.read_at) AS line, m.status, m.reason
    FROM message m JOIN shop s ON s.shop_id = m.shop_id`);
  const counts = { ...world.counts };
  for (const { status, reason } of rows) {
    const what = `message ${status}${reason ? ` (${reason})` : ""}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  const calls = world.meta.calls.map(({ at, phoneNumberId, recipient, template, outcome }) =>
    [at.toISOString(), phoneNumberId, recipient, template, outcome].join(" "),
  );
  counts["calls to Meta"] = calls.length;
  const lines = [...calls, ...rows.map(({ line }) => line)].sort();
  return { counts, digest: createHash("sha256").update(lines.join("\n")).digest("hex") };
}

/** Plays a run and looks whether anything happened that never may. The same seed plays the same run. */
export async function play(seed: number, days: number): Promise<Played> {
  const world = await createSimulatedWorld(seed);
  try {
    await playDays(world, days);
    return { violations: await violationsOf(world), ...(await tell(world)) };
  } finally {
    await world.close();
  }
}
