import { expect, it } from "vitest";
import { confirmAfterConsent } from "#app/modules/automations/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { resolveContact } from "#app/modules/contacts/index.ts";
import { readFigures } from "#app/modules/figures/index.ts";
import { takeBackQueued } from "#app/modules/messages/index.ts";
import { connectNumber } from "#app/modules/numbers/index.ts";
import { getShop, pauseSending, resumeSending } from "#app/modules/shops/index.ts";
import { prepareTemplates } from "#app/modules/templates/index.ts";
import { DAY, HOUR, MINUTE } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { tapLink } from "#tests/tap-link.ts";
import { onBothDatabases } from "./harness.ts";
import { PHONE, playShop } from "./played-shop.ts";

/** What goes wrong between people, parcels and processes when nobody thinks of it. */

const FRIEND = "+393337654321";
const CUSTOMER = "gid://shopify/Customer/7";

onBothDatabases("a shop that is not to be fooled", (database) => {
  const { play, db, later, shopify, leaveCart, buy, agree, work, metaTells, seconds, status, wrote } =
    playShop(database);

  const names = () => play.sent.map((call) => call.template?.name);
  const toFriend = (more: object = {}) => ({
    shipping_address: { first_name: "Anna", phone: FRIEND, country_code: "IT" },
    customer: { admin_graphql_api_id: CUSTOMER, first_name: "Giulia" },
    ...more,
  });

  it("writes to who agreed, not to the friend that the parcel goes to", async () => {
    await agree(["marketing", "utility"], { shopifyCustomer: CUSTOMER });
    await leaveCart(toFriend());
    later(61 * MINUTE);
    await work();
    expect(play.sent.map(({ to }) => to)).toEqual([PHONE]);
    expect(await db().contactIdentity.count({ where: { value: FRIEND } })).toBe(0);
  });

  it("takes no permission for one number as one for another", async () => {
    await agree();
    await leaveCart();
    await db().contact.updateMany({ data: { phone: FRIEND } });
    later(61 * MINUTE);
    await work();
    expect(play.sent).toEqual([]);
    expect(await db().message.findFirst({})).toMatchObject({ status: "suppressed", reason: "no_consent" });
  });

  it("makes no permission out of a stop that is taken back", async () => {
    await agree(["utility"]);
    const prefers = (value: string) =>
      metaTells({
        user_preferences: [
          { wa_id: PHONE.slice(1), category: "marketing_messages", value, timestamp: seconds() },
        ],
      });
    await prefers("stop");
    later(MINUTE);
    await prefers("resume");
    expect(await db().consent.findFirst({ where: { purpose: "marketing" } })).toMatchObject({
      state: "revoked",
    });
  });

  it("honours a stop beside a message that nobody can read, and keeps the delivery for an operator", async () => {
    await agree();
    const stop = { type: "text", text: { body: "STOP" }, id: "wamid.stop", from: PHONE.slice(1) };
    await metaTells({ messages: [{ odd: true }, { ...stop, timestamp: seconds() }] });
    expect(await db().consent.findFirst({ where: { purpose: "marketing" } })).toMatchObject({
      state: "revoked",
    });
    expect(
      await play.services.database.system.inboxDelivery.count({
        where: { source: "meta", state: "received", attempts: 1, error: { not: null } },
      }),
    ).toBeGreaterThan(0);
  });

  it("lets a carrier's odd address stop nobody's news", async () => {
    await agree();
    await buy();
    await shopify("fulfillments/create", {
      id: 1,
      admin_graphql_api_id: "gid://shopify/Fulfillment/1",
      order_id: 1042,
      status: "success",
      tracking_company: "Corriere",
      tracking_url: "www.corriere.example/track?id=1",
      created_at: play.now.toISOString(),
      updated_at: play.now.toISOString(),
    });
    await work();
    expect(names().sort()).toEqual(["cartwave_order_confirmed", "cartwave_order_shipped"]);
    expect(await db().link.findFirst({ where: { kind: "tracking" } })).toMatchObject({
      target: expect.stringContaining("https://casa-aurora.example/orders/1042"),
    });
  });

  it("decides the others where one run cannot be decided", async () => {
    await agree();
    await buy();
    const run = await db().enrolment.findFirstOrThrow({});
    await db().templateVersion.updateMany({
      where: { template: { purpose: "order_confirmed" } },
      data: { components: [{ type: "NOBODY_KNOWS" }] },
    });
    await leaveCart({ token: "other", updated_at: play.now.toISOString() });
    await work();
    expect(await db().enrolment.findFirst({ where: { id: run.id } })).toMatchObject({ state: "waiting" });
    later(61 * MINUTE);
    await work();
    expect(names()).toEqual([]);
    expect(await db().enrolment.findFirst({ where: { subject: "checkout:other" } })).toMatchObject({
      endReason: "bought",
    });
  });

  it("sends two promotions that a pause had held back a day apart, not together", async () => {
    await agree();
    await leaveCart();
    await pauseSending(play.services, play.shopId, "staff:1", { scope: "marketing", reason: null });
    later(61 * MINUTE);
    await work();
    const { stage: _computed, ...first } = await db().message.findFirstOrThrow({});
    await db().message.create({
      data: {
        ...first,
        id: newId(),
        dedupeKey: "another",
        content: first.content as object,
        preview: first.preview as object,
      },
    });
    await resumeSending(play.services, play.shopId, "staff:1");
    await work();
    expect(play.sent).toHaveLength(1);
    later(19 * HOUR);
    await work();
    expect(play.sent).toHaveLength(1);
    later(2 * HOUR);
    await work();
    expect(play.sent).toHaveLength(2);
  });

  it("tells of a parcel and a refund that were heard of before their order", async () => {
    await agree();
    await shopify("fulfillments/create", {
      id: 1,
      admin_graphql_api_id: "gid://shopify/Fulfillment/1",
      order_id: 1042,
      status: "success",
      tracking_url: "https://carrier.example/1",
      created_at: play.now.toISOString(),
      updated_at: play.now.toISOString(),
    });
    await shopify("refunds/create", {
      id: 5,
      order_id: 1042,
      created_at: play.now.toISOString(),
      transactions: [{ amount: "10.00", kind: "refund", currency: "EUR" }],
    });
    await buy();
    await work();
    expect(names().sort()).toEqual([
      "cartwave_order_confirmed",
      "cartwave_order_refunded",
      "cartwave_order_shipped",
    ]);
  });

  async function recover(): Promise<void> {
    await agree();
    await leaveCart();
    later(61 * MINUTE);
    await work();
    await status(play.sent[0], "delivered");
  }
  const tap = async () => {
    const link = await db().link.findFirstOrThrow({});
    await tapLink(play.services, link.code);
  };
  const figure = async (metric: string) => {
    const day = new Date("2026-11-24T00:00:00Z");
    const figures = await readFigures(db(), day, new Date(day.getTime() + 30 * DAY));
    return figures.filter((one) => one.metric === metric).reduce((sum, one) => sum + one.amount, 0n);
  };

  it("counts an order for a link that was tapped again, long after the first time", async () => {
    await recover();
    await tap();
    later(8 * DAY);
    await tap();
    later(MINUTE);
    await buy();
    expect(await db().attribution.findFirst({})).toMatchObject({ counted: true, rule: "tapped" });
    expect(await figure("clicks")).toBe(1n);
  });

  it("counts no revenue of an order that was deleted", async () => {
    await recover();
    await tap();
    later(MINUTE);
    await buy();
    expect(await figure("recovered_sales")).toBe(8_400n);
    await shopify("orders/delete", { id: 1042 });
    expect(await figure("recovered_sales")).toBe(0n);
    expect(await figure("recovered_orders")).toBe(0n);
    expect(await db().attribution.count({})).toBe(0);
  });

  it("takes back what was refunded in the shopper's currency at its worth in the shop's", async () => {
    await recover();
    await tap();
    later(MINUTE);
    await buy({
      presentment_currency: "JPY",
      total_price_set: {
        shop_money: { amount: "84.00", currency_code: "EUR" },
        presentment_money: { amount: "14000", currency_code: "JPY" },
      },
    });
    await shopify("refunds/create", {
      id: 6,
      order_id: 1042,
      created_at: play.now.toISOString(),
      transactions: [
        { amount: "7000", kind: "refund", currency: "JPY", status: "success" },
        { amount: "7000", kind: "refund", currency: "JPY", status: "error" },
      ],
    });
    expect(await db().attribution.findFirst({})).toMatchObject({ revenueMinor: 4_200n });
  });

  it("says of what is under way that it was sent, although it was taken back meanwhile", async () => {
    await agree();
    await leaveCart();
    later(61 * MINUTE);
    play.duringSend = async () => {
      const message = await db().message.findFirstOrThrow({});
      await play.services.database.transaction(play.shopId, (tx) =>
        takeBackQueued(tx, { enrolmentIds: [message.enrolmentId ?? ""] }, "bought", play.now),
      );
    };
    await work();
    expect(play.sent).toHaveLength(1);
    expect(await db().message.findFirst({})).toMatchObject({ status: "accepted", reason: null, attempts: 1 });
    expect(await db().laneClaim.count({})).toBe(0);
  });

  it("confirms an order to who agreed a moment after it, and only so long as that is news", async () => {
    const confirm = async () => {
      await play.services.database.transaction(play.shopId, async (tx) => {
        const contact = await tx.db.contact.findFirstOrThrow({});
        await confirmAfterConsent(tx, contact.id, play.now);
      });
      await work();
    };
    await buy();
    await work();
    expect(await db().enrolment.findFirst({})).toMatchObject({ state: "ended", endReason: "no_consent" });
    later(MINUTE);
    await agree();
    await confirm();
    expect(names()).toEqual(["cartwave_order_confirmed"]);
    await confirm();
    expect(play.sent).toHaveLength(1);
  });

  it("writes to no more people in a day than Meta lets the portfolio, and to the next when there is room", async () => {
    await agree();
    await db().phoneNumber.updateMany({
      data: { messagingLimit: "TIER_50", businessId: `b-${play.shopId}` },
    });
    const { sql } = play.services.database;
    const reached = (from: number, to: number, at: Date) =>
      sql(
        `INSERT INTO portfolio_person (portfolio_id, person, last_at)
         SELECT $1, n::text, $4 FROM generate_series($2::int, $3::int) n`,
        [`b-${play.shopId}`, from, to, at],
      );
    await reached(1, 49, play.now);
    await reached(50, 50, new Date(play.now.getTime() - 20 * HOUR));
    await buy();
    await work();
    expect(play.sent).toHaveLength(0);
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued" });
    later(4 * HOUR + MINUTE);
    await work();
    expect(play.sent).toHaveLength(1);
    // The same person again needs no other place.
    await shopify("refunds/create", {
      id: 9,
      order_id: 1042,
      created_at: play.now.toISOString(),
      transactions: [{ amount: "10.00", kind: "refund", currency: "EUR" }],
    });
    await work();
    expect(names()).toEqual(["cartwave_order_confirmed", "cartwave_order_refunded"]);
  });

  it("sends its texts in anew, under new names, where its links lead elsewhere", async () => {
    const elsewhere = {
      ...play.services,
      env: { ...play.services.env, LINK_URL: "https://casa-aurora.example" },
    };
    expect(await prepareTemplates(play.services, play.shopId, "staff:1")).toMatchObject({ submitted: 0 });
    play.submitted = [];
    expect(await prepareTemplates(elsewhere, play.shopId, "staff:1")).toMatchObject({ submitted: 9 });
    expect(play.submitted).toContain("cartwave_cart_reminder_1_2");
    expect(await prepareTemplates(elsewhere, play.shopId, "staff:1")).toMatchObject({ submitted: 0 });
  });

  it("leads over the shop's own domain where that is switched on, and takes no name twice when it is taken back", async () => {
    const { env } = play.services;
    const proxied = { ...play.services, env: { ...env, SHOPIFY_PROXY_PATH: "/apps/cartwave" } };
    const inLanguages = async (languages: string[], services: typeof play.services) => {
      const { settings } = await getShop(services, play.shopId);
      await db().shop.updateMany({ data: { settings: { ...settings, languages } } });
      play.submitted = [];
      await prepareTemplates(services, play.shopId, "staff:1");
      return play.submitted.filter((name) => name.startsWith("cartwave_cart_reminder_1"));
    };
    const [first = "en"] = (await getShop(play.services, play.shopId)).settings.languages;
    expect(await inLanguages([first], proxied)).toEqual(["cartwave_cart_reminder_1_2"]);
    const version = await db().templateVersion.findFirstOrThrow({
      where: { template: { name: "cartwave_cart_reminder_1_2" } },
    });
    const base = `https://${play.domain}/apps/cartwave`;
    expect(version.linkUrl).toBe(base);
    expect(JSON.stringify(version.components)).toContain(`${base}/l/{{1}}`);
    expect(await inLanguages([first, "de"], play.services)).toEqual(["cartwave_cart_reminder_1"]);
    expect(await inLanguages([first, "de"], proxied)).toEqual(["cartwave_cart_reminder_1_2"]);
  });

  it("connects no number that is another account's", async () => {
    const request = { phoneNumberId: "another", wabaId: `waba-${play.shopId}`, token: "token" };
    expect(await connectNumber(play.services, play.shopId, "staff:1", request)).toMatchObject({
      ok: false,
      problem: "number_not_found",
    });
  });

  it("writes again to who was not on WhatsApp and has just written", async () => {
    await agree();
    await db().contact.updateMany({ data: { reachability: "unusable" } });
    await wrote({ type: "text", text: { body: "Ciao" } });
    expect(await db().contact.findFirst({})).toMatchObject({ reachability: "usable" });
  });

  it("knows one person whom two processes meet at the same moment", async () => {
    const phone = { e164: "+393390000001", country: "IT" };
    const { database: store } = play.services;
    const both = await Promise.all(
      [1, 2, 3, 4].map((customer) =>
        store.transaction(play.shopId, async (tx) => {
          const shopifyCustomer = `gid://shopify/Customer/${customer % 2}`;
          return resolveContact(tx, { phone, shopifyCustomer }, play.now);
        }),
      ),
    );
    expect(new Set(both.map((contact) => contact?.id)).size).toBe(1);
    expect(await db().contact.count({ where: { phone: phone.e164 } })).toBe(1);
  });

  it("believes the later of a permission and a withdrawal, whichever is written last", async () => {
    const { database: store } = play.services;
    const contact = await store.transaction(play.shopId, (tx) =>
      resolveContact(tx, { phone: { e164: PHONE, country: "IT" } }, play.now),
    );
    const say = (granted: boolean, occurredAt: Date) =>
      store.transaction(play.shopId, (tx) =>
        recordConsent(
          tx,
          {
            contactId: contact?.id ?? "",
            purpose: "marketing",
            granted,
            source: "checkout",
            wording: "Sì",
            wordingVersion: "1",
            locale: "it",
            phone: PHONE,
            evidence: {},
            actor: "contact",
            occurredAt,
            causedBy: null,
          },
          play.now,
        ),
      );
    const soon = new Date(play.now.getTime() + MINUTE);
    await Promise.all([say(false, soon), say(true, play.now), say(true, play.now), say(false, soon)]);
    expect(await db().consent.findFirst({})).toMatchObject({ state: "revoked" });
  });
});
