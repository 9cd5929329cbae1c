import { addFigures, type Figure } from "#app/modules/figures/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";

export const STARTED = "runs_started";
/** Before the reason. A run that has sent everything is told by its messages, and not counted here. */
export const ENDED = "runs_ended_";

/** What became of runs at a time; amounts may be negative, where something is undone. */
export interface RunChange {
  /** Kind of the automation. */
  readonly kind: string;
  /** Shop time. */
  readonly at: Date;
  readonly started?: number;
  readonly ended?: { readonly reason: string; readonly count: number } | undefined;
}

function figuresOf(change: RunChange, timeZone: string): Figure[] {
  const { kind: origin, at, started = 0, ended } = change;
  const figure = { at, timeZone, origin };
  return [
    ...(started === 0 ? [] : [{ ...figure, metric: STARTED, amount: BigInt(started) } as const]),
    ...(ended && ended.reason !== "completed"
      ? [{ ...figure, metric: `${ENDED}${ended.reason}`, amount: BigInt(ended.count) } as const]
      : []),
  ];
}

/** Adds to the day's figures of automations, in the transaction that changes their runs. */
export async function countRuns(tx: Transaction, changes: readonly RunChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { timeZone } = await shopIn(tx);
  await addFigures(
    tx,
    changes.flatMap((change) => figuresOf(change, timeZone)),
  );
}
