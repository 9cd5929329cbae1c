import type { Services } from "#app/integrations/services.ts";
import { createScheduler, setAutomationMode } from "#app/modules/automations/index.ts";
import { createInbox, createProcessor, receiveMeta, receiveShopify } from "#app/modules/deliveries/index.ts";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { connectNumber } from "#app/modules/numbers/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { prepareTemplates } from "#app/modules/templates/index.ts";
import { MINUTE, plus, SECOND } from "#app/platform/clock.ts";
import { createSecretBox, hmacSha256 } from "#app/platform/crypto.ts";
import { connectDatabase } from "#app/platform/database/connect.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { createLog } from "#app/platform/log.ts";
import { createMetrics } from "#app/platform/metrics.ts";
import type { Point } from "#app/platform/observer.ts";
import { createSignals } from "#app/platform/signals.ts";
import { applyMigrations } from "#prisma/apply.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { type MetaPlay, playMeta, type SendCall } from "./played-meta.ts";
import { createRandom, type Random, randomOf } from "./random.ts";

const BEGIN = new Date("2026-11-24T08:00:00Z");

export const AUTOMATIONS = [
  "cart_recovery",
  "order_confirmed",
  "order_shipped",
  "order_refunded",
  "order_cancelled",
] as const;

/** A shop of the simulation. `mark` is a word that stands in its data and in no other shop's. */
export interface PlayedShop {
  readonly id: ShopId;
  readonly index: number;
  readonly domain: string;
  readonly mark: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
}

/** What was truly so, whatever the app made of it. Times are when the app was told. */
export interface Truth {
  readonly stops: { readonly shopId: string; readonly phone: string; readonly at: Date }[];
  readonly agreements: { readonly shopId: string; readonly phone: string; readonly at: Date }[];
  readonly purchases: {
    readonly shopId: string;
    readonly phone: string;
    readonly token: string;
    readonly at: Date;
  }[];
  /** Orders as Shopify has them, at once. */
  readonly orderedCheckouts: Set<string>;
}

interface Waiting {
  readonly at: Date;
  readonly send: () => Promise<void>;
}

/** Two shops, the platforms' stand-ins, the database and both clocks. */
export interface SimulatedWorld {
  readonly random: Random;
  readonly truth: Truth;
  readonly meta: MetaPlay;
  readonly shops: readonly PlayedShop[];
  readonly services: Services;
  readonly counts: Record<string, number>;
  now(): Date;
  /** Something to be delivered: by the seed late, repeated, out of order. @param told when it has arrived first */
  post(send: () => Promise<void>, told?: () => void): void;
  shopify(shop: PlayedShop, topic: string, payload: object): () => Promise<void>;
  metaTells(shop: PlayedShop, value: object, field?: string): () => Promise<void>;
  /** Both clocks go on; deliveries that are due arrive, and the app does what is due. */
  goOn(ms: number): Promise<void>;
  /** Shop time alone leaps ahead. */
  leap(ms: number): Promise<void>;
  /** The worker dies at its next passing of this point. */
  dieAt(point: Point): void;
  /** A new process on the same database. */
  restart(): void;
  /** No more faults; everything that waits arrives. */
  calm(): Promise<void>;
  count(what: string): void;
  close(): Promise<void>;
}

class WorkerDied extends Error {}

