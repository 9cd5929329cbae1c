import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Services } from "#app/integrations/services.ts";
import { setAutomationMode } from "#app/modules/automations/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { resolveContact } from "#app/modules/contacts/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { buildTemplate, readyText } from "#app/modules/templates/index.ts";
import { HOUR, MINUTE } from "#app/platform/clock.ts";
import type { Env } from "#app/platform/env.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { type Sandbox, startSandbox } from "#sandbox/server.ts";
import type { StoreAddress } from "#tests/database/harness.ts";
import { startWeb, testEnv } from "#tests/server/running-app.ts";
import { deliver } from "#tests/server/shopify-sender.ts";
import { deliverToDying } from "./killed.ts";

/**
 * The process that sends a message is killed at each point of a send, again and again on the same database: before it
 * claims the message, after it, when it has begun to call Meta, after Meta has answered, after the answer was recorded, and while it understands the
 * webhook that the message follows from. What was sent must never be sent again, and nothing may be lost: a message
 * whose outcome nobody knows is uncertain until Meta's status or, for news of an order, an hour has settled it.
 */

const POINTS = [
  "dispatch.before_claim",
  "dispatch.after_claim",
  "dispatch.after_begin",
  "dispatch.after_call",
  "dispatch.after_record",
  "delivery.in_transaction",
] as const;
/** A process starts for each; more of them, for longer: `FAULT_ROUNDS=20 bin/test faults`. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 4);
const WABA = "waba";

interface Shop {
  readonly shopId: ShopId;
  readonly domain: string;
  readonly phoneNumberId: string;
}

/** A number at Meta, one for each shop. */
const numberOf = (phoneNumberId: string, index: number) => ({
  phoneNumberId,
  wabaId: WABA,
  number: `+3902555${String(index).padStart(5, "0")}`,
  verifiedName: "Casa Aurora",
});

function confirmation() {
  const text = readyText("order_confirmed", "en");
  if (!text) throw new Error("the library lacks a text");
  return buildTemplate(text, "en", "http://localhost:3000", undefined);
}

/** Where Meta tells of messages, from then on. */
const deployedAt = (origin: string, env: Env): Sandbox["world"]["deployment"] => ({
  toml: "",
  clientId: env.SHOPIFY_API_KEY,
  clientSecret: env.SHOPIFY_API_SECRET,
  appUrl: origin,
  meta: {
    appId: env.META_APP_ID,
    appSecret: env.META_APP_SECRET,
    verifyToken: env.META_WEBHOOK_VERIFY_TOKEN,
    webhookUrl: `${origin}/webhooks/meta`,
  },
  extensions: [],
});

const PHONE = { e164: "+393331234567", country: "IT" };

