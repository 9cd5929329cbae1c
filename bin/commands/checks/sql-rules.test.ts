import { parse } from "libpg-query";
import { describe, expect, it } from "vitest";
import { type Statement, violationsOf } from "./sql-rules.ts";

async function check(sql: string): Promise<string[]> {
  const { stmts } = (await parse(sql)) as { stmts: { stmt: Statement }[] };
  return stmts.flatMap(({ stmt }) => violationsOf(stmt, new Set(["lease"])));
}

describe("the rules of the data", () => {
  it("accepts a tenant's table", async () => {
    expect(await check('CREATE TABLE a ("shop_id" UUID, "id" UUID, PRIMARY KEY ("shop_id", "id"))')).toEqual(
      [],
    );
  });

  it("leaves system tables alone", async () => {
    expect(await check("CREATE TABLE lease (name TEXT PRIMARY KEY)")).toEqual([]);
  });

  it.each([
    [
      "a table that does not begin with the shop",
      "CREATE TABLE a (id UUID, shop_id UUID, PRIMARY KEY (shop_id, id))",
    ],
    ["a key without the shop", "CREATE TABLE a (shop_id UUID, id UUID, PRIMARY KEY (id))"],
    ["a table without a key", "CREATE TABLE a (shop_id UUID, id UUID)"],
    ["a sequence", "CREATE TABLE a (shop_id UUID, id SERIAL, PRIMARY KEY (shop_id, id))"],
    ["a unique index without the shop", "CREATE UNIQUE INDEX k ON a (token)"],
    ["an enum", "CREATE TYPE state AS ENUM ('a')"],
    [
      "a foreign key that clears columns",
      "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (shop_id, x) REFERENCES b (shop_id, id) ON DELETE SET NULL",
    ],
    ["a foreign key without the shop", "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES b (id)"],
    ["the database's clock in an update", "UPDATE a SET x = now() WHERE shop_id = $1"],
    ["CURRENT_TIMESTAMP in an update", "UPDATE a SET x = CURRENT_TIMESTAMP WHERE shop_id = $1"],
    ["chance in an upsert", "INSERT INTO a (x) VALUES ($1) ON CONFLICT (x) DO UPDATE SET x = random()"],
  ])("refuses %s", async (_what, sql) => {
    expect(await check(sql)).not.toEqual([]);
  });
});
