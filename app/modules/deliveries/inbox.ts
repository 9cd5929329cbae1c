import { TextArray } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { RECEIVE } from "./inbox.sql.ts";

/** A delivery whose signature was checked, as it came. */
export interface ReceivedDelivery {
  /** Recognises the same delivery when it comes again. */
  readonly key: string;
  readonly source: "shopify" | "meta";
  readonly topic: string;
  readonly shopDomain: string | null;
  readonly triggeredAt: Date | null;
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8. */
  readonly body: Buffer;
}

/** More waits to be stored than memory should hold: the sender tries again later. */
export class OverloadedError extends Error {
  override readonly name = "OverloadedError";
}

/** The database can't hold this text, such as one with a NUL byte. */
export class UnstorableError extends Error {
  override readonly name = "UnstorableError";
}

export interface Inbox {
  /**
   * Resolves when the delivery is durable, or was before.
   * @throws OverloadedError beyond the bound of waiting bytes
   * @throws UnstorableError for a body that the database refuses
   */
  receive(delivery: ReceivedDelivery): Promise<void>;
  /** Resolves when everything that was received is durable. */
  settle(): Promise<void>;
}

interface Waiting {
  readonly delivery: ReceivedDelivery;
  readonly receivedAt: Date;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

type Needs = Pick<PlatformServices, "database" | "systemTime" | "metrics" | "observer" | "signals">;

const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const MAX_BATCH = 256;

function columnsOf(batch: readonly Waiting[]): TextArray[] {
  const column = (value: (waiting: Waiting) => string | Buffer | null) =>
    TextArray.from(batch, value) as TextArray;
  return [
    column(() => newId()),
    column(({ delivery }) => delivery.key),
    column(({ delivery }) => delivery.source),
    column(({ delivery }) => delivery.topic),
    column(({ delivery }) => delivery.shopDomain),
    column(({ delivery }) => delivery.triggeredAt?.toISOString() ?? null),
    column(({ delivery }) => JSON.stringify(delivery.headers)),
    column(({ delivery }) => delivery.body),
    column(({ receivedAt }) => receivedAt.toISOString()),
  ];
}

/**
 * Group commit without a timer: the next batch is what gathered while the last one was being committed.
 * One of a batch that the database refuses does not sink its neighbours.
 */
export function createInbox(services: Needs, maxWaitingBytes = MAX_WAITING_BYTES): Inbox {
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let committing: Promise<void> | undefined;

  async function store(batch: readonly Waiting[]): Promise<void> {
    await services.observer.reach("inbox.before_commit");
    await services.database.sql(RECEIVE, columnsOf(batch));
    await services.observer.reach("inbox.after_commit");
  }

  async function storeOneByOne(batch: readonly Waiting[], cause: unknown): Promise<void> {
    for (const one of batch) {
      try {
        if (batch.length === 1) throw cause;
        await store([one]);
        one.resolve();
      } catch (error) {
        one.reject(one.delivery.body.includes(0) ? new UnstorableError("the body holds a NUL byte") : error);
      }
    }
  }

  async function commit(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        await store(batch);
        for (const one of batch) one.resolve();
      } catch (error) {
        await storeOneByOne(batch, error);
      }
      for (const one of batch) waitingBytes -= one.delivery.body.length;
      services.metrics.inboxWaiting.set(waitingBytes);
      services.signals.raise("inbox");
    }
    committing = undefined;
  }

  return {
    receive(delivery) {
      if (waitingBytes + delivery.body.length > maxWaitingBytes) {
        return Promise.reject(new OverloadedError("too much waits to be stored"));
      }
      waitingBytes += delivery.body.length;
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, receivedAt: services.systemTime.now(), resolve, reject });
        committing ??= commit();
      });
    },
    async settle() {
      await committing;
    },
  };
}