export async function createSimulatedWorld(seed: number): Promise<SimulatedWorld> {
  const random = createRandom(seed);
  const counts: Record<string, number> = {};
  const truth: Truth = { stops: [], agreements: [], purchases: [], orderedCheckouts: new Set() };
  const waiting: Waiting[] = [];
  const shops: PlayedShop[] = [];
  let shopNow = BEGIN;
  let systemNow = BEGIN;
  let deadly: Point | undefined;
  let isCalm = false;
  const now = () => shopNow;
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  const address = { DATABASE_URL: undefined, DATA_DIR: "memory://", DATABASE_POOL: 2 };
  const database = await connectDatabase(address);
  const { oneConnection } = database.opened;
  await applyMigrations({ oneConnection, folder: "prisma/migrations", now });

  const meta = playMeta({ seed, now, onTaken: (call, callback) => reportLater(call, callback) });

  /** System time never stands still: what waits for its place in the second comes to it without waiting. */
  const systemTime = {
    now() {
      systemNow = plus(systemNow, 1);
      return systemNow;
    },
  };
  const shopTime = { now, offsetMs: 0, setOffset: () => undefined };

  function makeServices(): Services {
    return {
      env: testEnv(address),
      log: createLog("silent"),
      metrics: createMetrics(),
      database,
      systemTime,
      shopTime,
      secrets: createSecretBox(`k1:${Buffer.alloc(32, 7).toString("base64")}`),
      observer: {
        reach(point) {
          if (point !== deadly) return;
          deadly = undefined;
          count("worker died");
          throw new WorkerDied(point);
        },
      },
      signals: createSignals(),
      processId: newId(),
      meta: meta.client,
      admin: () => ({
        async query(_document, variables, shape) {
          const search = String((variables as { search?: string }).search);
          const bought = truth.orderedCheckouts.has(search.replace("checkout_token:", ""));
          const nodes = bought ? [{ id: "1", name: "#1" }] : [];
          return { ok: true, value: shape.parse({ orders: { nodes } }) };
        },
      }),
    };
  }

  function makeProcess() {
    const services = makeServices();
    return {
      services,
      inbox: createInbox(services),
      processor: createProcessor(services),
      scheduler: createScheduler(services),
      dispatcher: createDispatcher(services),
    };
  }
  let process = makeProcess();

  async function work(): Promise<void> {
    const { processor, scheduler, dispatcher } = process;
    for (const part of [processor, scheduler, dispatcher]) {
      await part.drain().catch((error: unknown) => {
        if (!(error instanceof WorkerDied)) throw error;
      });
    }
  }

  /** Meta's reports about a message: late, repeated, out of order, and now and then never. */
  function reportLater(call: SendCall, callback: string): void {
    const shop = shops.find(({ phoneNumberId }) => phoneNumberId === call.phoneNumberId);
    if (!shop) return;
    const nth = meta.calls.filter(({ recipient }) => recipient === call.recipient).length;
    const chances = randomOf(seed, `report ${call.phoneNumberId} ${call.recipient} ${call.template} ${nth}`);
    const names = chances.chance(0.06)
      ? ["failed"]
      : ["sent", "delivered", ...(chances.chance(0.5) ? ["read"] : [])];
    for (const [index, name] of names.entries()) {
      if (!isCalm && chances.chance(0.04)) continue;
      const at = plus(call.at, (index + 1) * 20 * SECOND);
      const failed = { errors: [{ code: 131026, title: "Message undeliverable" }] };
      const priced = {
        pricing: { billable: true, pricing_model: "PMP", category: "utility", type: "regular" },
      };
      const send = metaTells(shop, {
        statuses: [
          {
            id: call.wamid,
            status: name,
            timestamp: String(Math.floor(at.getTime() / 1_000)),
            recipient_id: call.recipient.slice(1),
            biz_opaque_callback_data: callback,
            ...(name === "failed" ? failed : priced),
          },
        ],
      });
      const late = chances.chance(0.15) ? chances.between(1, 300) * MINUTE : chances.between(0, 180) * SECOND;
      waiting.push({ at: plus(call.at, late), send });
      if (chances.chance(0.2))
        waiting.push({ at: plus(call.at, late + chances.between(0, 90) * MINUTE), send });
    }
  }

  function shopify(shop: PlayedShop, topic: string, payload: object): () => Promise<void> {
    const body = Buffer.from(JSON.stringify(payload));
    const headers: Readonly<Record<string, string>> = {
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-hmac-sha256": hmacSha256(process.services.env.SHOPIFY_API_SECRET, body).toString("base64"),
      "x-shopify-api-version": "2026-10",
      "x-shopify-event-id": newId(),
      "x-shopify-webhook-id": newId(),
      "x-shopify-triggered-at": shopNow.toISOString(),
    };
    return async () => {
      const { status } = await receiveShopify(process.services, process.inbox, body, (name) => headers[name]);
      if (status !== 200) throw new Error(`${topic} was answered ${status}`);
      count(`told ${topic}`);
    };
  }

  function metaTells(shop: PlayedShop, value: object, field = "messages"): () => Promise<void> {
    const metadata = { phone_number_id: shop.phoneNumberId };
    const changes = [{ field, value: { metadata, ...value } }];
    const entry = [{ id: shop.wabaId, changes }];
    const body = Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry }));
    const signature = `sha256=${hmacSha256(process.services.env.META_APP_SECRET, body).toString("hex")}`;
    return async () => {
      const { status } = await receiveMeta(process.services, process.inbox, body, signature);
      if (status !== 200) throw new Error(`Meta was answered ${status}`);
      count(`told by Meta`);
    };
  }

  async function arrive(): Promise<void> {
    const due = waiting.filter(({ at }) => at <= shopNow).sort((one, other) => +one.at - +other.at);
    for (const delivery of due) waiting.splice(waiting.indexOf(delivery), 1);
    for (const { send } of due) await send();
  }

  async function goOn(ms: number): Promise<void> {
    shopNow = plus(shopNow, ms);
    systemNow = plus(systemNow, ms);
    await arrive();
    await work();
  }

  for (const index of [0, 1]) {
    const domain = `simulated-${index}.myshopify.com`;
    const id = await shopIdOf(process.services, domain);
    const mark = ["Moka", "Lanterna"][index] ?? "";
    const shop = { id, index, domain, mark, phoneNumberId: `number-${index}`, wabaId: `waba-${index}` };
    shops.push(shop);
    await database.shop(id).shop.updateMany({
      data: { timeZone: "Europe/Rome", countryCode: "IT", currency: "EUR", name: `Casa ${mark}` },
    });
    const connected = await connectNumber(process.services, id, "staff:1", { ...shop, token: "token" });
    if (!connected.ok) throw new Error("the number was not connected");
    await prepareTemplates(process.services, id, "staff:1");
    for (const kind of AUTOMATIONS) await setAutomationMode(process.services, id, "staff:1", kind, "live");
  }

  return {
    random,
    truth,
    meta,
    shops,
    counts,
    get services() {
      return process.services;
    },
    now,
    count,
    shopify,
    metaTells,
    goOn,
    post(send, told = () => undefined) {
      const delay = () => (isCalm ? 0 : random.chance(0.2) ? random.between(1, 180) * MINUTE : 0);
      let first = true;
      const once = async () => {
        await send();
        if (first) told();
        first = false;
      };
      waiting.push({ at: plus(shopNow, delay()), send: once });
      if (random.chance(0.25))
        waiting.push({ at: plus(shopNow, random.between(0, 120) * MINUTE), send: once });
    },
    async leap(ms) {
      count("clock leapt");
      shopNow = plus(shopNow, ms);
      await arrive();
      await work();
    },
    dieAt(point) {
      deadly = point;
    },
    restart() {
      count("restarted");
      process = makeProcess();
    },
    async calm() {
      isCalm = true;
      meta.calm = true;
      meta.revoked.clear();
      deadly = undefined;
      // Longer than anything waits: reports, a promotion after too many, an order's news once more.
      for (let hour = 0; hour < 100; hour++) {
        if (hour % 6 === 0) await process.dispatcher.sweep();
        await goOn(60 * MINUTE);
      }
    },
    close: () => database.close(),
  };
}
