import { expect, it } from "vitest";
import { getShop } from "#app/modules/shops/index.ts";
import { readyForTest, sendTest } from "#app/modules/test-messages/index.ts";
import { HOUR, MINUTE } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { tapLink } from "#tests/tap-link.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

/** A merchant sees a message of their shop on their own phone. */

const OWN = "+393398765432";

onBothDatabases("a test to the merchant's own phone", (database) => {
  const { play, db, later, work, status } = playShop(database);

  const send = (phone: string, draft: string = newId()) =>
    sendTest(play.services, play.shopId, "staff:1", { phone, draft });

  it("leaves like any message, at night too, and without consent, and its number is remembered", async () => {
    play.now = new Date("2026-11-24T22:30:00Z");
    expect(await readyForTest(play.services, await getShop(play.services, play.shopId))).toBe("ready");
    expect(await send("339 876 5432")).toMatchObject({ ok: true });
    await work();
    expect(play.sent).toMatchObject([{ to: OWN, template: { name: "cartwave_cart_reminder_1" } }]);
    expect(await db().message.findFirst({})).toMatchObject({
      purpose: "test",
      status: "accepted",
      actor: "staff:1",
    });
    expect((await getShop(play.services, play.shopId)).settings.testPhone).toBe(OWN);
    expect(await db().consent.count({})).toBe(0);
  });

  it("counts in no figure but what Meta charges", async () => {
    await send(OWN);
    await work();
    const [link] = await db().link.findMany({});
    await status(play.sent[0], "read", { pricing: { type: "regular", category: "marketing" } });
    await tapLink(play.services, link?.code ?? "");
    const metrics = (await db().dailyFigure.findMany({ where: { amount: { not: 0n } } })).map(
      ({ metric }) => metric,
    );
    expect([...new Set(metrics)].sort()).toEqual(["cost_estimated", "cost_settled", "message_cost"]);
  });

  it("is one message, however often its form is sent", async () => {
    const draft = newId();
    const [first, second] = [await send(OWN, draft), await send(OWN, draft)];
    expect(first).toEqual(second);
    await work();
    expect(play.sent).toHaveLength(1);
  });

  it("is not sent any more once nobody waits for it", async () => {
    await send(OWN);
    later(HOUR + MINUTE);
    await work();
    expect(play.sent).toEqual([]);
    expect(await db().message.findFirst({})).toMatchObject({ status: "suppressed", reason: "expired" });
  });

  it("says what hinders it", async () => {
    expect(await send("drei drei drei")).toEqual({ ok: false, problem: "no_phone" });
    await db().templateVersion.updateMany({ data: { status: "pending" } });
    const shop = await getShop(play.services, play.shopId);
    expect(await readyForTest(play.services, shop)).toBe("no_text");
    expect(await send(OWN)).toEqual({ ok: false, problem: "no_text" });
    await db().phoneNumber.updateMany({ data: { state: "disconnected" } });
    expect(await readyForTest(play.services, shop)).toBe("no_number");
    expect(await send(OWN)).toEqual({ ok: false, problem: "no_number" });
  });

  it("is news of an order where Meta delivers no promotions, as to the United States", async () => {
    expect(await send("+1 212 555 0123")).toMatchObject({ ok: true });
    await work();
    expect(play.sent).toMatchObject([{ template: { name: "cartwave_order_confirmed" } }]);
  });
});
