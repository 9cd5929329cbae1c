import { DAY, plus, SECOND } from "#app/platform/clock.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { MESSAGING_LIMITS } from "#contracts/meta/messaging-limits.ts";
import { KNOWN_PEOPLE, PEOPLE_OF_TODAY, USED_ALLOWANCE } from "./allowance.sql.ts";

/** @returns Infinity where there is no limit, or Meta has not told it */
export function limitOf(tier: string | null): number {
  return MESSAGING_LIMITS[tier ?? ""] ?? Number.POSITIVE_INFINITY;
}

/** People of a portfolio who were written to first in the last 24 hours, and when the first of them leaves the count. */
export async function usedAllowance(
  { database }: Pick<PlatformServices, "database">,
  portfolioId: string,
  now: Date,
): Promise<{ readonly used: number; readonly peak: number; readonly freesAt: Date | undefined }> {
  const [row] = await database.sql<{ used: bigint; peak: number; first: Date | null }>(USED_ALLOWANCE, [
    portfolioId,
    plus(now, -DAY),
    plus(now, -7 * DAY),
  ]);
  return {
    used: Number(row?.used ?? 0n),
    peak: row?.peak ?? 0,
    freesAt: row?.first ? plus(row.first, DAY) : undefined,
  };
}

/** A part of the allowance is kept for orders and carts: a fifth, or half more than their best day of a week. */
const KEPT_SHARE = 0.2;
const KEPT_OF_PEAK = 1.5;

export interface Allowance {
  readonly limit: number;
  /** Different people written to in the last 24 hours. */
  readonly used: number;
  /** Most people whom orders and carts wrote to on one of the last seven days. */
  readonly peak: number;
}

/** How many people are kept for orders and carts. */
export function keptOf({ limit, peak }: Pick<Allowance, "limit" | "peak">): number {
  return Math.ceil(Math.max(limit * KEPT_SHARE, peak * KEPT_OF_PEAK));
}

/** How many more people a message of this purpose may be sent to. */
export function roomFor(purpose: string, { limit, used, peak }: Allowance): number {
  const kept = purpose === "broadcast" ? keptOf({ limit, peak }) : 0;
  return Math.max(0, Math.floor(limit - kept - used));
}

/** A person in a portfolio's count: nobody needs to know there who it is. */
const keyOf = (recipient: string) => sha256Hex(recipient).slice(0, 32);

/** The portfolio that a lane's number belongs to. */
export interface Portfolio {
  readonly id: string;
  readonly limit: number;
}

interface Asked {
  readonly id: string;
  readonly recipient: string;
  readonly purpose: string;
  /** Whether the person's service window is closed. */
  readonly outside: boolean;
}

/** How old the count may be; what this lane has sent since is added to it. */
const COUNT_AGAIN_MS = 2 * SECOND;

/** A portfolio's count as one lane sees it. */
export class AllowanceWatch {
  readonly #services: Pick<PlatformServices, "database" | "shopTime" | "systemTime">;
  readonly #portfolio: Portfolio;
  #allowance: Allowance | undefined;
  #freesAt: Date | undefined;
  #countedAt = 0;

  constructor(
    services: Pick<PlatformServices, "database" | "shopTime" | "systemTime">,
    portfolio: Portfolio,
  ) {
    this.#services = services;
    this.#portfolio = portfolio;
  }

  /**
   * Takes places for these messages, in their order.
   * @returns for those that find none, when one becomes free; shop time
   */
  async take(messages: readonly Asked[]): Promise<Map<string, Date>> {
    const waiting = new Map<string, Date>();
    const outside = messages.filter((message) => message.outside);
    if (!Number.isFinite(this.#portfolio.limit) || outside.length === 0) return waiting;
    const now = this.#services.shopTime.now();
    const since = plus(now, -DAY);
    const keys = [...new Set(outside.map(({ recipient }) => keyOf(recipient)))];
    const rows = await this.#services.database.sql<{ person: string }>(KNOWN_PEOPLE, [
      this.#portfolio.id,
      since,
      keys,
    ]);
    const known = new Set(rows.map(({ person }) => person));
    let allowance = await this.#count(now);
    const taken = new Map<string, boolean>();
    for (const { id, recipient, purpose } of outside) {
      const key = keyOf(recipient);
      if (!known.has(key)) {
        if (roomFor(purpose, allowance) === 0) {
          waiting.set(id, this.#freesAt ?? plus(now, DAY));
          continue;
        }
        known.add(key);
        allowance = { ...allowance, used: allowance.used + 1 };
        taken.set(key, purpose !== "broadcast");
      } else if (!taken.has(key)) taken.set(key, false);
    }
    this.#allowance = allowance;
    await this.#services.database.sql(PEOPLE_OF_TODAY, [
      this.#portfolio.id,
      now,
      [...taken.keys()],
      [...taken.values()].filter((own) => own).length,
    ]);
    return waiting;
  }

  async #count(now: Date): Promise<Allowance> {
    const at = this.#services.systemTime.now().getTime();
    if (this.#allowance && at - this.#countedAt < COUNT_AGAIN_MS) return this.#allowance;
    const { id, limit } = this.#portfolio;
    const { used, peak, freesAt } = await usedAllowance(this.#services, id, now);
    this.#countedAt = at;
    this.#freesAt = freesAt;
    this.#allowance = { limit, used, peak };
    return this.#allowance;
  }
}
