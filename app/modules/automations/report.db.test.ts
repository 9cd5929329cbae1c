import { expect, it } from "vitest";
import { addFigure } from "#app/modules/figures/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { HOUR, MINUTE, plus } from "#app/platform/clock.ts";
import type { Prisma } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { createSignals } from "#app/platform/signals.ts";
import { onBothDatabases } from "#tests/database/harness.ts";
import { countRuns } from "./counted.ts";
import {
  automationReport,
  automationReports,
  endRun,
  peopleInside,
  setAutomationMode,
  watchedMessages,
} from "./index.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const ago = (minutes: number) => plus(NOW, -minutes * MINUTE);
const shopTime = { now: () => NOW, offsetMs: 0, setOffset: () => undefined };

onBothDatabases("what a merchant sees of automations", (database) => {
  const services = () => ({ database: database.get(), shopTime, signals: createSignals() });
  const newShop = () => shopIdOf(services(), `shop-${newId()}.myshopify.com`);
  const db = (shopId: ShopId) => database.get().shop(shopId);
  const live = (shopId: ShopId, mode: "live" | "watching" = "live") =>
    setAutomationMode(services(), shopId, "staff:1", "cart_recovery", mode);

  async function run(shopId: ShopId, changes: Partial<Prisma.EnrolmentUncheckedCreateInput> = {}) {
    const automation = await db(shopId).automation.findFirstOrThrow({ where: { kind: "cart_recovery" } });
    const contactId = newId();
    await db(shopId).contact.create({
      data: {
        shopId,
        id: contactId,
        firstName: "Giulia",
        lastName: "Rossi",
        phone: "+393331234567",
        countryCode: "IT",
        createdAt: NOW,
        updatedAt: NOW,
      },
    });
    const id = newId();
    await db(shopId).enrolment.create({
      data: {
        shopId,
        id,
        automationId: automation.id,
        contactId,
        subject: `checkout:${id}`,
        mode: automation.mode,
        state: "waiting",
        dueAt: plus(NOW, HOUR),
        startedAt: ago(30),
        updatedAt: NOW,
        ...changes,
      },
    });
    return id;
  }

  const decide = (shopId: ShopId, enrolmentId: string, outcome: string, reason: string, facts = {}) =>
    db(shopId).decision.create({
      data: { shopId, id: newId(), enrolmentId, step: 0, outcome, reason, facts, decidedAt: ago(1) },
    });

  it("has all of them from the first day, off and blocked by the missing number", async () => {
    const reports = await automationReports(services(), await newShop());
    expect(reports).toHaveLength(7);
    for (const report of reports) {
      expect(report).toMatchObject({ mode: "off", blocked: { why: "no_number" }, figures: { started: 0 } });
    }
  });

  it("counts what began, what was left out and why, and its own money only", async () => {
    const shopId = await newShop();
    await live(shopId);
    await run(shopId);
    await database.get().transaction(shopId, async (tx) => {
      const figure = { at: NOW, timeZone: "Europe/Rome" };
      const kind = "cart_recovery";
      const long = ago(31 * 24 * 60);
      await countRuns(tx, [
        { kind, at: NOW, started: 4 },
        { kind, at: ago(60), started: 1, ended: { reason: "no_consent", count: 3 } },
        { kind, at: ago(60), ended: { reason: "no_consent", count: -1 } },
        { kind, at: NOW, ended: { reason: "bought", count: 1 } },
        { kind, at: NOW, ended: { reason: "completed", count: 9 } },
        { kind, at: long, started: 5, ended: { reason: "bought", count: 5 } },
        { kind: "order_shipped", at: NOW, started: 7 },
      ]);
      await addFigure(tx, { ...figure, metric: "messages_sent", amount: 3n, origin: "cart_recovery" });
      await addFigure(tx, { ...figure, metric: "messages_sent", amount: 9n, origin: "order_shipped" });
      const sales = { ...figure, metric: "recovered_sales", origin: "cart_recovery" } as const;
      await addFigure(tx, { ...sales, amount: 8_400n, currency: "EUR" });
      await addFigure(tx, { ...sales, amount: 1_000n, currency: "JPY" });
      await addFigure(tx, { ...sales, at: ago(40 * 24 * 60), amount: 5_000n, currency: "EUR" });
    });
    const report = await automationReport(services(), shopId, "cart_recovery");
    expect(report.waiting).toBe(1);
    expect(report.figures).toMatchObject({ started: 5, messages: 3, cost: [] });
    expect(report.figures.revenue).toEqual(
      expect.arrayContaining([
        { currency: "EUR", amount: 8_400n },
        { currency: "JPY", amount: 1_000n },
      ]),
    );
    expect(report.ends).toEqual([
      { reason: "no_consent", count: 2 },
      { reason: "bought", count: 1 },
    ]);
  });

  it("names who is half-way, soonest first, and why a step was put off; each can be taken out once", async () => {
    const shopId = await newShop();
    await live(shopId);
    const later = await run(shopId, { dueAt: plus(NOW, 21 * HOUR) });
    const soon = await run(shopId);
    await decide(shopId, later, "postponed", "quiet_hours");
    const people = await peopleInside(services(), shopId, "cart_recovery");
    expect(people.map(({ runId, postponed }) => [runId, postponed])).toEqual([
      [soon, null],
      [later, "quiet_hours"],
    ]);
    expect(people[0]).toMatchObject({ person: "Giulia R.", phone: "+39 ••• ••• 4567", step: 0 });
    expect(await endRun(services(), await newShop(), soon, "staff:7")).toBe(false);
    expect(await endRun(services(), shopId, soon, "staff:7")).toBe(true);
    expect(await endRun(services(), shopId, soon, "staff:7")).toBe(false);
    const ended = await services()
      .database.shop(shopId)
      .event.findMany({ where: { kind: "enrolment.ended" } });
    expect(ended).toMatchObject([{ subject: `enrolment:${soon}`, actor: "staff:7" }]);
    expect(await peopleInside(services(), shopId, "cart_recovery")).toHaveLength(1);
  });

  it("lists what would have gone out while it was only watched, with its cost", async () => {
    const shopId = await newShop();
    await live(shopId, "watching");
    const id = await run(shopId);
    await decide(shopId, id, "watched", "watching", { total: "84,00 €" });
    await decide(shopId, await run(shopId), "postponed", "quiet_hours");
    const watched = await watchedMessages(services(), shopId, "cart_recovery");
    expect(watched).toMatchObject([
      { runId: id, purpose: "cart_reminder_1", total: "84,00 €", costMicros: 79_500n, currency: "USD" },
    ]);
    expect(await watchedMessages(services(), shopId, "order_shipped")).toEqual([]);
  });
});
