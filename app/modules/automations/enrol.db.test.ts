import { expect, it } from "vitest";
import type { CheckoutRow } from "#app/modules/checkouts/index.ts";
import { figuresLast, readFigures } from "#app/modules/figures/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { DAY, MINUTE, plus } from "#app/platform/clock.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { onBothDatabases } from "#tests/database/harness.ts";
import { END_WAITING } from "./automations.sql.ts";
import { countRuns } from "./counted.ts";
import { confirmAfterConsent, endWaiting, enrolCart } from "./index.ts";

/** Ten minutes after midnight in the shop. */
const NOW = new Date("2026-11-24T23:10:00Z");
const shopTime = { now: () => NOW, offsetMs: 0, setOffset: () => undefined };

onBothDatabases("what is counted of runs", (database) => {
  const newShop = () => shopIdOf({ database: database.get(), shopTime }, `shop-${newId()}.myshopify.com`);
  const db = (shopId: ShopId) => database.get().shop(shopId);

  async function shopWith(kind: string) {
    const shopId = await newShop();
    await db(shopId).shop.updateMany({ data: { timeZone: "Europe/Rome" } });
    const times = { createdAt: NOW, updatedAt: NOW };
    const automation = { id: newId(), kind, mode: "live", liveSince: plus(NOW, -DAY), settings: {} };
    await db(shopId).automation.create({ data: { shopId, ...automation, ...times } });
    const contactId = newId();
    await db(shopId).contact.create({ data: { shopId, id: contactId, ...times } });
    const run = async (changes: Partial<Prisma.EnrolmentUncheckedCreateInput> = {}) => {
      const id = newId();
      const rest = {
        subject: `checkout:${id}`,
        mode: "live",
        state: "waiting",
        startedAt: NOW,
        updatedAt: NOW,
      };
      await db(shopId).enrolment.create({
        data: { shopId, id, automationId: automation.id, contactId, dueAt: NOW, ...rest, ...changes },
      });
      return id;
    };
    return { shopId, contactId, run };
  }

  async function figures(shopId: ShopId): Promise<Record<string, number>> {
    const all = await readFigures(db(shopId), plus(NOW, -3 * DAY), plus(NOW, 3 * DAY));
    return Object.fromEntries(
      all.map(({ day, metric, amount }) => [`${day.toISOString().slice(0, 10)} ${metric}`, Number(amount)]),
    );
  }

  it("a reply ends and counts only the runs that nothing else has ended since it looked", async () => {
    const { shopId, contactId, run } = await shopWith("cart_recovery");
    const [ended, waiting] = [await run(), await run()];
    const count = await database.get().transaction(shopId, (tx) => {
      const sql = async (text: string, parameters?: readonly unknown[]) => {
        if (text === END_WAITING)
          await tx.db.enrolment.updateMany({
            where: { id: ended },
            data: { state: "ended", endReason: "no_consent", endedAt: NOW },
          });
        return tx.sql(text, parameters);
      };
      const raced = { ...tx, sql } as Transaction;
      return endWaiting(raced, { cartsOf: contactId }, "replied", NOW, null);
    });
    expect(count).toBe(1);
    expect(await figures(shopId)).toEqual({ "2026-11-25 runs_ended_replied": 1 });
    expect(await db(shopId).event.findMany({})).toMatchObject([{ subject: `enrolment:${waiting}` }]);
    const kept = await db(shopId).enrolment.findFirst({ where: { id: ended } });
    expect(kept).toMatchObject({ endReason: "no_consent" });
  });

  it("a cart that is touched while its run ends begins no other one", async () => {
    const { shopId, contactId, run } = await shopWith("cart_recovery");
    const token = newId();
    const id = await run({ subject: `checkout:${token}` });
    const checkout = { token, contactId, state: "open", lastActivityAt: NOW } as CheckoutRow;
    const bought = { state: "ended", endReason: "bought", endedAt: NOW, dueAt: null };
    await database.get().transaction(shopId, async (tx) => {
      const { automation, enrolment: runs } = tx.db;
      let reads = 0;
      const enrolment = {
        updateMany: (change: Prisma.EnrolmentUpdateManyArgs) => runs.updateMany(change),
        findFirst: async (asked: Prisma.EnrolmentFindFirstArgs) => {
          const found = await runs.findFirst(asked);
          if (++reads === 1) await runs.updateMany({ where: { id }, data: bought });
          return found;
        },
      };
      const raced = { ...tx, db: { automation, enrolment } as unknown as Transaction["db"] };
      await enrolCart(raced, checkout, NOW, "test");
    });
    expect(await db(shopId).enrolment.findFirst({ where: { id } })).toMatchObject(bought);
    expect(await figures(shopId)).toEqual({});
  });

  it("an end is taken back from the day on which it was, though its person agrees after midnight", async () => {
    const { shopId, contactId, run } = await shopWith("order_confirmed");
    const before = plus(NOW, -20 * MINUTE);
    const ended = {
      state: "ended",
      endReason: "no_consent",
      endedAt: before,
      startedAt: before,
      dueAt: null,
    };
    const id = await run(ended);
    await database.get().transaction(shopId, async (tx) => {
      const told = { reason: "no_consent", count: 1 };
      await countRuns(tx, [{ kind: "order_confirmed", at: before, ended: told }]);
      await confirmAfterConsent(tx, contactId, NOW);
    });
    expect(await figures(shopId)).toEqual({ "2026-11-24 runs_ended_no_consent": 0 });
    const again = { state: "waiting", endReason: null, endedAt: null, dueAt: NOW };
    expect(await db(shopId).enrolment.findFirst({ where: { id } })).toMatchObject(again);
  });

  it("the day's figures, which all of a shop's deliveries add to, are touched when the rest is done", async () => {
    const { shopId } = await shopWith("cart_recovery");
    const started = { kind: "cart_recovery", at: NOW, started: 1 };
    await database.get().transaction(shopId, async (tx) => {
      await figuresLast(tx, async () => {
        await countRuns(tx, [started]);
        await countRuns(tx, [started]);
        expect(await tx.db.dailyFigure.count({})).toBe(0);
      });
      expect(await tx.db.dailyFigure.count({})).toBe(1);
      await countRuns(tx, [started]);
    });
    expect(await figures(shopId)).toEqual({ "2026-11-25 runs_started": 3 });
  });
});
