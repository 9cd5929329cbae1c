import { request } from "undici";
import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";
import { ControlRefusal } from "./answer.ts";

/** POST /control/clock: by how much, or to when. */
export const clockBody = z.union([
  z.object({ advanceMs: z.number().min(0) }),
  z.object({ to: z.iso.datetime({ offset: true }) }),
]);

const SWEEP_TIMEOUT_MS = 60_000;
/** A sweep may make new things due, and so on; beyond so many rounds something goes in circles. */
const MAX_ROUNDS = 20;

export function readClock({ clock }: World): { now: string; offsetMs: number } {
  return { now: clock.now().toISOString(), offsetMs: clock.offsetMs };
}

function moveClock({ clock }: World, move: z.infer<typeof clockBody>): void {
  const ms = "to" in move ? new Date(move.to).getTime() - clock.now().getTime() : move.advanceMs;
  if (ms < 0) throw new ControlRefusal(422, "The clock only moves forward.");
  clock.advance(ms);
}

/** @returns whether the app answered with success */
async function sweep(world: World): Promise<boolean> {
  const { clockUrl } = world.deployment ?? {};
  if (!clockUrl) return false;
  const started = Date.now();
  const status = await post(clockUrl, readClock(world));
  const response = { tookMs: Date.now() - started };
  world.ledger.add({
    system: "sandbox",
    kind: "note",
    name: "clock.sweep",
    response,
    ...(status === undefined ? {} : { status }),
  });
  return status !== undefined && status < 300;
}

async function post(address: string, body: object): Promise<number | undefined> {
  try {
    const answer = await request(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      headersTimeout: SWEEP_TIMEOUT_MS,
      bodyTimeout: SWEEP_TIMEOUT_MS,
      body: JSON.stringify(body),
    });
    await answer.body.dump();
    return answer.statusCode;
  } catch {
    return undefined;
  }
}

/** How much came and went so far, the clock's own notes apart. */
function traffic({ ledger }: World): number {
  return ledger.list({ limit: 1_000 }).findLast((entry) => entry.name !== "clock.sweep")?.id ?? 0;
}

/**
 * Moves shop time and lets the app do what became due: it is told, webhooks settle, and again until a round brings
 * nothing new.
 * @returns the new time, and whether the app took part in it
 */
export async function advanceClock(
  world: World,
  move: z.infer<typeof clockBody>,
  settle: () => Promise<boolean>,
): Promise<object> {
  moveClock(world, move);
  let swept = false;
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const before = traffic(world);
    swept = await sweep(world);
    const settled = await settle();
    if (!swept || !settled || traffic(world) === before) break;
  }
  return { ...readClock(world), swept };
}
