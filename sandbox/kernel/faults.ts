/** A scripted misbehaviour for the next `times` calls (or webhooks) whose name contains `match`. */
export interface Fault {
  /** Part of the ledger name of a call or webhook: `messages.send`, `token.refresh`, `webhook orders/create`. */
  readonly match: string;
  times: number;
  /** Answer with this HTTP status instead of doing the work. */
  readonly status?: number;
  /** Body for `status`; for Meta, `code` makes a Graph error body. */
  readonly body?: unknown;
  readonly code?: number;
  /** Wait so long (machine time) before going on. */
  readonly delayMs?: number;
  /** Cut the connection: `before` the work is done, or `after` it was done but before the answer. */
  readonly drop?: "before" | "after";
  /** For webhooks: deliver it so many more times. */
  readonly duplicate?: number;
  /** For webhooks: hold it back and deliver it after the next one. */
  readonly reorder?: boolean;
}

export class Faults {
  #list: Fault[] = [];

  add(fault: Fault): void {
    this.#list.push({ ...fault });
  }

  list(): readonly Fault[] {
    return this.#list;
  }

  clear(): void {
    this.#list = [];
  }

  /** The first fault that fits this name, used up by one. */
  take(name: string): Fault | undefined {
    const fault = this.#list.find((candidate) => candidate.times > 0 && name.includes(candidate.match));
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) this.#list = this.#list.filter((candidate) => candidate !== fault);
    return fault;
  }
}
