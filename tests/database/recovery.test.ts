import { beforeEach, expect, it } from "vitest";
import type { MetaClient, MetaProblem } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import {
  checkoutPayload,
  fulfillmentPayload,
  orderPayload,
  refundPayload,
} from "#app/integrations/shopify/index.ts";
import { createScheduler, setAutomationMode } from "#app/modules/automations/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { resolveContact } from "#app/modules/contacts/index.ts";
import { createInbox, createProcessor, receiveMeta } from "#app/modules/deliveries/index.ts";
import { readFigures } from "#app/modules/figures/index.ts";
import { openLink } from "#app/modules/links/index.ts";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { connectNumber } from "#app/modules/numbers/index.ts";
import { pauseSending, resumeSending, shopIdOf } from "#app/modules/shops/index.ts";
import { prepareTemplates } from "#app/modules/templates/index.ts";
import { HOUR, MINUTE, systemClock } from "#app/platform/clock.ts";
import { createSecretBox, hmacSha256 } from "#app/platform/crypto.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { createLog } from "#app/platform/log.ts";
import { createMetrics } from "#app/platform/metrics.ts";
import { silentObserver } from "#app/platform/observer.ts";
import { createSignals } from "#app/platform/signals.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { onBothDatabases } from "./harness.ts";

/** The whole way of a cart, from the webhook to the sale, with Meta and Shopify answering by hand. */

const NOON = new Date("2026-11-24T11:00:00Z");
const PHONE = "+393331234567";
const NUMBER = "106540352242922";

interface SentCall {
  readonly to?: string;
  readonly template?: { readonly name: string; readonly components: readonly object[] };
  readonly biz_opaque_callback_data: string;
}

