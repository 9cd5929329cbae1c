import type { PrismaClient } from "../../generated/prisma/client.ts";
import type { ShopId } from "../ids.ts";
import type { PreparedStatement } from "./prepared.ts";
import type { ShopClient } from "./shop-client.ts";
import type { SystemModel } from "./system-tables.ts";

export { Prisma } from "../../generated/prisma/client.ts";
export { type PreparedStatement, prepared, textOf } from "./prepared.ts";
export type { ShopClient } from "./shop-client.ts";

/** Prisma's delegates of the system tables alone. */
export type SystemClient = Pick<PrismaClient, SystemModel>;

/** Runs one statement and gives its rows: int8 as bigint, timestamptz as Date, jsonb parsed. */
export type Sql = <Row = Record<string, unknown>>(
  statement: string | PreparedStatement,
  parameters?: readonly unknown[],
) => Promise<Row[]>;

/** Enqueues background work, in the transaction that makes it necessary. */
export interface JobQueue {
  /** @param singletonKey at most one job with this name and key waits at a time */
  send(name: string, payload: object, singletonKey?: string): Promise<void>;
}

/** One transaction of one shop. No HTTP and no waiting inside. */
export interface Transaction {
  readonly shopId: ShopId;
  readonly db: ShopClient;
  readonly system: SystemClient;
  readonly sql: Sql;
  readonly jobs: JobQueue;
}

/** A transaction of statements alone, without Prisma's client: for those that carry the load. */
export type SqlTransaction = Pick<Transaction, "shopId" | "sql">;

/** The one store. Made once per process, in server/. */
export interface Database {
  readonly kind: "embedded" | "postgres";
  /** Prisma's client, every read and write of which is bound to this shop. */
  shop(shopId: ShopId): ShopClient;
  readonly system: SystemClient;
  /** Outside of a transaction, straight on the driver. */
  readonly sql: Sql;
  /** Retries 40P01 and 40001; on the embedded database transactions queue. `work` may run more than once. */
  transaction<T>(shopId: ShopId, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** As `transaction`, straight on the driver. */
  sqlTransaction<T>(shopId: ShopId, work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
export { TextArray } from "./text-array.ts";
