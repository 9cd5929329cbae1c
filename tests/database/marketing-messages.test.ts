import { expect, it } from "vitest";
import { problemOfCode } from "#app/integrations/meta/index.ts";
import { createProcessor } from "#app/modules/deliveries/index.ts";
import { createDispatcher, messageDetail } from "#app/modules/messages/index.ts";
import { numbersOf } from "#app/modules/numbers/index.ts";
import { getShop, saveSettings } from "#app/modules/shops/index.ts";
import { prepareTemplates } from "#app/modules/templates/index.ts";
import { HOUR, MINUTE, systemClock } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

const refusal = (code: number) => problemOfCode(code, `code ${code}`, 400);

onBothDatabases("promotions and the endpoint for them", (database) => {
  const { play, db, later, leaveCart, buy, agree, work, status } = playShop(database);
  const message = async () => (await db().message.findMany({}))[0];
  const dispatch = () => createDispatcher(play.services).drain();
  const endpoint = async () => (await numbersOf(play.services, play.shopId))[0]?.marketingEndpoint;

  async function tells(event: string, info: object): Promise<void> {
    const waba_info = { waba_id: `waba-${play.shopId}`, ...info };
    const changes = [{ field: "account_update", value: { event, waba_info } }];
    // For a partner the entry is of its own business.
    const entry = [{ id: "another-business", time: 1, changes }];
    await play.services.database.system.inboxDelivery.create({
      data: {
        ...{ id: newId(), key: newId(), source: "meta", topic: "whatsapp_business_account", headers: {} },
        body: JSON.stringify({ object: "whatsapp_business_account", entry }),
        nextAttemptAt: systemClock.now(),
        receivedAt: systemClock.now(),
      },
    });
    await createProcessor(play.services).drain();
  }
  const sign = () => tells("MM_LITE_TERMS_SIGNED", {});

  async function remind(): Promise<void> {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
  }

  it("leave as every message until the business has accepted the terms", async () => {
    await remind();
    expect(play.called).toEqual(["messages"]);
    expect(play.sent[0]).not.toHaveProperty("product_policy");
    expect(await message()).toMatchObject({ status: "accepted", endpoint: "messages" });
  });

  it.each([
    ["MM_LITE_TERMS_SIGNED", {}],
    ["AD_ACCOUNT_LINKED", { ad_account_linked: "980198427534243" }],
    ["AD_ACCOUNT_LINKED", { ad_account_id: "980198427534243" }],
  ])("leave through it once Meta has told %s %o", async (event, info) => {
    await tells(event, info);
    expect(await endpoint()).toBe("marketing_messages");
    await remind();
    expect(play.called).toEqual(["marketing_messages"]);
    expect(play.sent[0]).toMatchObject({
      product_policy: "CLOUD_API_FALLBACK",
      message_activity_sharing: false,
    });
    const sent = await message();
    expect(sent).toMatchObject({ status: "accepted", endpoint: "marketing_messages" });
    const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing_lite" };
    await status(play.sent[0], "delivered", { pricing });
    // The price of marketing to Italy.
    expect(await message()).toMatchObject({ costMicros: 79_500n, costSource: "meta" });
    expect(await messageDetail(play.services, play.shopId, sent?.id ?? "")).toMatchObject({
      endpoint: "marketing_messages",
    });
  });

  it("leave order news where they always leave", async () => {
    await sign();
    await agree();
    await buy();
    await work();
    expect(play.called).toEqual(["messages"]);
  });

  it("let Meta use what people do with them only where the merchant wants it", async () => {
    await sign();
    const { settings, settingsVersion } = await getShop(play.services, play.shopId);
    const changed = { ...settings, shareMarketingActivity: true };
    await saveSettings(play.services, play.shopId, "staff:1", changed, settingsVersion);
    await remind();
    expect(play.sent[0]).toMatchObject({ message_activity_sharing: true });
  });

  it("take the other way where the account may not use it, and keep to that", async () => {
    await sign();
    play.refusing = { marketing_messages: refusal(131055) };
    await remind();
    expect(play.called).toEqual(["marketing_messages", "messages"]);
    expect(play.sent).toHaveLength(1);
    expect(await message()).toMatchObject({ status: "accepted", endpoint: "messages" });
    expect(await endpoint()).toBe("messages");
  });

  it.each([131061, 131063])("take it where the Cloud API refuses promotions: %i", async (code) => {
    play.refusing = { messages: refusal(code) };
    await remind();
    expect(play.called).toEqual(["messages", "marketing_messages"]);
    expect(play.sent).toHaveLength(1);
    expect(await endpoint()).toBe("marketing_messages");
  });

  it("fail where neither takes them, after one call to each", async () => {
    await sign();
    play.refusing = { marketing_messages: refusal(131055), messages: refusal(131063) };
    await remind();
    await dispatch();
    expect(play.called).toEqual(["marketing_messages", "messages"]);
    expect(await message()).toMatchObject({ status: "failed", reason: "refused", errorCode: 131063 });
  });

  it.each([134100, 134101])("wait ten minutes for their text to be known there: %i", async (code) => {
    await sign();
    play.refusing = { marketing_messages: refusal(code) };
    await remind();
    expect(await message()).toMatchObject({ status: "queued" });
    play.refusing = {};
    later(9 * MINUTE);
    await dispatch();
    expect(play.sent).toEqual([]);
    later(2 * MINUTE);
    await dispatch();
    expect(play.sent).toHaveLength(1);
  });

  it("say in their text how long they live where Meta takes that, and order news always do", async () => {
    const lives = async (language: string) => {
      const versions = await db().templateVersion.findMany({ where: { language } });
      return new Set(versions.map(({ category, ttlSeconds }) => `${category} ${ttlSeconds}`));
    };
    expect(await lives("en")).toEqual(new Set(["MARKETING null", "UTILITY 43200"]));
    await sign();
    const { settings, settingsVersion } = await getShop(play.services, play.shopId);
    const changed = { ...settings, languages: ["en", "it"] };
    await saveSettings(play.services, play.shopId, "staff:1", changed, settingsVersion);
    await prepareTemplates(play.services, play.shopId, "staff:1");
    expect(await lives("it")).toEqual(new Set(["MARKETING 129600", "UTILITY 43200"]));
  });

  it("say when WhatsApp has stopped trying to deliver order news, and keep the status that is known", async () => {
    await agree();
    await buy();
    await work();
    await status(play.sent[0], "sent");
    const { id = "" } = (await message()) ?? {};
    later(13 * HOUR);
    const told = await messageDetail(play.services, play.shopId, id);
    expect(told?.status).toBe("sent");
    expect(told?.timeline.at(-1)).toMatchObject({ kind: "given_up", afterMs: 12 * HOUR });
    await status(play.sent[0], "delivered");
    const late = await messageDetail(play.services, play.shopId, id);
    expect(late?.timeline.map(({ kind }) => kind)).not.toContain("given_up");
    expect(late?.status).toBe("delivered");
  });
});
