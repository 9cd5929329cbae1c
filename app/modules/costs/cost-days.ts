import { localDay } from "#app/modules/figures/index.ts";
import type { SqlTransaction } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { ADD_COSTS, COSTS_BETWEEN } from "./cost-days.sql.ts";
import { firstOfMonth } from "./month.ts";

/** A delivered message that Meta has priced. */
export interface Charge {
  /** ISO 3166. */
  readonly countryCode: string | null;
  /** Meta's category. */
  readonly category: string;
  readonly currency: string;
  /** Millionths of `currency`; null where no price is known. */
  readonly micros: bigint | null;
  /** When it was delivered. */
  readonly at: Date;
}

interface Sum {
  readonly day: string;
  readonly countryCode: string;
  readonly category: string;
  readonly currency: string;
  messages: bigint;
  free: bigint;
  unpriced: bigint;
  amount: bigint;
}

/** Adds to the days' costs, in the transaction of what is charged. @param timeZone of the shop */
export async function addCosts(
  tx: SqlTransaction,
  charges: readonly Charge[],
  timeZone: string,
): Promise<void> {
  const sums = new Map<string, Sum>();
  for (const { countryCode, category, currency, micros, at } of charges) {
    const day = localDay(at, timeZone).toISOString().slice(0, 10);
    const key = [day, countryCode, category, currency].join(" ");
    const sum = sums.get(key) ?? {
      day,
      countryCode: countryCode ?? "",
      category,
      currency,
      messages: 0n,
      free: 0n,
      unpriced: 0n,
      amount: 0n,
    };
    sum.messages += 1n;
    if (micros === 0n) sum.free += 1n;
    if (micros === null) sum.unpriced += 1n;
    sum.amount += micros ?? 0n;
    sums.set(key, sum);
  }
  const rows = [...sums.values()];
  if (rows.length === 0) return;
  const column = <K extends keyof Sum>(name: K) => rows.map((row) => row[name]);
  await tx.sql(ADD_COSTS, [
    tx.shopId,
    rows.map(() => newId()),
    column("day"),
    column("countryCode"),
    column("category"),
    column("currency"),
    column("messages"),
    column("free"),
    column("unpriced"),
    column("amount"),
  ]);
}

/** What messages of one kind to one country cost. */
export interface CostLine {
  /** ISO 3166, empty where it is not known. */
  readonly countryCode: string;
  /** Meta's category. */
  readonly category: string;
  readonly currency: string;
  readonly messages: bigint;
  readonly free: bigint;
  readonly unpriced: bigint;
  readonly amount: bigint;
}

/** The calendar month so far, in the shop's zone; the dearest first. @param now shop time */
export async function monthToDate(
  services: Pick<PlatformServices, "database">,
  shop: { readonly id: ShopId; readonly timeZone: string },
  now: Date,
): Promise<CostLine[]> {
  const today = localDay(now, shop.timeZone);
  const lines = await services.database.sql<CostLine>(COSTS_BETWEEN, [shop.id, firstOfMonth(today), today]);
  return lines.sort(
    (left, right) =>
      Number(right.amount - left.amount) ||
      Number(right.messages - left.messages) ||
      `${left.countryCode} ${left.category}`.localeCompare(`${right.countryCode} ${right.category}`),
  );
}
