/** One thing that came or went: an API call that the app made, or a webhook that the sandbox delivered. */
export interface LedgerEntry {
  readonly id: number;
  /** Machine time, ISO 8601. */
  readonly at: string;
  /** Shop time, ISO 8601. */
  readonly shopTime: string;
  readonly system: "shopify" | "meta" | "sandbox";
  /** `call`: the app called us. `webhook`: we called the app. `note`: something happened inside. */
  readonly kind: "call" | "webhook" | "note";
  /** Short name: `admin.graphql ordersByToken`, `token.refresh`, `messages.send`, `webhook orders/create`. */
  readonly name: string;
  readonly shop?: string;
  readonly status?: number;
  readonly request?: unknown;
  readonly response?: unknown;
  /** How often this webhook had been tried before. */
  readonly attempt?: number;
}

/** Everything that crossed the sandbox's border, oldest first, bounded. */
export class Ledger {
  #entries: LedgerEntry[] = [];
  #next = 1;
  readonly #limit: number;
  readonly #shopNow: () => Date;

  constructor(shopNow: () => Date, limit = 200_000) {
    this.#shopNow = shopNow;
    this.#limit = limit;
  }

  add(entry: Omit<LedgerEntry, "id" | "at" | "shopTime">): LedgerEntry {
    const full: LedgerEntry = {
      id: this.#next++,
      at: new Date().toISOString(),
      shopTime: this.#shopNow().toISOString(),
      ...entry,
    };
    this.#entries.push(full);
    // Taken off in larger pieces: moving a long list at each entry would cost more than the entry.
    const tooMany = this.#entries.length - this.#limit;
    if (tooMany > this.#limit / 10) this.#entries.splice(0, tooMany);
    return full;
  }

  list(
    filter: { system?: string; kind?: string; name?: string; after?: number; limit?: number } = {},
  ): LedgerEntry[] {
    const matching = this.#entries.filter(
      (entry) =>
        (filter.system === undefined || entry.system === filter.system) &&
        (filter.kind === undefined || entry.kind === filter.kind) &&
        (filter.name === undefined || entry.name.includes(filter.name)) &&
        (filter.after === undefined || entry.id > filter.after),
    );
    return filter.limit === undefined ? matching : matching.slice(-filter.limit);
  }

  reset(): void {
    this.#entries = [];
  }
}
