import { expect, it } from "vitest";
import { getShop } from "#app/modules/shops/index.ts";
import { onBothDatabases } from "#tests/database/harness.ts";
import { NUMBER, playShop } from "#tests/database/played-shop.ts";
import { costsOf, removeRateCards, saveRateCard } from "./index.ts";

const HOUR_MS = 3_600_000;
const EURO_CARD = "Market,Currency,Marketing,Utility\nItaly,EUR,0.0691,0.0260\n";

onBothDatabases("what messages cost", (database) => {
  const { play, db, later, leaveCart, agree, work, status } = playShop(database);
  const costs = async () => costsOf(play.services, await getShop(play.services, play.shopId), play.now);
  const billedIn = (wabaCurrency: string) =>
    db().phoneNumber.updateMany({
      where: { phoneNumberId: `${NUMBER}-${play.shopId}` },
      data: { wabaCurrency },
    });
  const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" };

  async function sendCart() {
    await agree();
    await leaveCart();
    later(1.5 * HOUR_MS);
    await work();
    expect(play.sent).toHaveLength(1);
  }

  it("is an estimate by the merchant's own card, in the currency of the account, until Meta has confirmed it", async () => {
    await billedIn("EUR");
    const card = { text: EURO_CARD, effectiveFrom: "2026-10-01" };
    expect(await saveRateCard(play.services, play.shopId, "staff:1", card)).toEqual({ ok: true, markets: 1 });
    await sendCart();
    const estimate = { costMicros: 69_100n, costCurrency: "EUR", costSource: "estimate" };
    expect(await db().message.findFirst({})).toMatchObject(estimate);
    await status(play.sent[0], "delivered", { pricing });
    expect(await db().message.findFirst({})).toMatchObject({ ...estimate, costSource: "meta" });
  });

  it("is unknown where no price in the account's currency is known, and is never taken for nothing", async () => {
    await billedIn("EUR");
    await sendCart();
    expect(await db().message.findFirst({})).toMatchObject({ costMicros: null, costCurrency: "EUR" });
    await status(play.sent[0], "delivered", { pricing });
    expect((await costs()).lines).toEqual([
      {
        countryCode: "IT",
        category: "marketing",
        currency: "EUR",
        messages: 1n,
        free: 0n,
        unpriced: 1n,
        amount: 0n,
      },
    ]);
  });

  it("is counted once, on the shop's day, by country and kind, however often Meta tells it", async () => {
    await sendCart();
    await status(play.sent[0], "sent", { pricing });
    expect((await costs()).lines).toEqual([]);
    for (const name of ["delivered", "read", "delivered"]) await status(play.sent[0], name, { pricing });
    expect(await costs()).toMatchObject({
      currency: "USD",
      card: { effectiveFrom: "2026-10-01", own: false },
      each: { marketing: 79_500n, utility: 30_000n },
      lines: [
        {
          countryCode: "IT",
          category: "marketing",
          currency: "USD",
          messages: 1n,
          free: 0n,
          amount: 79_500n,
        },
      ],
    });
    const days = await db().costDay.findMany({});
    expect(days.map(({ day }) => day.toISOString())).toEqual(["2026-11-24T00:00:00.000Z"]);
  });

  it("is nothing, and says why, within 72 hours of a tap on an ad", async () => {
    await sendCart();
    const free = {
      billable: false,
      pricing_model: "PMP",
      type: "free_entry_point",
      category: "referral_conversion",
    };
    await status(play.sent[0], "delivered", { pricing: free });
    expect(await db().message.findFirst({})).toMatchObject({
      costMicros: 0n,
      pricingType: "free_entry_point",
    });
    expect((await costs()).lines).toMatchObject([
      { category: "referral_conversion", messages: 1n, free: 1n, unpriced: 0n, amount: 0n },
    ]);
  });

  it("begins anew with the month in the shop's zone", async () => {
    await sendCart();
    await status(play.sent[0], "delivered", { pricing });
    play.now = new Date("2026-11-30T22:59:00Z");
    expect((await costs()).lines).toHaveLength(1);
    play.now = new Date("2026-11-30T23:01:00Z");
    expect((await costs()).lines).toEqual([]);
  });

  it("goes by the list again once the merchant's card is taken away", async () => {
    const card = { text: EURO_CARD.replaceAll("EUR", "USD"), effectiveFrom: "2026-11-01" };
    await saveRateCard(play.services, play.shopId, "staff:1", card);
    expect((await costs()).each).toEqual({ marketing: 69_100n, utility: 26_000n });
    const replaced = { ...card, text: card.text.replace("0.0691", "0.0700") };
    await saveRateCard(play.services, play.shopId, "staff:1", replaced);
    expect((await costs()).each.marketing).toBe(70_000n);
    await removeRateCards(play.services, play.shopId, "staff:1");
    expect((await costs()).each.marketing).toBe(79_500n);
  });

  it("does not change by a card in another currency, or without a day", async () => {
    const wrong = { text: EURO_CARD, effectiveFrom: "2026-10-01" };
    expect(await saveRateCard(play.services, play.shopId, "staff:1", wrong)).toMatchObject({
      ok: false,
      problem: "lines",
      faults: [{ line: 2, fault: "currency" }],
    });
    expect(
      await saveRateCard(play.services, play.shopId, "staff:1", { ...wrong, effectiveFrom: "soon" }),
    ).toMatchObject({ ok: false, problem: "day" });
    expect(await db().rateCard.count({})).toBe(0);
  });
});
