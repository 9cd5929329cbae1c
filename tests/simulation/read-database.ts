import type { Sql } from "#app/platform/database/index.ts";

/** A row of any table, as text. */
export interface StoredRow {
  readonly table: string;
  /** Undefined in a system table. */
  readonly shopId: string | undefined;
  readonly text: string;
}

const TABLES = `
  SELECT t.table_name AS name, EXISTS (
    SELECT 1 FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.table_name = t.table_name AND c.column_name = 'shop_id'
  ) AS tenant
  FROM information_schema.tables t
  WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1`;

/** Every row of every table of ours. */
export async function readDatabase(sql: Sql): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for (const { name, tenant } of await sql<{ name: string; tenant: boolean }>(TABLES)) {
    const shop = tenant ? "t.shop_id::text" : "NULL";
    const found = await sql<{ shop: string | null; text: string }>(
      `SELECT ${shop} AS shop, row_to_json(t)::text AS text FROM "${name}" t`,
    );
    for (const { shop: shopId, text } of found) rows.push({ table: name, shopId: shopId ?? undefined, text });
  }
  return rows;
}
