import type { Sql } from "./database/index.ts";
import type { ShopId } from "./ids.ts";

/** Kinds of work that becomes due at a shop time. */
export type DueKind =
  | "enrolment"
  | "message"
  | "alert"
  | "media"
  | "budget"
  | "access"
  | "week"
  | "health"
  | "texts";

const MARK = `
  INSERT INTO due_shop (kind, shop_id, due_at, version) VALUES ($1, $2, $3, 1)
  ON CONFLICT (kind, shop_id) DO UPDATE
    SET due_at = LEAST(due_shop.due_at, excluded.due_at), version = due_shop.version + 1`;

const READY = `
  SELECT shop_id AS "shopId", due_at AS "dueAt", version FROM due_shop
  WHERE kind = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3`;

const CONSUME = `DELETE FROM due_shop WHERE kind = $1 AND shop_id = $2 AND version = $3 RETURNING shop_id`;

/** A shop that has something due. */
export interface DueHint {
  readonly shopId: ShopId;
  readonly version: bigint;
}

/** Says that a shop has work of this kind at that shop time. Call it in the transaction that makes the work. */
export async function markDue(sql: Sql, kind: DueKind, shopId: ShopId, dueAt: Date): Promise<void> {
  await sql(MARK, [kind, shopId, dueAt]);
}

/** Shops with work that is due by now (shop time), the longest waiting first. */
export function readyShops(sql: Sql, kind: DueKind, now: Date, limit = 100): Promise<DueHint[]> {
  return sql<DueHint>(READY, [kind, now, limit]);
}

/** Takes a hint before its work is drained, so that news that come meanwhile make a new one. */
export async function consumeHint(sql: Sql, kind: DueKind, hint: DueHint): Promise<boolean> {
  return (await sql(CONSUME, [kind, hint.shopId, hint.version])).length > 0;
}
