import { PgBoss } from "pg-boss";
import { PrismaClient } from "../../generated/prisma/client.ts";
import type { ShopId } from "../ids.ts";
import type { Database, JobQueue, Sql, SystemClient, Transaction } from "./index.ts";
import { type PreparedStatement, textOf } from "./prepared.ts";
import { type ShopClient, shopExtension } from "./shop-client.ts";

type Query<Statement = string | PreparedStatement> = (
  statement: Statement,
  values?: readonly unknown[],
) => Promise<{ rows: unknown[] }>;
type PrismaOptions = NonNullable<ConstructorParameters<typeof PrismaClient>[0]>;

/** One opened store, before Prisma and the job queue are put on top. */
export interface OpenedDatabase {
  readonly kind: Database["kind"];
  readonly adapter: Extract<PrismaOptions, { adapter: unknown }>["adapter"];
  /** Without values the text may hold several statements. */
  readonly query: Query;
  /** Lends one connection, for what needs a session: migrations under an advisory lock. */
  oneConnection<T>(work: (query: Query<string>) => Promise<T>): Promise<T>;
  /** Committed when `work` resolves, rolled back when it throws. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The store with what only the process itself may use. */
export interface ProcessDatabase extends Database {
  readonly boss: PgBoss;
  readonly opened: OpenedDatabase;
}

const TRANSACTION_LIMITS = { maxWait: 30_000, timeout: 30_000 };
const ATTEMPTS = 6;
/** Deadlock and serialization failure, as PostgreSQL and as Prisma name them. */
const RETRYABLE = /40P01|40001|P2034|could not serialize|deadlock detected/;

function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return RETRYABLE.test(code) || RETRYABLE.test(error.message);
}

/** Transactions one after another, for a store with a single connection. */
function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

function jobsOn(boss: PgBoss, sql: Sql): JobQueue {
  return {
    async send(name, payload, singletonKey) {
      const db = {
        executeSql: async (text: string, values?: unknown[]) => ({ rows: await sql(text, values ?? []) }),
      };
      await boss.send(name, payload, { db, ...(singletonKey === undefined ? {} : { singletonKey }) });
    },
  };
}

/** Puts Prisma, the tenant's binding, transactions and the job queue on an opened store. */
export function createDatabase(opened: OpenedDatabase): ProcessDatabase {
  const prisma = new PrismaClient({ adapter: opened.adapter, transactionOptions: TRANSACTION_LIMITS });
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => opened.query(text, values) },
    schema: "pgboss",
    supervise: opened.kind === "postgres",
  });
  // Its loops try again by themselves; without a listener a lost connection would end the process.
  boss.on("error", () => undefined);
  const perShop = new Map<ShopId, ReturnType<typeof bound>>();
  function bound(shopId: ShopId) {
    return prisma.$extends(shopExtension(shopId));
  }
  function clientOf(shopId: ShopId) {
    const known = perShop.get(shopId);
    if (known) return known;
    if (perShop.size > 1_000) perShop.clear();
    const client = bound(shopId);
    perShop.set(shopId, client);
    return client;
  }
  const queue = opened.kind === "embedded" ? inTurn() : <T>(work: () => Promise<T>) => work();

  async function once<T>(shopId: ShopId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return clientOf(shopId).$transaction(async (client) => {
      const sql: Sql = async <Row>(
        statement: string | PreparedStatement,
        parameters: readonly unknown[] = [],
      ) => (await client.$queryRawUnsafe(textOf(statement), ...parameters)) as Row[];
      return work({
        shopId,
        db: client as unknown as ShopClient,
        system: client as unknown as SystemClient,
        sql,
        jobs: jobsOn(boss, sql),
      });
    });
  }

  /** In turn on one connection; again after a deadlock or a serialization failure. */
  async function retried<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await queue(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  return {
    kind: opened.kind,
    boss,
    opened,
    system: prisma,
    shop: (shopId) => clientOf(shopId) as unknown as ShopClient,
    sql: async <Row>(statement: string | PreparedStatement, parameters: readonly unknown[] = []) =>
      (await opened.query(statement, parameters)).rows as Row[],
    transaction: (shopId, work) => retried(() => once(shopId, work)),
    sqlTransaction: (shopId, work) =>
      retried(() =>
        opened.transaction((query) => {
          const sql: Sql = async <Row>(
            statement: string | PreparedStatement,
            parameters: readonly unknown[] = [],
          ) => (await query(statement, parameters)).rows as Row[];
          return work({ shopId, sql });
        }),
      ),
    async close() {
      await boss.stop({ graceful: true, timeout: 10_000 }).catch(() => undefined);
      await prisma.$disconnect();
      await opened.close();
    },
  };
}
