import { expect, it } from "vitest";
import type { Services } from "#app/integrations/services.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { readAsked } from "#app/routes/app.messages._index/filters.ts";
import { readList } from "#app/routes/app.messages._index/list.server.ts";
import { onBothDatabases } from "#tests/database/harness.ts";
import { seedLedger } from "#tests/large-ledger.ts";
import { merchantIn } from "#tests/screen-reads.ts";
import { csvOf } from "./csv.server.ts";

const NOW = new Date("2026-11-24T12:00:00Z");

onBothDatabases("the list of messages as a file", (database) => {
  const services = () =>
    ({
      database: database.get(),
      shopTime: { now: () => NOW, offsetMs: 0, setOffset: () => undefined },
    }) as unknown as Services;

  async function seededShop(messages: number): Promise<ShopId> {
    const shopId = await shopIdOf(services(), `shop-${newId()}.myshopify.com`);
    await database
      .get()
      .shop(shopId)
      .shop.updateMany({ data: { countryCode: "IT", timeZone: "Europe/Rome" } });
    await seedLedger(database.get().sql, shopId, { messages, contacts: 100, now: NOW });
    return shopId;
  }

  async function fileOf(shopId: ShopId, asked: string, most?: number): Promise<string | undefined> {
    const read = readAsked(new URLSearchParams(asked));
    const merchant = await merchantIn(services(), shopId);
    const table = read.view === "replies" ? undefined : await csvOf(merchant, read, read.view, most);
    return (
      table && new TextDecoder("utf-8", { ignoreBOM: true }).decode(await new Response(table).arrayBuffer())
    );
  }

  it("holds every row that the list leads to, in its order, in the merchant's words and the shop's time", async () => {
    const shopId = await seededShop(600);
    await database
      .get()
      .shop(shopId)
      .contact.updateMany({
        where: { firstName: { startsWith: "Giulia" } },
        data: { firstName: '=HYPERLINK("x")' },
      });
    const text = (await fileOf(shopId, "view=failed&period=365d")) ?? "";
    expect(text.startsWith("\uFEFFOra;Persona;Numero;")).toBe(true);
    const lines = text.trimEnd().split("\r\n").slice(1);
    expect(lines).toHaveLength(13);
    const asked = readAsked(new URLSearchParams("view=failed&period=365d"));
    const list = await readList(await merchantIn(services(), shopId), asked);
    expect(lines.map((line) => line.split(";").at(-1))).toEqual(list.rows.map(({ id }) => id));
    const cells = lines.flatMap((line) => line.split(";"));
    expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
    expect(lines.some((line) => line.includes("'+39 ••• •••"))).toBe(true);
    expect(lines[0]).toMatch(/^2026-10-06 \d\d:\d\d;/);
    const read = (await fileOf(shopId, "view=all&period=365d")) ?? "";
    expect(read).toMatch(/;no;no;#1001;84,00;EUR;0,069100;EUR;sì;/);
  });

  it("is made only of what one file holds", async () => {
    const shopId = await seededShop(200);
    const failed = "view=failed&period=365d";
    expect(await fileOf(shopId, failed, 2)).toBeUndefined();
    expect((await fileOf(shopId, failed, 3))?.trimEnd().split("\r\n")).toHaveLength(1 + 3);
  });
});
