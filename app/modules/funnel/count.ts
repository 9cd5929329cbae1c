import { addFigures, type Figure } from "#app/modules/figures/index.ts";
import type { SqlTransaction } from "#app/platform/database/index.ts";
import { COUNT_CARTS, LOCK_CARTS, LOCK_CARTS_OF } from "./funnel.sql.ts";
import type { CartStage } from "./stages.ts";

interface Moved {
  /** The shop's date, as YYYY-MM-DD. */
  readonly day: string;
  readonly stage: CartStage;
  readonly carts: number;
}

async function count(tx: SqlTransaction, locked: readonly { readonly id: string }[]): Promise<void> {
  if (locked.length === 0) return;
  const moved = await tx.sql<Moved>(COUNT_CARTS, [tx.shopId, locked.map(({ id }) => id)]);
  await addFigures(
    tx,
    moved.map(
      ({ day, stage, carts }): Figure => ({
        metric: `carts_${stage}`,
        at: new Date(`${day}T00:00:00.000Z`),
        timeZone: "UTC",
        amount: BigInt(carts),
      }),
    ),
  );
}

/** Something was learnt of these carts: their stage, and with it the day's figures, follow. */
export async function countCarts(tx: SqlTransaction, tokens: readonly string[]): Promise<void> {
  if (tokens.length > 0) await count(tx, await tx.sql(LOCK_CARTS, [tx.shopId, [...new Set(tokens)]]));
}

/** A person said yes or stop: what that means for their carts. */
export async function countCartsOf(tx: SqlTransaction, contactId: string): Promise<void> {
  await count(tx, await tx.sql(LOCK_CARTS_OF, [tx.shopId, contactId]));
}

const OF_CART = "checkout:";

/**
 * Does what may change whether somebody was written to about these subjects, and counts their carts anew. The carts are
 * held first: an order, which takes back what waits, comes to the messages by way of the cart, too.
 */
export async function countingCarts<T>(
  tx: SqlTransaction,
  subjects: readonly (string | null)[],
  work: () => Promise<T>,
): Promise<T> {
  const tokens = subjects.flatMap((one) => (one?.startsWith(OF_CART) ? [one.slice(OF_CART.length)] : []));
  const locked =
    tokens.length === 0 ? [] : await tx.sql<{ id: string }>(LOCK_CARTS, [tx.shopId, [...new Set(tokens)]]);
  const result = await work();
  await count(tx, locked);
  return result;
}
