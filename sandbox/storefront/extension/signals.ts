/** What an extension reads: a current value, and news of its changes. */
export interface SignalLike<Value> {
  value: Value;
  subscribe(listener: (value: Value) => void): () => void;
}

/** A constructor of signals; an extension may bring Preact's, so that its components follow by themselves. */
export type SignalClass = new <Value>(value: Value) => SignalLike<Value>;

/** The signal that stands in until an extension brings its own. */
export class PlainSignal<Value> implements SignalLike<Value> {
  #value: Value;
  readonly #listeners = new Set<(value: Value) => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  set value(next: Value) {
    if (Object.is(next, this.#value)) return;
    this.#value = next;
    for (const listener of this.#listeners) listener(next);
  }

  subscribe(listener: (value: Value) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/**
 * Signals over one state: each shows what `read` takes out of it. `use` puts signals of another class in their place,
 * which is what `shopify.setSignals` does.
 */
export class Signals<State> {
  #state: State;
  #class: SignalClass = PlainSignal;
  readonly #replacers: (() => void)[] = [];
  readonly #updaters: (() => void)[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  /** Defines `holder[name]` as a signal of what `read` gives. */
  define<Holder extends object, Value>(holder: Holder, name: string, read: (state: State) => Value): void {
    let signal = new this.#class(read(this.#state));
    let shown = JSON.stringify(signal.value);
    Object.defineProperty(holder, name, { enumerable: true, get: () => signal });
    this.#replacers.push(() => {
      signal = new this.#class(signal.value);
    });
    this.#updaters.push(() => {
      const next = read(this.#state);
      const text = JSON.stringify(next);
      if (text === shown) return;
      shown = text;
      signal.value = next;
    });
  }

  use(signalClass: SignalClass): void {
    this.#class = signalClass;
    for (const replace of this.#replacers) replace();
  }

  update(change: (state: State) => State): void {
    this.#state = change(this.#state);
    for (const update of this.#updaters) update();
  }
}
