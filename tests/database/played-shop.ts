import { afterEach, beforeEach, expect } from "vitest";
import type { MetaClient, MetaProblem } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { checkoutPayload, orderPayload } from "#app/integrations/shopify/index.ts";
import { createScheduler, setAutomationMode } from "#app/modules/automations/index.ts";
import { createInbox, createProcessor, receiveMeta } from "#app/modules/deliveries/index.ts";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { connectNumber } from "#app/modules/numbers/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { prepareTemplates } from "#app/modules/templates/index.ts";
import { systemClock } from "#app/platform/clock.ts";
import { createSecretBox, hmacSha256 } from "#app/platform/crypto.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { createLog } from "#app/platform/log.ts";
import { createMetrics } from "#app/platform/metrics.ts";
import { silentObserver } from "#app/platform/observer.ts";
import { createSignals } from "#app/platform/signals.ts";
import { agreeInCheckout } from "#tests/agree.ts";
import { funnelOfFigures, funnelOfLedger } from "#tests/funnel-of-ledger.ts";
import { readyAccount } from "#tests/ready-account.ts";
import { testEnv } from "#tests/server/running-app.ts";
import type { TestDatabase } from "./harness.ts";

export const NOON = new Date("2026-11-24T11:00:00Z");
export const PHONE = "+393331234567";
export const NUMBER = "106540352242922";

interface SentCall {
  readonly to?: string;
  readonly template?: { readonly name: string; readonly components: readonly object[] };
  readonly biz_opaque_callback_data: string;
}

/** What a story reads and sets while it is played. */
interface Play {
  services: Services;
  shopId: ShopId;
  domain: string;
  /** What happens while a call to Meta is under way. */
  duringSend: (() => Promise<void>) | undefined;
  /** Names of the texts that Meta was sent. */
  submitted: string[];
  /** What Meta took. */
  sent: SentCall[];
  /** Which endpoint was called, each time, whatever it answered. */
  called: string[];
  /** Endpoints that refuse every call, with what they say. */
  refusing: Partial<Record<string, MetaProblem>>;
  /** What Meta answers to each send, while it is set. */
  failWith: MetaProblem | undefined;
  /** How many orders Shopify knows of any cart; undefined: it does not answer. */
  ordersAtShopify: number | undefined;
  /** Shop time. */
  now: Date;
}

/**
 * A shop with its number, texts and automations, made anew before each test, with Meta and Shopify answering by hand.
 */
