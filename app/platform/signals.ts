/** What can wake a loop of this process at once; each loop also looks by itself every second. */
export type Signal = "inbox" | "due" | "dispatch";

export interface Signals {
  raise(signal: Signal): void;
  on(signal: Signal, listener: () => void): () => void;
}

export function createSignals(): Signals {
  const listeners = new Map<Signal, Set<() => void>>();
  return {
    raise(signal) {
      for (const listener of listeners.get(signal) ?? []) listener();
    },
    on(signal, listener) {
      const set = listeners.get(signal) ?? new Set();
      set.add(listener);
      listeners.set(signal, set);
      return () => set.delete(listener);
    },
  };
}
