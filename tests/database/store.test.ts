import { expect, it } from "vitest";
import { TextArray } from "#app/platform/database/index.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import { asShopId, newId } from "#app/platform/ids.ts";
import { giveUpLease, keepLease, takeLease } from "#app/platform/lease.ts";
import { applyMigrations, MigrationError } from "#prisma/apply.ts";
import { onBothDatabases } from "./harness.ts";

const clockAt = (iso: string) => ({ now: () => new Date(iso) });

onBothDatabases("the store", (database) => {
  const migrate = () =>
    applyMigrations({
      oneConnection: database.get().opened.oneConnection,
      folder: "prisma/migrations",
      now: () => new Date(),
    });

  it("applies each migration once", async () => {
    expect(await migrate()).toEqual([]);
  });

  it("refuses a database that a newer version has changed, and an applied file that was altered", async () => {
    const { sql } = database.get();
    await sql(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at) VALUES ($1, 'x', '9999_newer', $2, $2)",
      [newId(), new Date()],
    );
    await expect(migrate()).rejects.toThrow(MigrationError);
    await sql("DELETE FROM _prisma_migrations WHERE migration_name = '9999_newer'");
    const [row] = await sql<{ migration_name: string; checksum: string }>(
      "SELECT * FROM _prisma_migrations LIMIT 1",
    );
    const set = "UPDATE _prisma_migrations SET checksum = $1 WHERE migration_name = $2";
    await sql(set, ["altered", row?.migration_name]);
    await expect(migrate()).rejects.toThrow(/was changed after it had been applied/);
    await sql(set, [row?.checksum, row?.migration_name]);
    expect(await migrate()).toEqual([]);
  });

  it("keeps a moment as it was given, whatever the server's zone", async () => {
    const [row] = await database
      .get()
      .sql<{ zone: string; at: Date; text: string }>(
        "SELECT current_setting('TimeZone') AS zone, $1::timestamptz AS at, ($1::timestamptz)::text AS text",
        [new Date("2026-07-01T10:00:00.123Z")],
      );
    expect(row?.zone).toBe("UTC");
    expect(row?.at).toEqual(new Date("2026-07-01T10:00:00.123Z"));
    expect(row?.text).toBe("2026-07-01 10:00:00.123+00");
  });

  it("keeps nothing of a transaction of statements that fails, and goes on", async () => {
    const store = database.get();
    const shopId = asShopId(newId());
    const failing = store.sqlTransaction(shopId, async (tx) => {
      await markDue(tx.sql, "message", tx.shopId, new Date(0));
      throw new Error("in the middle");
    });
    await expect(failing).rejects.toThrow("in the middle");
    expect(await readyShops(store.sql, "message", new Date(1))).toEqual([]);
    expect(await store.sqlTransaction(shopId, (tx) => tx.sql("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
  });

  it("loses a transaction whose connection breaks, and not the process", async () => {
    const store = database.get();
    if (store.kind === "embedded") return;
    const shopId = asShopId(newId());
    const broken = store.sqlTransaction(shopId, async (tx) => {
      const [row] = await tx.sql<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await store.sql("SELECT pg_terminate_backend($1)", [row?.pid]);
      await tx.sql("SELECT 1");
    });
    await expect(broken).rejects.toThrow();
    expect(await store.sqlTransaction(shopId, (tx) => tx.sql("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
  });

  it("takes many texts as one parameter: none, nothing, quotes and signs of any script", async () => {
    const texts = ["", null, 'a "quoted" {list},', "è 李 🛒", "NULL"];
    const read = async (list: readonly (string | null)[]) => {
      const rows = await database
        .get()
        .sql<{ text: string | null }>("SELECT text FROM unnest($1::text[]) AS t (text)", [
          TextArray.from(list),
        ]);
      return rows.map(({ text }) => text);
    };
    expect(await read(texts)).toEqual(texts);
    expect(await read([null])).toEqual([null]);
    expect(await read([])).toEqual([]);
  });

  it("lends a lease to one owner at a time, and gives each owner a greater token", async () => {
    const store = database.get();
    const noon = clockAt("2026-11-23T12:00:00Z");
    const first = await takeLease(store, noon, "lane:1", "a", 10_000);
    expect(await takeLease(store, noon, "lane:1", "b", 10_000)).toBeUndefined();
    const later = clockAt("2026-11-23T12:00:11Z");
    const second = await takeLease(store, later, "lane:1", "b", 10_000);
    if (!first || !second) throw new Error("a free lease was refused");
    expect(second.token).toBeGreaterThan(first.token);
    expect(await keepLease(store, later, first, 10_000)).toBe(false);
    expect(await keepLease(store, later, second, 10_000)).toBe(true);
    await giveUpLease(store, later, second);
    expect(await takeLease(store, later, "lane:1", "c", 10_000)).toMatchObject({ owner: "c" });
  });

  it("lends a lease to one of many who ask at once", async () => {
    const store = database.get();
    const noon = clockAt("2026-11-23T12:00:00Z");
    const asked = Array.from({ length: 20 }, (_, index) =>
      takeLease(store, noon, "lane:2", `p${index}`, 10_000),
    );
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
  });

  it("remembers the earliest due time of a shop, and news that come while it is drained", async () => {
    const { sql } = database.get();
    const shopId = asShopId(newId());
    await markDue(sql, "message", shopId, new Date("2026-11-23T12:00:00Z"));
    await markDue(sql, "message", shopId, new Date("2026-11-23T11:00:00Z"));
    await markDue(sql, "message", shopId, new Date("2026-11-23T13:00:00Z"));
    expect(await readyShops(sql, "message", new Date("2026-11-23T10:59:59Z"))).toEqual([]);
    const [hint] = await readyShops(sql, "message", new Date("2026-11-23T11:00:00Z"));
    if (!hint) throw new Error("nothing was due");
    expect(hint.shopId).toBe(shopId);
    await markDue(sql, "message", shopId, new Date("2026-11-23T11:30:00Z"));
    expect(await consumeHint(sql, "message", hint)).toBe(false);
    const [again] = await readyShops(sql, "message", new Date("2026-11-23T12:00:00Z"));
    if (!again) throw new Error("the news were lost");
    expect(await consumeHint(sql, "message", again)).toBe(true);
    expect(await readyShops(sql, "message", new Date("2026-11-24T12:00:00Z"))).toEqual([]);
  });

  it("rolls everything back when a transaction fails, its job with it", async () => {
    const store = database.get();
    const shopId = asShopId(newId());
    const contact = { shopId, id: newId(), createdAt: new Date(), updatedAt: new Date() };
    const failing = store.transaction(shopId, async (tx) => {
      await tx.db.contact.create({ data: contact });
      throw new Error("half-way");
    });
    await expect(failing).rejects.toThrow("half-way");
    expect(await store.shop(shopId).contact.count({ where: { id: contact.id } })).toBe(0);
  });

  it("shows a shop nothing of another shop", async () => {
    const store = database.get();
    const [mine, theirs] = [asShopId(newId()), asShopId(newId())];
    const at = new Date();
    const id = newId();
    await store.shop(theirs).contact.create({ data: { shopId: theirs, id, createdAt: at, updatedAt: at } });
    expect(await store.shop(mine).contact.findMany({})).toEqual([]);
    expect(await store.shop(mine).contact.findFirst({ where: { id } })).toBeNull();
    expect(
      (await store.shop(mine).contact.updateMany({ where: { id }, data: { firstName: "x" } })).count,
    ).toBe(0);
    expect((await store.shop(mine).contact.deleteMany({})).count).toBe(0);
    expect(await store.shop(theirs).contact.count({})).toBe(1);
  });

  it("refuses a state that nobody knows", async () => {
    const store = database.get();
    const shopId = asShopId(newId());
    const at = new Date();
    const row = { shopId, id: newId(), reachability: "perhaps", createdAt: at, updatedAt: at };
    await expect(store.shop(shopId).contact.create({ data: row })).rejects.toThrow();
  });
});
