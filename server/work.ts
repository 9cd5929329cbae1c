import type { Services } from "#app/integrations/services.ts";
import { createScheduler } from "#app/modules/automations/index.ts";
import { checkDueBudgets } from "#app/modules/costs/index.ts";
import { createProcessor } from "#app/modules/deliveries/index.ts";
import { createMediaFetcher } from "#app/modules/media/index.ts";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { createNotifier } from "#app/modules/notifications/index.ts";
import { lookAtDueNumbers, sweepNumbers } from "#app/modules/numbers/index.ts";
import { checkDueAccess, sweepAccess } from "#app/modules/shops/index.ts";
import { syncDueTexts } from "#app/modules/templates/index.ts";
import { type Loop, startLoop } from "./loop.ts";

/** What a worker does again and again. One per process. */
export interface Work {
  start(): void;
  /** Does everything that waits or is due now, until nothing follows from it. */
  settle(): Promise<void>;
  /** Looks for work whose hint was lost, and for what a dead worker left behind. */
  sweep(): Promise<void>;
  /** Finishes what is in hand; nothing new is begun. */
  stop(): Promise<void>;
}

const SWEEP_EVERY_MS = 30_000;

/** One call at a time; who comes meanwhile waits and then looks again. */
function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

export function createWork(services: Services): Work {
  const processor = createProcessor(services);
  const scheduler = createScheduler(services);
  const dispatcher = createDispatcher(services);
  const notifier = createNotifier(services);
  const mediaFetcher = createMediaFetcher(services);
  let stopping = false;
  const isStopping = () => stopping;
  const understand = oneAtATime(() => processor.drain(isStopping));
  const decide = oneAtATime(async () => {
    const looked = (await checkDueBudgets(services)) + (await checkDueAccess(services));
    return looked + (await scheduler.drain(isStopping));
  });
  const dispatch = oneAtATime(() => dispatcher.drain(isStopping));
  const notify = oneAtATime(() => notifier.drain(isStopping));
  const fetchMedia = oneAtATime(() => mediaFetcher.drain(isStopping));
  const watch = oneAtATime(async () => (await lookAtDueNumbers(services)) + (await syncDueTexts(services)));
  const { signals, log } = services;
  let loops: Loop[] = [];
  let sweptAt = 0;

  async function sweep(): Promise<void> {
    await scheduler.sweep();
    await dispatcher.sweep();
    await notifier.sweep();
    await mediaFetcher.sweep();
    await sweepAccess(services);
    await sweepNumbers(services);
  }

  async function sweepNowAndThen(): Promise<void> {
    const now = services.systemTime.now().getTime();
    if (now - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = now;
    await sweep();
  }

  return {
    start() {
      loops = [
        startLoop({ signals, log, signal: "inbox" }, understand),
        startLoop({ signals, log, signal: "due" }, async () => {
          await sweepNowAndThen();
          await decide();
        }),
        startLoop({ signals, log, signal: "dispatch" }, dispatch),
        // Beside the others: a mail server or a file that is slow holds up no step and no message.
        startLoop({ signals, log, signal: "due" }, notify),
        startLoop({ signals, log, signal: "due" }, fetchMedia),
        startLoop({ signals, log, signal: "due" }, watch),
      ];
    },
    async settle() {
      for (;;) {
        const decided = (await understand()) + (await decide()) + (await dispatch());
        const done = decided + (await notify()) + (await fetchMedia()) + (await watch());
        if (done === 0) return;
      }
    },
    sweep,
    async stop() {
      stopping = true;
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
