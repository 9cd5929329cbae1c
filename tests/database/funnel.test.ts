import { expect, it } from "vitest";
import { listCarts } from "#app/modules/checkouts/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { type CartStage, readFunnel } from "#app/modules/funnel/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { DAY, HOUR } from "#app/platform/clock.ts";
import { onBothDatabases } from "./harness.ts";
import { PHONE, playShop } from "./played-shop.ts";

/** How far carts got, from the day's figures, and the carts behind each bar. */

onBothDatabases("the funnel", (database) => {
  const { play, db, later, leaveCart, buy, agree, work, status } = playShop(database);

  const shop = () => getShop(play.services, play.shopId);
  const funnel = async () => Object.values(await readFunnel(play.services, await shop(), play.now));
  const carts = async (stage: CartStage) =>
    (await listCarts(play.services, await shop(), { stage }, play.now)).rows;

  async function writeToThem(): Promise<void> {
    later(61 * 60_000);
    await work();
    await work();
  }

  it("follows a cart from being left to the order that came of it, and names what it waits for", async () => {
    await leaveCart({ shipping_address: null });
    expect(await funnel()).toEqual([1, 0, 0, 0, 0]);
    expect(await carts("left")).toMatchObject([{ stage: "left", halt: { why: "no_phone" }, storyId: null }]);
    later(1_000);
    await leaveCart();
    expect(await funnel()).toEqual([1, 1, 0, 0, 0]);
    expect(await carts("phone")).toMatchObject([
      { person: "Giulia R.", phone: expect.stringMatching(/^\+39.*67$/), halt: { why: "no_consent" } },
    ]);
    await agree();
    expect(await funnel()).toEqual([1, 1, 1, 0, 0]);
    expect(await carts("consent")).toMatchObject([{ halt: { why: "waits", until: expect.any(Date) } }]);
    await writeToThem();
    expect(await funnel()).toEqual([1, 1, 1, 1, 0]);
    const [message] = await db().message.findMany({});
    expect(await carts("written")).toMatchObject([{ halt: { why: "not_back" }, storyId: message?.id }]);
    await buy();
    expect(await funnel()).toEqual([1, 1, 1, 1, 1]);
    const [cart] = await carts("returned");
    expect(cart).toMatchObject({ totalMinor: 8_400n, halt: { why: "bought", order: { name: "#1042" } } });
    // Each bar opens the carts that it counts.
    for (const stage of ["left", "phone", "consent", "written"] as const)
      expect((await carts(stage)).map(({ id }) => id)).toEqual([cart?.id]);
  });

  it("leaves out who bought before anybody wrote", async () => {
    await leaveCart();
    await agree();
    await buy();
    expect(await funnel()).toEqual([0, 0, 0, 0, 0]);
    expect(await carts("left")).toEqual([]);
  });

  it("takes back what a failed message had counted, and counts what went out after all", async () => {
    await leaveCart();
    await agree();
    await writeToThem();
    expect(await funnel()).toEqual([1, 1, 1, 1, 0]);
    await status(play.sent[0], "failed", { errors: [{ code: 131026, title: "Undeliverable" }] });
    expect(await funnel()).toEqual([1, 1, 1, 0, 0]);
    expect(await carts("consent")).toMatchObject([{ halt: { why: "ended", reason: "not_on_whatsapp" } }]);
    await status(play.sent[0], "delivered");
    expect(await funnel()).toEqual([1, 1, 1, 1, 0]);
  });

  it("counts no consent that was withdrawn before anybody wrote", async () => {
    await leaveCart();
    await agree();
    const { contactId } = await db().consent.findFirstOrThrow({ where: { purpose: "marketing" } });
    later(1_000);
    await play.services.database.transaction(play.shopId, (tx) =>
      recordConsent(
        tx,
        {
          contactId,
          purpose: "marketing",
          granted: false,
          source: "whatsapp_message",
          wording: "STOP",
          wordingVersion: "1",
          locale: null,
          phone: PHONE,
          evidence: {},
          actor: "contact",
          occurredAt: play.now,
          causedBy: null,
        },
        play.now,
      ),
    );
    expect(await funnel()).toEqual([1, 1, 0, 0, 0]);
  });

  it("counts a cart under the shop's date of its last activity, for thirty days", async () => {
    // 23:30 in Rome on the 24th; half an hour later it is the 25th there, and the 24th still in UTC.
    play.now = new Date("2026-11-24T22:30:00Z");
    await leaveCart();
    const days = async () =>
      (await db().dailyFigure.findMany({ where: { metric: "carts_phone", amount: { not: 0n } } })).map(
        ({ day }) => day.toISOString().slice(0, 10),
      );
    expect(await days()).toEqual(["2026-11-24"]);
    later(HOUR);
    await leaveCart();
    expect(await days()).toEqual(["2026-11-25"]);
    later(29 * DAY);
    expect(await funnel()).toEqual([1, 1, 0, 0, 0]);
    expect(await carts("left")).toHaveLength(1);
    later(DAY);
    expect(await funnel()).toEqual([0, 0, 0, 0, 0]);
    expect(await carts("left")).toEqual([]);
  });

  it("shows the carts in pages, forth and back", async () => {
    for (let index = 0; index < 52; index += 1) {
      await leaveCart({ token: `tok-${play.shopId}-${index}`, cart_token: null, shipping_address: null });
      later(1_000);
    }
    const ask = async (edge: object) =>
      listCarts(play.services, await shop(), { stage: "left", ...edge }, play.now);
    const first = await ask({});
    expect(first.rows).toHaveLength(50);
    expect(first.before).toBeNull();
    const second = await ask({ after: first.after });
    expect(second.rows).toHaveLength(2);
    expect(second.after).toBeNull();
    const again = await ask({ before: second.before });
    expect(again.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect(again.before).toBeNull();
  });
});
