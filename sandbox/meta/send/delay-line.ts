import type { Activity } from "#sandbox/kernel/activity.ts";

/** Hands on what is put in after a constant wait of machine time, in order, with one timer for all of it. */
export class DelayLine<T> {
  readonly #delayMs: () => number;
  readonly #handOn: (item: T) => void;
  readonly #activity: Activity;
  #items: { readonly due: number; readonly item: T }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(activity: Activity, delayMs: () => number, handOn: (item: T) => void) {
    this.#activity = activity;
    this.#delayMs = delayMs;
    this.#handOn = handOn;
  }

  put(item: T): void {
    this.#activity.begin();
    this.#items.push({ due: Date.now() + this.#delayMs(), item });
    this.#timer ??= setTimeout(() => this.#handOnDue(), this.#delayMs());
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const _ of this.#items.splice(0)) this.#activity.end();
  }

  #handOnDue(): void {
    this.#timer = undefined;
    const now = Date.now();
    const waiting = this.#items.findIndex(({ due }) => due > now);
    const due = this.#items.splice(0, waiting === -1 ? this.#items.length : waiting);
    for (const { item } of due) {
      this.#handOn(item);
      this.#activity.end();
    }
    const [next] = this.#items;
    if (next) this.#timer ??= setTimeout(() => this.#handOnDue(), Math.max(1, next.due - now));
  }
}
