import { expect, it } from "vitest";
import { type DayFigure, readFigures } from "#app/modules/figures/index.ts";
import { applyStatuses } from "#app/modules/messages/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import { type Database, type Sql, textOf } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { NUMBER, playShop } from "./played-shop.ts";

/** Reports of Meta's in swarms, and beside other work on the same messages. */
onBothDatabases("what Meta reports of many messages", (database) => {
  const { play, db, metaTells, seconds } = playShop(database);
  const number = () => `${NUMBER}-${play.shopId}`;

  async function accepted(count: number): Promise<string[]> {
    const { now } = play;
    const contactId = newId();
    const person = { shopId: play.shopId, id: contactId, phone: "+393331112223", countryCode: "IT" };
    await db().contact.create({ data: { ...person, createdAt: now, updatedAt: now } });
    const ids = Array.from({ length: count }, () => newId());
    await db().message.createMany({
      data: ids.map((id) => ({
        shopId: play.shopId,
        id,
        dedupeKey: id,
        phoneNumberId: number(),
        contactId,
        recipient: person.phone,
        countryCode: "IT",
        purpose: "reply",
        category: "SERVICE",
        priority: 1,
        content: {},
        preview: {},
        status: "accepted",
        wamid: `wamid.${id}`,
        notBefore: now,
        actor: "system",
        acceptedAt: now,
        createdAt: now,
        updatedAt: now,
      })),
    });
    return ids;
  }

  const report = (id: string, status: string) => ({
    id: `wamid.${id}`,
    status,
    timestamp: seconds(),
    biz_opaque_callback_data: `1.${play.shopId}.${id}`,
  });

  async function figures(): Promise<Record<string, number>> {
    const all: DayFigure[] = await readFigures(db(), plus(play.now, -2 * DAY), plus(play.now, 2 * DAY));
    return Object.fromEntries(all.map(({ metric, amount }) => [metric, Number(amount)]));
  }

  it("counts each message once, however its reports are spread over deliveries and repeated", async () => {
    const ids = await accepted(1_200);
    const all = ids.flatMap((id) => [report(id, "delivered"), report(id, "read"), report(id, "sent")]);
    // Every second report first, then all of them again.
    await metaTells({ statuses: all.filter((_, index) => index % 2 === 0) });
    await metaTells({ statuses: all });
    expect(await db().message.count({ where: { status: "read", sentAt: { not: null } } })).toBe(ids.length);
    expect(await figures()).toMatchObject({ messages_delivered: ids.length, messages_read: ids.length });
  });

  it("is told to the event log once for each delivery, a failure by itself", async () => {
    const [one = "", other = "", failed = ""] = await accepted(3);
    await metaTells({
      statuses: [report(one, "delivered"), report(other, "sent"), report(failed, "failed")],
    });
    const events = await db().event.findMany({ where: { actor: "meta" }, orderBy: { kind: "asc" } });
    expect(events.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["message.failed", `message:${failed}`],
      ["messages.reported", `number:${number()}`],
    ]);
    expect(events[1]?.facts).toMatchObject({
      messages: [
        { message: one, status: "delivered" },
        { message: other, status: "sent" },
      ],
    });
    expect(events[1]?.causedBy).toMatch(/^delivery:/);
  });

  it("does not undo what happened to a message between reading and writing it", async () => {
    const [id = ""] = await accepted(1);
    const { database: store } = play.services;
    const tappedAt = new Date(play.now);
    let reads = 0;
    /** Somebody records Meta's answer just after the first reading. */
    const meanwhile =
      (sql: Sql): Sql =>
      async (statement, parameters) => {
        const rows = await sql(statement, parameters);
        if (textOf(statement).includes("xmin::text") && ++reads === 1)
          await sql("UPDATE message SET status = 'read', read_at = $2 WHERE id = $1::uuid", [id, tappedAt]);
        return rows as never;
      };
    const beside: Database = {
      ...store,
      sqlTransaction: (shopId, work) =>
        store.sqlTransaction(shopId, (tx) => work({ ...tx, sql: meanwhile(tx.sql) })),
    };
    const news = { shop: await getShop(play.services, play.shopId), phoneNumberId: number(), now: play.now };
    await applyStatuses(beside, news, [
      { status: { id: `wamid.${id}`, status: "delivered", timestamp: play.now }, causedBy: "delivery:1" },
    ]);
    expect(reads).toBe(2);
    expect(await db().message.findFirst({ where: { id } })).toMatchObject({
      status: "read",
      readAt: tappedAt,
      deliveredAt: play.now,
    });
  });
});
