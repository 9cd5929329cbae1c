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
import type { StoreAddress } from "#tests/database/harness.ts";
import { startWeb } from "#tests/server/running-app.ts";
import { deliver } from "#tests/server/shopify-sender.ts";
import { deliverToDying } from "./killed.ts";
import { type PlayedMeta, startPlayedMeta } from "./played-meta.ts";

/**
 * The process that sends a message is killed at each point of a send, again and again on the same database: before it
 * claims the message, after it, after Meta has answered, after the answer was recorded, and while it understands the
 * webhook that the message follows from. What was sent must never be sent again, and nothing may be lost: a message
 * whose outcome nobody knows is uncertain until Meta's status or, for news of an order, an hour has settled it.
 */

const POINTS = [
  "dispatch.before_claim",
  "dispatch.after_claim",
  "dispatch.after_call",
  "dispatch.after_record",
  "delivery.in_transaction",
] as const;
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 20);

interface Shop {
  readonly shopId: ShopId;
  readonly domain: string;
  readonly phoneNumberId: string;
}

const PHONE = { e164: "+393331234567", country: "IT" };

export function killedSender(address: StoreAddress): void {
  let meta: PlayedMeta;
  const folders: string[] = [];

  beforeAll(async () => {
    meta = await startPlayedMeta();
  });
  afterAll(async () => {
    await meta.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

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
    await services.database.transaction(shopId, async (tx) => {
      await tx.db.phoneNumber.create({
        data: {
          shopId,
          id: newId(),
          phoneNumberId,
          wabaId: "waba",
          displayPhoneNumber: "+39 02 5550 1234",
          wabaCurrency: "USD",
          accessToken: services.secrets.seal("token", shopId, "phone_number.access_token"),
          state: "connected",
          connectedAt: now,
          updatedAt: now,
        },
      });
      const text = readyText("order_confirmed", "en");
      if (!text) throw new Error("the library lacks a text");
      const { components, bindings } = buildTemplate(text, "en", "http://localhost:3000", undefined);
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
          wabaId: "waba",
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
      const store = { ...address, DATA_DIR: folder, GRAPH_BASE_URL: meta.origin };
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
        const tell = async () => {
          for (const { phoneNumberId, shopId } of shops)
            await meta.tellStatuses(origin, phoneNumberId, shopId, services.env.META_APP_SECRET);
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
          expect(meta.acceptedOf(shopId)).toHaveLength(1);
        }
      } finally {
        await app.stop();
      }
    },
    900_000,
  );
}
