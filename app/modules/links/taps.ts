import type { PlatformServices } from "#app/platform/services.ts";

/** Taps that are written down after the shopper was answered. One per process. */
export interface TapWriter {
  /** Begins to write it; never throws. What can't be written is logged and counted. */
  write(tap: () => Promise<void>): void;
  /** Resolves when none is waiting. */
  settle(): Promise<void>;
}

/** So many are written beside each other: the pool is there for everybody. */
const BESIDE = 4;
/** So many wait at most; a store that hangs must not fill the memory. */
const MOST_WAITING = 2_000;

export function createTapWriter({ log, metrics }: Pick<PlatformServices, "log" | "metrics">): TapWriter {
  const waiting: (() => Promise<void>)[] = [];
  let writing = 0;
  let idle = Promise.resolve();
  let becomeIdle: (() => void) | undefined;

  const lose = (why: object) => {
    metrics.links.inc({ outcome: "lost" });
    log.error(why, "a tap was not written down");
  };

  async function work(): Promise<void> {
    for (let tap = waiting.shift(); tap; tap = waiting.shift()) {
      try {
        await tap();
        metrics.links.inc({ outcome: "tapped" });
      } catch (error) {
        lose({ err: error });
      }
    }
    writing -= 1;
    if (writing === 0) becomeIdle?.();
  }

  return {
    write(tap) {
      if (waiting.length >= MOST_WAITING) return lose({ waiting: waiting.length });
      waiting.push(tap);
      if (writing >= BESIDE) return;
      if (writing === 0)
        idle = new Promise((resolve) => {
          becomeIdle = resolve;
        });
      writing += 1;
      void work();
    },
    settle: () => idle,
  };
}
