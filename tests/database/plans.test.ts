import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { systemTables } from "#app/platform/database/system-tables.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { type Container, createContainer } from "#server/services.ts";
import { seedLedger } from "#tests/large-ledger.ts";
import { merchantIn, type Sample, SCREEN_READS, samplesOf } from "#tests/screen-reads.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { onPostgresStore } from "./harness.ts";

/**
 * Every statement that a screen's loader sends is planned by PostgreSQL, with the values that it was sent with, on
 * tables that are large enough for it to choose. The shop that is looked at has more messages, events, runs and people
 * than a statement may look at; 19 others stand beside it.
 */

const LARGE = { messages: 60_000, contacts: 20_000 };
const OTHERS = 19;
const OTHER = { messages: 6_000, contacts: 500 };

/** A few rows in any shop, however large: to read the whole table can be the cheapest way. */
const SMALL = new Set([
  "shop",
  "phone_number",
  "template",
  "template_version",
  "automation",
  "problem",
  "shop_domain",
  "rate_card",
]);

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const everyNode = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(everyNode)];

/** A page of 51 rows from each of five stages and two states, or of 200 people, and what a walk looks at. */
const MOST_SORTED = 2_000;
const MOST_LOOKED_AT = 12_000;

function faultsIn(nodes: readonly Plan[]): string[] {
  return nodes.flatMap((node) => {
    const kind = node["Node Type"];
    const table = node["Relation Name"] ?? "";
    const found: string[] = [];
    if (kind === "Seq Scan" && !SMALL.has(table)) found.push(`reads all of ${table}`);
    const sorted = (node.Plans ?? []).map((below) => below["Actual Rows"]);
    if (/Sort/.test(kind) && Math.max(0, ...sorted) > MOST_SORTED)
      found.push(`sorts ${Math.max(...sorted)} rows`);
    const looked = (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
    if (looked > MOST_LOOKED_AT) found.push(`${kind} looks at ${looked} rows ${table}`);
    return found;
  });
}

/** Records what is sent to PostgreSQL meanwhile, by Prisma and by ourselves. */
async function statementsDuring(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown];
    const text = typeof first === "string" ? first : first.text;
    const given = typeof first === "string" ? second : first.values;
    if (/^\s*(SELECT|WITH)/i.test(text)) sent.push({ text, values: Array.isArray(given) ? given : [] });
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}

onPostgresStore("what screens read", (address) => {
  let container: Container;
  let shopId: ShopId;
  let sample: Sample;

  beforeAll(async () => {
    container = await createContainer(testEnv(address));
    const { services, database } = container;
    const now = services.shopTime.now();
    for (let index = 0; index <= OTHERS; index += 1) {
      const size = index < OTHERS ? OTHER : LARGE;
      shopId = await shopIdOf(services, `shop-${newId()}.myshopify.com`);
      await database.transaction(shopId, async (tx) => {
        await tx.sql("SET LOCAL session_replication_role = replica");
        await seedLedger(tx.sql, shopId, { ...size, now });
      });
    }
    await database.sql("VACUUM ANALYZE");
    const [first] = await samplesOf(services, shopId, 1, () => 0.5);
    if (!first) throw new Error("the shop was not seeded");
    sample = first;
  }, 120_000);
  afterAll(() => container.close());

  async function plansOf({ text, values }: Statement): Promise<Plan[]> {
    const explained = await container.database.opened.query(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      values,
    );
    const [row] = explained.rows as { "QUERY PLAN": { Plan: Plan }[] }[];
    return everyNode(row?.["QUERY PLAN"][0]?.Plan ?? expect.fail("no plan"));
  }

  describe.each(SCREEN_READS)("$name", ({ read }) => {
    it("reads no large table as a whole, and looks at no more than what a page is chosen from", async () => {
      const merchant = await merchantIn(container.services, shopId);
      const statements = await statementsDuring(() => read(merchant, sample));
      expect(statements.length).toBeGreaterThan(0);
      const faults: string[] = [];
      for (const statement of statements) {
        const found = faultsIn(await plansOf(statement));
        faults.push(...found.map((fault) => `${fault}: ${statement.text.slice(0, 600)}`));
      }
      expect(faults, faults.join("\n")).toEqual([]);
    });
  });

  it("knows every table that it excuses", async () => {
    const tables = await container.database.sql<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    );
    const known = new Set([...tables.map(({ name }) => name), ...systemTables]);
    expect([...SMALL].filter((name) => !known.has(name))).toEqual([]);
  });
});
