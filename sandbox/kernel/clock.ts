/**
 * The world's clock: what people in the sandbox call "now". It can only be moved forward.
 * Signatures, token lifetimes and HTTP retries do not use it: those follow the machine's clock.
 */
export class SandboxClock {
  #offsetMs = 0;

  /** Shop time. */
  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Moves shop time forward by so many milliseconds; a negative move is refused. */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError("the clock only moves forward");
    this.#offsetMs += ms;
  }

  reset(): void {
    this.#offsetMs = 0;
  }
}