onBothDatabases("a cart's way", (database) => {
  let services: Services;
  let shopId: ShopId;
  let domain: string;
  let sent: SentCall[];
  let failWith: MetaProblem | undefined;
  let ordersAtShopify: number | undefined;
  let now: Date;

  const meta: Partial<MetaClient> = {
    async debugToken() {
      const scopes = ["whatsapp_business_messaging", "whatsapp_business_management"];
      return { ok: true, value: { is_valid: true, scopes } };
    },
    async waba(id) {
      return { ok: true, value: { id, currency: "USD" } };
    },
    async phoneNumber(id) {
      return { ok: true, value: { id, display_phone_number: "+39 02 5550 1234" } };
    },
    async subscribeApp() {
      return { ok: true, value: {} };
    },
    async uploadExample() {
      return { ok: true, value: "4::aW" };
    },
    async createTemplate() {
      return { ok: true, value: { id: newId(), status: "APPROVED" } };
    },
    async sendMessage(_number, _token, payload) {
      if (failWith) return { ok: false, problem: failWith };
      const call = payload as SentCall;
      // The database is shared with the other stories of this file.
      if (call.biz_opaque_callback_data.includes(shopId)) sent.push(call);
      const wamid = `wamid.${newId()}`;
      return { ok: true, value: { wamid, held: false, waId: undefined, userId: undefined } };
    },
  };

  beforeEach(async () => {
    sent = [];
    failWith = undefined;
    ordersAtShopify = 0;
    now = NOON;
    const clock = { now: () => now, offsetMs: 0, setOffset: () => undefined };
    services = {
      env: testEnv({ DATABASE_URL: undefined, DATA_DIR: "", DATABASE_POOL: 2 }),
      log: createLog("silent"),
      metrics: createMetrics(),
      database: database.get(),
      systemTime: systemClock,
      shopTime: clock,
      secrets: createSecretBox(`k1:${Buffer.alloc(32, 7).toString("base64")}`),
      observer: silentObserver,
      signals: createSignals(),
      processId: newId(),
      meta: meta as MetaClient,
      admin: () => ({
        async query(_document, _variables, shape) {
          if (ordersAtShopify === undefined)
            return { ok: false, problem: { kind: "unavailable", retry: "later", detail: "" } };
          const nodes = Array.from({ length: ordersAtShopify }, () => ({ id: "1", name: "#1" }));
          return { ok: true, value: shape.parse({ orders: { nodes } }) };
        },
      }),
    };
    domain = `shop-${newId()}.myshopify.com`;
    shopId = await shopIdOf(services, domain);
    await services.database.shop(shopId).shop.updateMany({
      data: { timeZone: "Europe/Rome", countryCode: "IT", currency: "EUR", name: "Casa Aurora" },
    });
    const request = { phoneNumberId: `${NUMBER}-${shopId}`, wabaId: `waba-${shopId}`, token: "token" };
    expect(await connectNumber(services, shopId, "staff:1", request)).toEqual({ ok: true });
    expect(await prepareTemplates(services, shopId, "staff:1")).toMatchObject({ ok: true, submitted: 8 });
    for (const kind of ["cart_recovery", "order_confirmed", "order_shipped", "order_refunded"] as const) {
      await setAutomationMode(services, shopId, "staff:1", kind, "live");
    }
  });

  const db = () => services.database.shop(shopId);
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };

  async function shopify(topic: string, payload: object): Promise<void> {
    await services.database.system.inboxDelivery.create({
      data: {
        id: newId(),
        key: newId(),
        source: "shopify",
        topic,
        shopDomain: domain,
        triggeredAt: now,
        headers: {},
        body: JSON.stringify(payload),
        nextAttemptAt: systemClock.now(),
        receivedAt: systemClock.now(),
      },
    });
    await createProcessor(services).drain();
  }

  const leaveCart = (changes: object = {}) => {
    const payload = {
      token: `tok-${shopId}`,
      cart_token: "cart-1",
      currency: "EUR",
      presentment_currency: "EUR",
      total_price: "84.00",
      customer_locale: "it",
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
      abandoned_checkout_url: "https://casa-aurora.example/checkouts/1/recover?key=2",
      shipping_address: { first_name: "Giulia", last_name: "Rossi", phone: PHONE, country_code: "IT" },
      line_items: [{ product_id: 1, title: "Moka", quantity: 2, price: "42.00" }],
      ...changes,
    };
    checkoutPayload.parse(payload);
    return shopify("checkouts/update", payload);
  };

  const buy = (changes: object = {}) => {
    const payload = {
      admin_graphql_api_id: "gid://shopify/Order/1042",
      name: "#1042",
      checkout_token: `tok-${shopId}`,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
      currency: "EUR",
      total_price: "84.00",
      order_status_url: "https://casa-aurora.example/orders/1042",
      shipping_address: { first_name: "Giulia", phone: PHONE, country_code: "IT" },
      ...changes,
    };
    orderPayload.parse(payload);
    return shopify("orders/create", payload);
  };

  async function agree(purposes: readonly ("marketing" | "utility")[] = ["marketing", "utility"]) {
    await services.database.transaction(shopId, async (tx) => {
      const contact = await resolveContact(tx, { phone: { e164: PHONE, country: "IT" } }, now);
      for (const purpose of purposes) {
        await recordConsent(
          tx,
          {
            contactId: contact?.id ?? "",
            purpose,
            granted: true,
            source: "checkout",
            wording: "Sì",
            wordingVersion: "1",
            locale: "it",
            phone: PHONE,
            evidence: {},
            actor: "contact",
            occurredAt: now,
            causedBy: null,
          },
          now,
        );
      }
    });
  }

  async function work(): Promise<void> {
    await createScheduler(services).drain();
    await createDispatcher(services).drain();
  }

  /** What Meta sends, through the same door. */
  async function metaTells(value: object): Promise<void> {
    const metadata = { phone_number_id: `${NUMBER}-${shopId}` };
    const changes = [{ field: "messages", value: { metadata, ...value } }];
    const entry = [{ id: `waba-${shopId}`, changes }];
    const body = Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry, nonce: newId() }));
    const signature = `sha256=${hmacSha256(services.env.META_APP_SECRET, body).toString("hex")}`;
    const inbox = createInbox(services);
    expect(await receiveMeta(services, inbox, body, signature)).toMatchObject({ status: 200 });
    await createProcessor(services).drain();
  }

  const seconds = () => String(Math.floor(now.getTime() / 1_000));
  const status = (call: SentCall | undefined, name: string, more: object = {}) =>
    metaTells({
      statuses: [
        {
          id: "wamid.of-meta",
          status: name,
          timestamp: seconds(),
          biz_opaque_callback_data: call?.biz_opaque_callback_data,
          ...more,
        },
      ],
    });
  const wrote = (message: object) =>
    metaTells({
      messages: [{ id: `wamid.${newId()}`, from: PHONE.slice(1), timestamp: seconds(), ...message }],
    });

  it("leads from the cart over one message in the shopper's language to a sale that is counted", async () => {
    await leaveCart();
    await agree();
    later(59 * MINUTE);
    await work();
    expect(sent).toHaveLength(0);
    later(2 * MINUTE);
    await work();
    await work();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: PHONE, template: { name: "cartwave_cart_reminder_1" } });
    const [message] = await db().message.findMany({ include: { links: true } });
    expect(message).toMatchObject({ status: "accepted", category: "MARKETING", costSource: "estimate" });
    expect(JSON.stringify(message?.preview)).toContain("Giulia");

    await status(sent[0], "read", { pricing: { type: "regular", category: "marketing" } });
    await status(sent[0], "sent");
    expect(await db().message.findFirst({})).toMatchObject({
      status: "read",
      costMicros: 79_500n,
      costSource: "meta",
    });

    later(10 * MINUTE);
    const code = message?.links[0]?.code ?? "";
    expect(await openLink(services, code, "WhatsApp/2.26")).toContain("/checkouts/1/recover?key=2");
    expect((await db().message.findFirst({}))?.clickedAt).toBeNull();
    expect(await openLink(services, code, "Mozilla/5.0")).toContain("utm_source=whatsapp");
    later(5 * MINUTE);
    await buy();
    await work();
    expect(sent.map((call) => call.template?.name)).toEqual([
      "cartwave_cart_reminder_1",
      "cartwave_order_confirmed",
    ]);
    expect(await db().attribution.findFirst({})).toMatchObject({
      counted: true,
      rule: "tapped",
      revenueMinor: 8_400n,
      messageId: message?.id,
    });
    expect(await db().enrolment.findFirst({ where: { subject: { startsWith: "checkout:" } } })).toMatchObject(
      {
        state: "ended",
        endReason: "bought",
      },
    );
    const day = new Date("2026-11-24T00:00:00Z");
    const figures = await readFigures(db(), day, day);
    const figure = (metric: string) =>
      figures.filter((one) => one.metric === metric).reduce((sum, one) => sum + one.amount, 0n);
    expect(figure("recovered_sales")).toBe(8_400n);
    expect(figure("recovered_orders")).toBe(1n);
    expect(figure("message_cost")).toBe(79_500n);
    expect(figure("messages_sent")).toBe(2n);

    const refund = {
      id: 1,
      order_id: 1042,
      transactions: [{ amount: "84.00", kind: "refund", currency: "EUR" }],
    };
    refundPayload.parse(refund);
    await shopify("refunds/create", { ...refund, created_at: now.toISOString() });
    expect(await db().attribution.findFirst({})).toMatchObject({ revenueMinor: 0n });
  });

  it("ends without a message for who bought, by our own data or by Shopify's", async () => {
    await leaveCart();
    await agree();
    later(30 * MINUTE);
    await buy();
    later(HOUR);
    await work();
    expect(sent.map((call) => call.template?.name)).toEqual(["cartwave_order_confirmed"]);
  });

  it("goes on where news come of an order from before it, and ends with one from after it", async () => {
    await agree();
    await leaveCart();
    later(10 * MINUTE);
    const before = new Date(now.getTime() - HOUR).toISOString();
    await buy({ checkout_token: "another", created_at: before });
    const run = () => db().enrolment.findFirst({ where: { subject: `checkout:tok-${shopId}` } });
    expect(await run()).toMatchObject({ state: "waiting" });
    const another = { admin_graphql_api_id: "gid://shopify/Order/1043", checkout_token: "a-third" };
    await buy({ ...another, created_at: new Date(now.getTime() - 5 * MINUTE).toISOString() });
    expect(await run()).toMatchObject({ state: "ended", endReason: "bought" });
  });

  it("that is heard of late ends with what was bought since", async () => {
    await agree();
    const touched = now.toISOString();
    later(20 * MINUTE);
    const bought = now.toISOString();
    later(5 * MINUTE);
    await leaveCart({ created_at: touched, updated_at: touched });
    await buy({ checkout_token: "another", created_at: bought });
    expect(await db().enrolment.findFirst({ where: { subject: `checkout:tok-${shopId}` } })).toMatchObject({
      endReason: "bought",
    });
  });

  it("asks Shopify itself before it writes, and waits while it can't", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    ordersAtShopify = undefined;
    await work();
    expect(sent).toHaveLength(0);
    expect(await db().decision.findFirst({})).toMatchObject({
      outcome: "postponed",
      reason: "shopify_unavailable",
    });
    ordersAtShopify = 1;
    later(6 * MINUTE);
    await work();
    expect(sent).toHaveLength(0);
    expect(await db().enrolment.findFirst({})).toMatchObject({ state: "ended", endReason: "bought" });
  });

  it("is written to by nobody without consent, and again once the box was ticked", async () => {
    await leaveCart();
    later(61 * MINUTE);
    await work();
    expect(await db().enrolment.findFirst({})).toMatchObject({ endReason: "no_consent" });
    await agree();
    await leaveCart();
    later(61 * MINUTE);
    await work();
    expect(sent).toHaveLength(1);
  });

  it("is let go by a reply, and a stop is honoured at once also by what waits in the lane", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await createScheduler(services).drain();
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued" });
    await wrote({ type: "text", text: { body: "STOP" } });
    await createDispatcher(services).drain();
    expect(sent).toHaveLength(0);
    expect(await db().message.findFirst({})).toMatchObject({ status: "suppressed", reason: "stopped" });
    expect(await db().consent.findMany({ orderBy: { purpose: "asc" } })).toMatchObject([
      { purpose: "marketing", state: "revoked" },
      { purpose: "utility", state: "revoked" },
    ]);
    expect(await db().inboundMessage.findFirst({})).toMatchObject({ state: "none", text: "STOP" });
  });

  it("a reply waits for an answer, and no second reminder follows", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    const message = await db().message.findFirst({});
    await wrote({ type: "text", text: { body: "Avete il blu?" }, context: { id: message?.wamid ?? "" } });
    expect(await db().inboundMessage.findFirst({})).toMatchObject({
      state: "waiting",
      answersMessageId: message?.id,
    });
    later(25 * HOUR);
    await work();
    expect(sent).toHaveLength(1);
    expect(await db().enrolment.findFirst({})).toMatchObject({ endReason: "replied" });
  });

  it("gets the second reminder a day after the first, and none at night", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    later(23 * HOUR);
    await work();
    expect(sent).toHaveLength(1);
    later(HOUR);
    await work();
    expect(sent.map((call) => call.template?.name)).toEqual([
      "cartwave_cart_reminder_1",
      "cartwave_cart_reminder_2",
    ]);
    later(7 * 24 * HOUR + 9 * HOUR);
    await leaveCart({ token: "another" });
    later(61 * MINUTE);
    await work();
    expect(await db().decision.findFirst({ orderBy: { decidedAt: "desc" } })).toMatchObject({
      outcome: "postponed",
      reason: "quiet_hours",
    });
  });

  it("is decided and not written to while one only watches", async () => {
    await setAutomationMode(services, shopId, "staff:1", "cart_recovery", "watching");
    later(MINUTE);
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    expect(sent).toHaveLength(0);
    expect(await db().decision.findFirst({})).toMatchObject({ outcome: "watched" });
    await setAutomationMode(services, shopId, "staff:1", "cart_recovery", "live");
    later(25 * HOUR);
    await work();
    expect(sent).toHaveLength(0);
  });

  it("waits while all sending is paused, and what is too old when it resumes is dropped", async () => {
    await leaveCart();
    await agree();
    await pauseSending(services, shopId, "staff:1", { scope: "all", reason: null });
    later(61 * MINUTE);
    await work();
    expect(sent).toHaveLength(0);
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued" });
    later(40 * HOUR);
    await resumeSending(services, shopId, "staff:1");
    await createDispatcher(services).drain();
    expect(sent).toHaveLength(0);
    expect(await db().message.findFirst({})).toMatchObject({ status: "suppressed", reason: "expired" });
  });

  it("says uncertain where no answer came; the status settles it, and marketing is not sent again", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    failWith = { action: "retry", code: 0, detail: "UND_ERR_SOCKET", uncertain: true };
    await work();
    expect(await db().message.findFirst({})).toMatchObject({ status: "uncertain", reason: "no_answer" });
    failWith = undefined;
    later(3 * HOUR);
    await work();
    expect(sent).toHaveLength(0);
    const message = await db().message.findFirst({});
    await metaTells({
      statuses: [
        {
          id: "wamid.late",
          status: "delivered",
          timestamp: seconds(),
          biz_opaque_callback_data: `1.${shopId}.${message?.id}`,
        },
      ],
    });
    expect(await db().message.findFirst({})).toMatchObject({ status: "delivered", wamid: "wamid.late" });
  });

  it("sends an order's news once more where no status has settled them", async () => {
    await agree();
    failWith = { action: "retry", code: 0, detail: "UND_ERR_SOCKET", uncertain: true };
    await buy();
    await work();
    failWith = undefined;
    await work();
    expect(sent).toHaveLength(0);
    later(2 * HOUR);
    await createDispatcher(services).drain();
    expect(sent).toHaveLength(1);
  });

  it("tries again what Meta could not take, and stops the number where the account must be mended", async () => {
    await agree();
    failWith = { action: "stop_channel", code: 131042, detail: "payment", uncertain: false };
    await buy();
    await work();
    expect(await db().problem.findFirst({ where: { clearedAt: null } })).toMatchObject({
      kind: "meta_channel_stopped",
      severity: "critical",
    });
    expect(await db().message.findFirst({})).toMatchObject({ status: "queued" });
    failWith = undefined;
    later(11 * MINUTE);
    await createDispatcher(services).drain();
    expect(sent).toHaveLength(1);
    expect(await db().problem.count({ where: { clearedAt: null } })).toBe(0);
  });

  it("holds everything back while the token is revoked", async () => {
    await agree();
    failWith = { action: "stop_channel", code: 190, detail: "expired", uncertain: false };
    await buy();
    await work();
    expect(await db().phoneNumber.findFirst({})).toMatchObject({ state: "revoked" });
    failWith = undefined;
    later(HOUR);
    await work();
    expect(sent).toHaveLength(0);
    const request = { phoneNumberId: `${NUMBER}-${shopId}`, wabaId: `waba-${shopId}`, token: "new" };
    await connectNumber(services, shopId, "staff:1", request);
    await createDispatcher(services).drain();
    expect(sent).toHaveLength(1);
  });

  it("learns from a refusal that a number is not on WhatsApp", async () => {
    await agree();
    await buy();
    await work();
    await status(sent[0], "failed", { errors: [{ code: 131026, title: "Message undeliverable" }] });
    expect(await db().message.findFirst({})).toMatchObject({ status: "failed", reason: "not_on_whatsapp" });
    expect(await db().contact.findFirst({})).toMatchObject({ reachability: "unusable" });
    const parcel = {
      admin_graphql_api_id: "gid://shopify/Fulfillment/1",
      id: 1,
      order_id: 1042,
      status: "success",
      created_at: now.toISOString(),
    };
    fulfillmentPayload.parse(parcel);
    later(MINUTE);
    await shopify("fulfillments/create", { ...parcel, created_at: now.toISOString() });
    await work();
    expect(sent).toHaveLength(1);
    expect(
      await db().enrolment.findFirst({ where: { subject: { startsWith: "fulfillment:" } } }),
    ).toMatchObject({
      endReason: "unusable_number",
    });
  });
});
