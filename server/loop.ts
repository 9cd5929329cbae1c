import type { Log } from "#app/platform/log.ts";
import type { Signal, Signals } from "#app/platform/signals.ts";

/** Work that is looked for again and again, and at once when something wakes it. */
export interface Loop {
  /** Resolves when what is in hand is finished; nothing new is begun. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 1_000;

/** Runs `work` when `signal` is raised and every second besides; one run at a time. */
export function startLoop(
  options: { readonly signals: Signals; readonly signal: Signal; readonly log: Log },
  work: () => Promise<unknown>,
): Loop {
  let stopped = false;
  let raised = false;
  let wake: (() => void) | undefined;
  const off = options.signals.on(options.signal, () => {
    raised = true;
    wake?.();
  });

  function rest(): Promise<void> {
    if (raised || stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      raised = false;
      await work().catch((error: unknown) =>
        options.log.error({ err: error, loop: options.signal }, "a loop failed"),
      );
      await rest();
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      off();
      wake?.();
      await running;
    },
  };
}
