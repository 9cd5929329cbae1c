import { createRandom } from "#tests/simulation/random.ts";
import type { Sending } from "./sending.ts";

export interface Kills {
  readonly seed: number;
  readonly messages: number;
  readonly kills: number;
  readonly say: (line: string) => void;
}

/** Lanes that the messages wait in, so that both workers have some. */
const SHOPS = 4;

/** Two workers send, and one or the other is killed at moments that only the seed decides. */
export async function killAtRandom(sending: Sending, { seed, messages, kills, say }: Kills): Promise<void> {
  const random = createRandom(seed);
  const before = sending.accepted;
  await sending.queue(messages, SHOPS);
  const moments = Array.from({ length: kills }, () => random.between(1, Math.floor(messages * 0.9))).sort(
    (left, right) => left - right,
  );
  for (const moment of moments) {
    const worker: 0 | 1 = random.chance(0.5) ? 0 : 1;
    await sending.until(() => sending.accepted - before >= moment);
    say(`kill -9 of worker ${worker + 1} after ${sending.accepted - before} messages`);
    await sending.killAndRestart(sending.workers[worker]);
  }
}
