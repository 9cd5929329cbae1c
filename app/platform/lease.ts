import type { Clock } from "./clock.ts";
import { plus } from "./clock.ts";
import type { Database } from "./database/index.ts";

/** Held by one owner until it expires. `token` grows with every new owner, so that late writes can be refused. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly token: bigint;
}

const TAKE = `
  INSERT INTO lease (name, owner, token, expires_at) VALUES ($1, $2, 1, $3)
  ON CONFLICT (name) DO UPDATE
    SET owner = excluded.owner, token = lease.token + 1, expires_at = excluded.expires_at
    WHERE lease.expires_at <= $4
  RETURNING token`;

const KEEP = `UPDATE lease SET expires_at = $4 WHERE name = $1 AND owner = $2 AND token = $3 RETURNING token`;

const GIVE_UP = `UPDATE lease SET expires_at = $4 WHERE name = $1 AND owner = $2 AND token = $3`;

/** Takes a lease if nobody holds it. Times are system time. */
export async function takeLease(
  database: Pick<Database, "sql">,
  clock: Clock,
  name: string,
  owner: string,
  ttlMs: number,
): Promise<Lease | undefined> {
  const now = clock.now();
  const [row] = await database.sql<{ token: bigint }>(TAKE, [name, owner, plus(now, ttlMs), now]);
  return row && { name, owner, token: row.token };
}

/** Prolongs a lease; false when somebody else has it by now. */
export async function keepLease(
  database: Pick<Database, "sql">,
  clock: Clock,
  lease: Lease,
  ttlMs: number,
): Promise<boolean> {
  const rows = await database.sql(KEEP, [lease.name, lease.owner, lease.token, plus(clock.now(), ttlMs)]);
  return rows.length > 0;
}

/** Lets go at once. */
export async function giveUpLease(
  database: Pick<Database, "sql">,
  clock: Clock,
  lease: Lease,
): Promise<void> {
  await database.sql(GIVE_UP, [lease.name, lease.owner, lease.token, clock.now()]);
}