export function killedSender(address: StoreAddress): void {
  let sandbox: Sandbox;
  const folders: string[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    const { meta } = sandbox;
    Object.assign(meta.behaviour, { reviewDelayMs: 0, sentAfterMs: 0, deliveredAfterMs: 0 });
    meta.directory.addToken("token");
    const { waba } = meta.directory.addNumber(numberOf("unused", 0));
    waba.subscribedApps.add(testEnv(address).META_APP_ID);
    const { components } = confirmation();
    const text = { name: "confirmed", language: "en", category: "UTILITY", parameter_format: "named" };
    meta.templates.create(waba, { ...text, components });
  });
  afterAll(async () => {
    await sandbox.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** The shopper's phone is off until somebody looks: no news of a delivery go to a process that has died. */
  const phone = () => sandbox.meta.people.ofNumber(PHONE.e164);

  /** How often Meta has accepted a message of this shop. */
  function accepted(shopId: ShopId): number {
    const calls = sandbox.world.ledger.list({ kind: "call", name: "messages.send" });
    return calls.filter(({ status, request }) => status === 200 && JSON.stringify(request).includes(shopId))
      .length;
  }

  /** A shop that may send, with a number of its own: no lane waits for the lease of another round. */
  async function prepareShop(services: Services): Promise<Shop> {
    const phoneNumberId = `number-${newId()}`;
    const domain = `shop-${newId()}.myshopify.com`;
    const shopId = await shopIdOf(services, domain);
    const now = services.shopTime.now();
    await services.database.sql(
      "INSERT INTO phone_number_owner (phone_number_id, waba_id, shop_id) VALUES ($1, 'waba', $2::uuid)",
      [phoneNumberId, shopId],
    );
    sandbox.meta.directory.addNumber(numberOf(phoneNumberId, sandbox.meta.directory.numbers.size));
    await services.database.transaction(shopId, async (tx) => {
      await tx.db.phoneNumber.create({
        data: {
          shopId,
          id: newId(),
          phoneNumberId,
          wabaId: WABA,
          displayPhoneNumber: "+39 02 5550 1234",
          wabaCurrency: "USD",
          accessToken: services.secrets.seal("token", shopId, "phone_number.access_token"),
          state: "connected",
          connectedAt: now,
          updatedAt: now,
        },
      });
      const { components, bindings } = confirmation();
      const templateId = newId();
      const template = { shopId, id: templateId, purpose: "order_confirmed", name: "confirmed" };
      await tx.db.template.create({
        data: { ...template, category: "UTILITY", createdAt: now, updatedAt: now },
      });
      await tx.db.templateVersion.create({
        data: {
          shopId,
          id: newId(),
          templateId,
          wabaId: WABA,
          language: "en",
          category: "UTILITY",
          parameterFormat: "named",
          components: JSON.parse(JSON.stringify(components)),
          bindings,
          linkUrl: "http://localhost:3000",
          status: "approved",
          createdAt: now,
          updatedAt: now,
        },
      });
      const contact = await resolveContact(tx, { phone: PHONE }, now);
      await recordConsent(
        tx,
        {
          contactId: contact?.id ?? "",
          purpose: "utility",
          granted: true,
          source: "checkout",
          wording: "Yes",
          wordingVersion: "1",
          locale: "en",
          phone: PHONE.e164,
          evidence: {},
          actor: "contact",
          occurredAt: now,
          causedBy: null,
        },
        now,
      );
    });
    await setAutomationMode(services, shopId, "staff:1", "order_confirmed", "live");
    return { shopId, domain, phoneNumberId };
  }

  async function prepareShops(store: Partial<Env>): Promise<Shop[]> {
    const { app } = await startWeb({ ...address, ...store });
    const shops: Shop[] = [];
    for (let round = 0; round < ROUNDS; round++) shops.push(await prepareShop(app.container.services));
    await app.stop();
    return shops;
  }

  const order = (origin: string, { domain }: Shop) =>
    deliver(origin, {
      topic: "orders/create",
      shop: domain,
      body: JSON.stringify({
        admin_graphql_api_id: "gid://shopify/Order/1042",
        name: "#1042",
        created_at: new Date().toISOString(),
        currency: "EUR",
        total_price: "84.00",
        order_status_url: "https://casa-aurora.example/orders/1",
        shipping_address: { phone: PHONE.e164, country_code: "IT" },
      }),
    });

  it.each(POINTS)(
    `at %s sends each message once, ${ROUNDS} times`,
    async (point) => {
      const folder = mkdtempSync(join(tmpdir(), "cartwave-faults-"));
      folders.push(folder);
      const store = { ...address, DATA_DIR: folder, GRAPH_BASE_URL: `${sandbox.origin}/graph` };
      sandbox.meta.inbound.setOnline(phone(), false);
      const shops = await prepareShops(store);
      const unanswered: Shop[] = [];
      for (const [round, shop] of shops.entries()) {
        const killed = await deliverToDying(point, { ...store, ROLE: "all" }, (origin) =>
          order(origin, shop),
        );
        expect(killed, `round ${round}`).toMatchObject({ reached: true, signal: "SIGKILL" });
        if (killed.answered !== 200) unanswered.push(shop);
      }

      const { app, origin } = await startWeb(store);
      try {
        const { services } = app.container;
        sandbox.world.deployment = deployedAt(origin, services.env);
        const tell = async () => {
          sandbox.meta.inbound.setOnline(phone(), true);
          await sandbox.meta.settle();
          await app.settle();
        };
        // Shopify sends again what it got no 200 for.
        for (const shop of unanswered) expect((await order(origin, shop)).status).toBe(200);
        // Leases and new tries end by the machine's clock, which a test does not wait for.
        await services.database.sql("UPDATE lease SET expires_at = $1", [new Date(0)]);
        await services.database.sql("UPDATE inbox_delivery SET next_attempt_at = $1", [new Date(0)]);
        await app.settle();
        await app.sweep();
        // A lane that somebody else owned is looked at again after some seconds.
        services.shopTime.setOffset(MINUTE);
        await app.settle();
        await tell();
        // What no status has settled by now was not sent: it is, an hour later.
        services.shopTime.setOffset(2 * HOUR);
        await app.settle();
        await tell();

        for (const { shopId } of shops) {
          const messages = await services.database.shop(shopId).message.findMany({});
          expect(messages.map(({ status }) => status)).toEqual(["delivered"]);
          expect(accepted(shopId)).toBe(1);
        }
      } finally {
        sandbox.world.deployment = undefined;
        await app.stop();
      }
    },
    900_000,
  );
}
