import { expect, it } from "vitest";
import { checkDueBudgets, costsOf } from "#app/modules/costs/index.ts";
import {
  budgetChanged,
  createDispatcher,
  enqueueMessage,
  type MessagePurpose,
} from "#app/modules/messages/index.ts";
import { openProblems } from "#app/modules/problems/index.ts";
import { getShop, saveSettings } from "#app/modules/shops/index.ts";
import { plus } from "#app/platform/clock.ts";
import { markDue } from "#app/platform/due.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { NUMBER, playShop } from "./played-shop.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** One promotion to Italy, by the list in dollars. */
const PRICE = 79_500;

onBothDatabases("a month's budget", (database) => {
  const { play, db, later, metaTells, seconds } = playShop(database);
  const shop = () => getShop(play.services, play.shopId);
  const dispatch = () => createDispatcher(play.services).drain();
  const messages = () => db().message.findMany({ orderBy: { createdAt: "asc" } });
  const statuses = async () => (await messages()).map(({ status }) => status);
  const problems = async () => (await openProblems(play.services, play.shopId)).map(({ kind }) => kind);
  const used = async () => (await costsOf(play.services, await shop(), play.now)).budget;

  async function budget(micros: number | null, currency = "USD") {
    const { settings, settingsVersion } = await shop();
    const monthlyBudget = micros === null ? null : { micros, currency };
    const whole = { ...settings, monthlyBudget };
    expect(await saveSettings(play.services, play.shopId, "staff:1", whole, settingsVersion)).toEqual({
      ok: true,
    });
    await budgetChanged(play.services, await shop());
  }

  /** A message to somebody of their own who has agreed to everything. */
  async function queue(purpose: MessagePurpose, lifeMs = 36 * HOUR_MS, number = `${NUMBER}-${play.shopId}`) {
    const { services, shopId, now } = play;
    const category = purpose === "order_status" ? "UTILITY" : "MARKETING";
    const contactId = newId();
    const phone = `+39333${String(Math.floor(Math.random() * 9e6) + 1e6)}`;
    await services.database.transaction(shopId, async (tx) => {
      await tx.db.contact.create({
        data: { shopId, id: contactId, phone, countryCode: "IT", createdAt: now, updatedAt: now },
      });
      const recordId = newId();
      const agreed = { purpose: category === "UTILITY" ? "utility" : "marketing", contactId };
      await tx.db.consentRecord.create({
        data: {
          ...agreed,
          shopId,
          id: recordId,
          granted: true,
          source: "checkout",
          wording: "",
          wordingVersion: "1",
          evidence: {},
          actor: "contact",
          occurredAt: now,
          recordedAt: now,
        },
      });
      await tx.db.consent.create({
        data: { ...agreed, shopId, id: newId(), state: "granted", since: now, recordId },
      });
      await enqueueMessage(
        tx,
        {
          id: newId(),
          dedupeKey: contactId,
          phoneNumberId: number,
          contactId,
          recipient: phone,
          countryCode: "IT",
          purpose,
          category,
          templateVersionId: null,
          automationKind: null,
          enrolmentId: null,
          subject: null,
          step: 0,
          content: { type: "template" },
          preview: { header: null, picture: null, body: "Ciao", footer: null, buttons: [] } as never,
          notBefore: now,
          expiresAt: plus(now, lifeMs),
          causedBy: null,
          actor: "system",
        },
        now,
      );
    });
  }

  /** Meta delivers what it took, and says as what it is charged. */
  async function deliver(index: number, category = "marketing", name = "delivered") {
    await metaTells({
      statuses: [
        {
          id: `wamid.${index}`,
          status: name,
          timestamp: seconds(),
          biz_opaque_callback_data: play.sent[index]?.biz_opaque_callback_data,
          ...(name === "failed"
            ? { errors: [{ code: 131026 }] }
            : { pricing: { billable: true, pricing_model: "PMP", type: "regular", category } }),
        },
      ],
    });
  }

  it("stops broadcasts when what is charged and under way makes it, carts only when Meta has charged it, order news never", async () => {
    await budget(2 * PRICE);
    for (let count = 0; count < 4; count++) await queue("broadcast");
    await dispatch();
    expect(await statuses()).toEqual(["accepted", "accepted", "queued", "queued"]);
    expect(await used()).toMatchObject({
      confirmed: 0n,
      underWay: BigInt(2 * PRICE),
      level: "no_broadcasts",
    });
    await queue("cart_recovery");
    await queue("order_status");
    await dispatch();
    expect((await statuses()).slice(4)).toEqual(["accepted", "accepted"]);
    expect(await problems()).toEqual(["budget_used_up"]);
    for (const index of [0, 1, 2, 3]) await deliver(index, index === 2 ? "utility" : "marketing");
    expect(await used()).toMatchObject({
      confirmed: BigInt(3 * PRICE + 30_000),
      underWay: 0n,
      level: "no_carts",
    });
    await queue("cart_recovery");
    await queue("order_status");
    await dispatch();
    expect((await statuses()).slice(6)).toEqual(["queued", "accepted"]);
  });

  it("counts what has failed no longer as under way, and what was free as nothing", async () => {
    await budget(10 * PRICE);
    await queue("broadcast");
    await queue("broadcast");
    await dispatch();
    expect(await used()).toMatchObject({ underWay: BigInt(2 * PRICE) });
    await deliver(0, "marketing", "failed");
    await deliver(0, "marketing", "failed");
    expect(await used()).toMatchObject({ confirmed: 0n, underWay: BigInt(PRICE) });
    await deliver(1, "marketing", "sent");
    await deliver(1, "marketing", "delivered");
    await deliver(1, "marketing", "read");
    expect(await used()).toMatchObject({ confirmed: BigInt(PRICE), underWay: 0n });
  });

  it("counts a message once whose report was faster than the answer to the call", async () => {
    await budget(10 * PRICE);
    await queue("broadcast");
    const [message] = await messages();
    play.duringSend = async () => {
      play.duringSend = undefined;
      await metaTells({
        statuses: [
          {
            id: "wamid.fast",
            status: "delivered",
            timestamp: seconds(),
            biz_opaque_callback_data: `1.${play.shopId}.${message?.id}`,
            pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" },
          },
        ],
      });
    };
    await dispatch();
    expect(await statuses()).toEqual(["delivered"]);
    expect(await used()).toMatchObject({ confirmed: BigInt(PRICE), underWay: 0n });
  });

  it("lets what waits go when it is raised", async () => {
    await budget(PRICE);
    await queue("broadcast");
    await queue("broadcast");
    await dispatch();
    expect(await statuses()).toEqual(["accepted", "queued"]);
    await budget(10 * PRICE);
    await dispatch();
    expect(await statuses()).toEqual(["accepted", "accepted"]);
    expect(await problems()).toEqual([]);
  });

  it("lets what waits go when the month turns in the shop's zone, and takes the warning back", async () => {
    await budget(PRICE);
    await queue("broadcast", 40 * DAY_MS);
    await queue("broadcast", 40 * DAY_MS);
    await dispatch();
    await deliver(0);
    expect(await problems()).toEqual(["budget_used_up"]);
    play.now = new Date("2026-11-30T22:59:00Z");
    expect(await checkDueBudgets(play.services)).toBe(0);
    await dispatch();
    expect(await statuses()).toEqual(["delivered", "queued"]);
    // Midnight in Rome is in the quiet hours: a promotion waits for the morning as ever.
    play.now = new Date("2026-12-01T09:00:00Z");
    expect(await checkDueBudgets(play.services)).toBeGreaterThan(0);
    expect(await problems()).toEqual([]);
    expect(await checkDueBudgets(play.services)).toBe(0);
    await dispatch();
    expect(await statuses()).toEqual(["delivered", "accepted"]);
  });

  it("is said as the reason of a reminder that became too old while it waited", async () => {
    await budget(PRICE);
    await queue("broadcast");
    await dispatch();
    await deliver(0);
    await queue("cart_recovery");
    await dispatch();
    expect(await statuses()).toEqual(["delivered", "queued"]);
    later(36 * HOUR_MS);
    await dispatch();
    const [, cart] = await messages();
    expect(cart).toMatchObject({ status: "suppressed", reason: "budget" });
  });

  it("is kept by two workers on two numbers of a shop", async () => {
    const second = `second-${play.shopId}`;
    const [{ id: _id, ...first } = { id: "" }] = await db().phoneNumber.findMany({});
    await db().phoneNumber.create({
      data: { ...first, shopId: play.shopId, id: newId(), phoneNumberId: second, isDefault: false } as never,
    });
    await budget(4 * PRICE);
    for (let count = 0; count < 12; count++)
      await queue("broadcast", 36 * HOUR_MS, count % 2 === 0 ? second : `${NUMBER}-${play.shopId}`);
    const other = createDispatcher({ ...play.services, processId: newId() });
    await Promise.all([dispatch(), other.drain()]);
    await markDue(play.services.database.sql, "message", play.shopId, play.now);
    await dispatch();
    // Two lanes that look in the same moment may each send a batch.
    expect(play.sent.length).toBeGreaterThanOrEqual(4);
    expect(play.sent.length).toBeLessThanOrEqual(8);
    expect((await statuses()).filter((status) => status === "queued")).toHaveLength(12 - play.sent.length);
  });

  it("in another currency than the account's stops nothing", async () => {
    await budget(1, "EUR");
    await queue("broadcast");
    await dispatch();
    expect(await statuses()).toEqual(["accepted"]);
  });

  it("warns at four fifths, and takes that back when it is taken away", async () => {
    await budget(1.2 * PRICE);
    await queue("cart_recovery");
    await dispatch();
    await deliver(0);
    expect(await problems()).toEqual(["budget_nearly_used"]);
    await budget(null);
    expect(await problems()).toEqual([]);
    expect(await used()).toBeNull();
  });
});