export function playShop(database: TestDatabase) {
  const play = {} as Play;

  const meta: Partial<MetaClient> = {
    ...readyAccount,
    async numbersOf() {
      return { ok: true, value: [`${NUMBER}-${play.shopId}`] };
    },
    async createTemplate(_waba, _token, template) {
      play.submitted.push((template as { name: string }).name);
      return { ok: true, value: { id: newId(), status: "APPROVED" } };
    },
    async sendMessage(_number, _token, payload, endpoint = "messages") {
      await play.duringSend?.();
      play.called.push(endpoint);
      const refused = play.refusing[endpoint];
      if (refused) return { ok: false, problem: refused };
      if (play.failWith) return { ok: false, problem: play.failWith };
      const call = payload as SentCall;
      // The database is shared with the other stories of this file.
      if (call.biz_opaque_callback_data.includes(play.shopId)) play.sent.push(call);
      const wamid = `wamid.${newId()}`;
      return { ok: true, value: { wamid, held: false, waId: undefined, userId: undefined } };
    },
  };

  beforeEach(async () => {
    play.sent = [];
    play.called = [];
    play.refusing = {};
    play.submitted = [];
    play.duringSend = undefined;
    play.failWith = undefined;
    play.ordersAtShopify = 0;
    play.now = NOON;
    const clock = { now: () => play.now, offsetMs: 0, setOffset: () => undefined };
    play.services = {
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
          if (play.ordersAtShopify === undefined)
            return { ok: false, problem: { kind: "unavailable", retry: "later", detail: "" } };
          const nodes = Array.from({ length: play.ordersAtShopify }, () => ({ id: "1", name: "#1" }));
          return { ok: true, value: shape.parse({ orders: { nodes } }) };
        },
      }),
    };
    play.domain = `shop-${newId()}.myshopify.com`;
    play.shopId = await shopIdOf(play.services, play.domain);
    await play.services.database.shop(play.shopId).shop.updateMany({
      data: { timeZone: "Europe/Rome", countryCode: "IT", currency: "EUR", name: "Casa Aurora" },
    });
    const request = {
      phoneNumberId: `${NUMBER}-${play.shopId}`,
      wabaId: `waba-${play.shopId}`,
      token: "token",
    };
    expect(await connectNumber(play.services, play.shopId, "staff:1", request)).toEqual({ ok: true });
    expect(await prepareTemplates(play.services, play.shopId, "staff:1")).toMatchObject({
      ok: true,
      submitted: 9,
    });
    for (const kind of ["cart_recovery", "order_confirmed", "order_shipped", "order_refunded"] as const) {
      await setAutomationMode(play.services, play.shopId, "staff:1", kind, "live");
    }
  });

  /** The automations' figures are kept day by day: after each story they are those of the runs themselves. */
  afterEach(async () => {
    const runs = await db().enrolment.findMany({ include: { automation: { select: { kind: true } } } });
    const counted = new Map<string, number>();
    const count = (key: string) => counted.set(key, (counted.get(key) ?? 0) + 1);
    for (const { automation, endReason } of runs) {
      count(`${automation.kind} runs_started`);
      if (endReason && endReason !== "completed") count(`${automation.kind} runs_ended_${endReason}`);
    }
    const figures = await db().dailyFigure.groupBy({
      by: ["origin", "metric"],
      where: { metric: { startsWith: "runs_" } },
      _sum: { amount: true },
    });
    const kept = figures.map(
      ({ origin, metric, _sum }) => [`${origin} ${metric}`, Number(_sum.amount)] as const,
    );
    expect(new Map(kept.filter(([, amount]) => amount !== 0))).toEqual(counted);
  });

  /** So is the funnel, whatever happened to the carts. */
  afterEach(async () => {
    expect(await funnelOfFigures(db())).toEqual(await funnelOfLedger(db()));
  });

  const db = () => play.services.database.shop(play.shopId);
  const later = (ms: number) => {
    play.now = new Date(play.now.getTime() + ms);
  };

  async function shopify(topic: string, payload: object): Promise<void> {
    await play.services.database.system.inboxDelivery.create({
      data: {
        id: newId(),
        key: newId(),
        source: "shopify",
        topic,
        shopDomain: play.domain,
        triggeredAt: play.now,
        headers: {},
        body: JSON.stringify(payload),
        nextAttemptAt: systemClock.now(),
        receivedAt: systemClock.now(),
      },
    });
    await createProcessor(play.services).drain();
  }

  const leaveCart = (changes: object = {}) => {
    const payload = {
      token: `tok-${play.shopId}`,
      cart_token: "cart-1",
      currency: "EUR",
      presentment_currency: "EUR",
      total_price: "84.00",
      customer_locale: "it",
      created_at: play.now.toISOString(),
      updated_at: play.now.toISOString(),
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
      checkout_token: `tok-${play.shopId}`,
      created_at: play.now.toISOString(),
      updated_at: play.now.toISOString(),
      currency: "EUR",
      total_price: "84.00",
      order_status_url: "https://casa-aurora.example/orders/1042",
      shipping_address: { first_name: "Giulia", phone: PHONE, country_code: "IT" },
      ...changes,
    };
    orderPayload.parse(payload);
    return shopify("orders/create", payload);
  };

  async function agree(
    purposes: readonly ("marketing" | "utility")[] = ["marketing", "utility"],
    more: { readonly shopifyCustomer?: string } = {},
  ) {
    const { database: store } = play.services;
    await agreeInCheckout(store, play.shopId, PHONE, play.now, purposes, more);
  }

  async function work(): Promise<void> {
    await createScheduler(play.services).drain();
    await createDispatcher(play.services).drain();
  }

  /** What Meta sends, through the same door. */
  async function metaTells(value: object): Promise<void> {
    const metadata = { phone_number_id: `${NUMBER}-${play.shopId}` };
    const changes = [{ field: "messages", value: { metadata, ...value } }];
    const entry = [{ id: `waba-${play.shopId}`, changes }];
    const body = Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry, nonce: newId() }));
    const signature = `sha256=${hmacSha256(play.services.env.META_APP_SECRET, body).toString("hex")}`;
    const inbox = createInbox(play.services);
    expect(await receiveMeta(play.services, inbox, body, signature)).toMatchObject({ status: 200 });
    await createProcessor(play.services).drain();
  }

  const seconds = () => String(Math.floor(play.now.getTime() / 1_000));
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

  return { play, db, later, shopify, leaveCart, buy, agree, work, metaTells, seconds, status, wrote };
}
