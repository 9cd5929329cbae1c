/** A refusal that the next messages meet. */
export interface ScriptedFailure {
  readonly code: number;
  times: number;
  /** In the answer to the call, or as a `failed` status after it was accepted. */
  readonly how: "answer" | "status";
}

/** What can be scripted about the way Meta behaves. Milliseconds are the machine's. */
export interface Behaviour {
  /** Between a template's submission and the decision about it. */
  reviewDelayMs: number;
  /** Between a message's acceptance and its `sent`, and on to its `delivered`. */
  sentAfterMs: number;
  deliveredAfterMs: number;
  /** Accepted templates answer `held_for_quality_assessment` and wait for their release. */
  hold: boolean;
  /** Free-form outside the window: refused in the answer, or (as Meta does) by a `failed` status. */
  windowClosed: "answer" | "status";
  failures: ScriptedFailure[];
  /** Changes in one delivery, at most 1,000. */
  batchSize: number;
  /** How long changes gather before a delivery goes out. */
  flushAfterMs: number;
  /** Each delivery comes so many times more. */
  duplicates: number;
  /** Changes of a delivery come in reverse, and deliveries may overtake each other. */
  shuffle: boolean;
  /** Wait before the first repetition of a refused delivery; it doubles up to 30 s. */
  retryAfterMs: number;
}

export function usualBehaviour(): Behaviour {
  return {
    reviewDelayMs: 2_000,
    sentAfterMs: 40,
    deliveredAfterMs: 120,
    hold: false,
    windowClosed: "status",
    failures: [],
    batchSize: 50,
    flushAfterMs: 15,
    duplicates: 0,
    shuffle: false,
    retryAfterMs: 1_000,
  };
}

/** The code that the next message fails with in this way, used up by one. */
export function takeFailure(behaviour: Behaviour, how: ScriptedFailure["how"]): number | undefined {
  const failure = behaviour.failures.find((one) => one.how === how && one.times > 0);
  if (!failure) return undefined;
  failure.times -= 1;
  if (failure.times === 0) behaviour.failures = behaviour.failures.filter((one) => one !== failure);
  return failure.code;
}
