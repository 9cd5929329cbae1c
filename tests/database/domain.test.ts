import fc from "fast-check";
import { expect, it } from "vitest";
import {
  checkoutPayload,
  orderPayload,
  productPayload,
  recencyOf,
  refundPayload,
} from "#app/integrations/shopify/index.ts";
import { deleteProduct, saveProduct } from "#app/modules/catalog/index.ts";
import { completeCheckouts, deleteCheckout, saveCheckout } from "#app/modules/checkouts/index.ts";
import { type ConsentFacts, hasConsent, recordConsent } from "#app/modules/consent/index.ts";
import { resolveContact } from "#app/modules/contacts/index.ts";
import { readFigures } from "#app/modules/figures/index.ts";
import { readFunnel } from "#app/modules/funnel/index.ts";
import { saveOrder, saveRefund, syncRefunded } from "#app/modules/orders/index.ts";
import { clearProblem, openProblems, raiseProblem } from "#app/modules/problems/index.ts";
import {
  getShop,
  pauseSending,
  resumeSending,
  saveSettings,
  shopIdOf,
  uninstallShop,
} from "#app/modules/shops/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { createSignals } from "#app/platform/signals.ts";
import { onBothDatabases } from "./harness.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const shopTime = { now: () => NOW, offsetMs: 0, setOffset: () => undefined };

const checkout = (changes: object = {}) =>
  checkoutPayload.parse({
    token: "tok-1",
    cart_token: "cart-1",
    email: "giulia@example.com",
    currency: "EUR",
    presentment_currency: "EUR",
    total_price: "84.00",
    created_at: "2026-11-23T11:00:00+01:00",
    updated_at: "2026-11-23T11:05:00+01:00",
    abandoned_checkout_url: "https://shop.example/recover",
    shipping_address: { first_name: "Giulia", last_name: "Rossi", phone: "333 123 4567", country_code: "IT" },
    line_items: [{ product_id: 632910392, title: "Moka", quantity: 2, price: "42.00" }],
    ...changes,
  });

const order = (changes: object = {}) =>
  orderPayload.parse({
    admin_graphql_api_id: "gid://shopify/Order/820982911946154508",
    name: "#1042",
    checkout_token: "tok-1",
    created_at: "2026-11-23T11:30:00+01:00",
    updated_at: "2026-11-23T11:30:00+01:00",
    currency: "EUR",
    total_price: "84.00",
    customer: { admin_graphql_api_id: "gid://shopify/Customer/603851970716743426", first_name: "Giulia" },
    ...changes,
  });

onBothDatabases("the domain", (database) => {
  const services = () => ({ database: database.get(), shopTime, signals: createSignals() });
  const newShop = () => shopIdOf(services(), `shop-${newId()}.myshopify.com`);
  const inShop = async <T>(
    shopId: ShopId,
    work: (tx: Parameters<Parameters<ReturnType<typeof database.get>["transaction"]>[1]>[0]) => Promise<T>,
  ) => database.get().transaction(shopId, work) as Promise<T>;
  const save = async (shopId: ShopId, changes: object = {}, triggered?: string) => {
    const shop = await getShop(services(), shopId);
    const payload = checkout(changes);
    const recency = recencyOf(payload.updated_at, triggered ? new Date(triggered) : undefined, NOW);
    return inShop(shopId, (tx) => saveCheckout(tx, shop, payload, recency, NOW));
  };

  it("makes a shop once, however many ask at the same time", async () => {
    const domain = `shop-${newId()}.myshopify.com`;
    const ids = await Promise.all(Array.from({ length: 10 }, () => shopIdOf(services(), domain)));
    expect(new Set(ids).size).toBe(1);
  });

  it("knows a checkout by its token, its person by the phone in the address", async () => {
    const shopId = await newShop();
    const { checkout: row, contact } = await save(shopId);
    expect(row).toMatchObject({
      token: "tok-1",
      totalMinor: 8400n,
      currency: "EUR",
      phone: "+393331234567",
      state: "open",
    });
    expect(row.startedAt).toEqual(new Date("2026-11-23T10:00:00Z"));
    expect(contact).toMatchObject({ phone: "+393331234567", firstName: "Giulia", countryCode: "IT" });
  });

  it("takes no phone that is none, and writes to nobody without one", async () => {
    const shopId = await newShop();
    const shipping = { first_name: "Steve", phone: "555-555-SHIP", country_code: "US" };
    const { checkout: row, contact } = await save(shopId, { shipping_address: shipping });
    expect(row.phone).toBeNull();
    expect(contact).toBeUndefined();
  });

  it("keeps the amount that the shopper saw beside the shop's, also without decimals", async () => {
    const shopId = await newShop();
    const { checkout: row } = await save(shopId, {
      presentment_currency: "JPY",
      total_price_set: {
        shop_money: { amount: "84.00", currency_code: "EUR" },
        presentment_money: { amount: "13860.0", currency_code: "JPY" },
      },
    });
    expect(row).toMatchObject({
      totalMinor: 8400n,
      presentmentCurrency: "JPY",
      presentmentTotalMinor: 13860n,
    });
  });

  it("ends in the newest news, in whatever order and however often they come", async () => {
    const news = [
      { updated_at: "2026-11-23T10:00:00Z", total_price: "10.00" },
      { updated_at: "2026-11-23T10:01:00Z", total_price: "20.00" },
      { updated_at: "2026-11-23T10:02:00Z", total_price: "30.00" },
    ];
    const orders = fc.shuffledSubarray([...news, ...news], { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(orders, async (deliveries) => {
        const shopId = await newShop();
        for (const one of deliveries) await save(shopId, one);
        const rows = await database.get().shop(shopId).checkout.findMany({});
        expect(rows.map((row) => row.totalMinor)).toEqual([3000n]);
      }),
      { numRuns: 8, seed: 20261123 },
    );
  });

  it("decides a tie of updated_at by the moment of the trigger", async () => {
    const shopId = await newShop();
    await save(shopId, { total_price: "2.00" }, "2026-11-23T10:00:02Z");
    await save(shopId, { total_price: "1.00" }, "2026-11-23T10:00:01Z");
    const row = await database.get().shop(shopId).checkout.findFirst({});
    expect(row?.totalMinor).toBe(200n);
  });

  it("never raises what was deleted", async () => {
    const shopId = await newShop();
    const recency = recencyOf(undefined, new Date("2026-11-23T09:00:00Z"), NOW);
    await inShop(shopId, (tx) => deleteCheckout(tx, "tok-1", null, recency, NOW));
    await save(shopId);
    const db = database.get().shop(shopId);
    expect(await db.checkout.findFirst({})).toMatchObject({ state: "deleted" });
    const gid = "gid://shopify/Product/632910392";
    const product = productPayload.parse({ admin_graphql_api_id: gid, handle: "moka", title: "Moka" });
    await inShop(shopId, (tx) => deleteProduct(tx, gid, recency, NOW));
    await inShop(shopId, (tx) =>
      saveProduct(tx, product, recencyOf("2026-11-24T00:00:00Z", undefined, NOW), NOW),
    );
    expect(await db.product.findFirst({})).toMatchObject({ status: "deleted", title: "" });
  });

  it("closes the cart that an order came of", async () => {
    const shopId = await newShop();
    await save(shopId);
    const paidAt = new Date("2026-11-23T10:30:00Z");
    await inShop(shopId, (tx) =>
      completeCheckouts(tx, { checkoutToken: "tok-1", cartToken: null }, paidAt, NOW),
    );
    expect(await database.get().shop(shopId).checkout.findFirst({})).toMatchObject({
      state: "completed",
      completedAt: paidAt,
    });
  });

  it("keeps an order's id to the last digit, and what was paid back, whichever came first", async () => {
    const shopId = await newShop();
    const shop = await getShop(services(), shopId);
    const refund = refundPayload.parse({
      id: 509562969,
      order_id: "820982911946154508",
      created_at: "2026-11-23T12:00:00Z",
      transactions: [{ amount: "20.00", kind: "refund", status: "success", currency: "EUR" }],
    });
    await inShop(shopId, (tx) => saveRefund(tx, refund, "EUR", NOW));
    await inShop(shopId, async (tx) => {
      const payload = order();
      await saveOrder(tx, shop, payload, recencyOf(payload.updated_at, undefined, NOW), NOW);
      await syncRefunded(tx, payload.admin_graphql_api_id);
    });
    expect(await inShop(shopId, (tx) => saveRefund(tx, refund, "EUR", NOW))).toBeUndefined();
    expect(await database.get().shop(shopId).order.findFirst({})).toMatchObject({
      shopifyId: "gid://shopify/Order/820982911946154508",
      totalMinor: 8400n,
      refundedMinor: 2000n,
    });
  });

  it("finds one person by phone, by customer and by WhatsApp's id", async () => {
    const shopId = await newShop();
    const phone = { e164: "+393331234567", country: "IT" };
    const customer = "gid://shopify/Customer/1";
    const ids = await inShop(shopId, async (tx) => [
      await resolveContact(tx, { phone, shopifyCustomer: customer, firstName: "Giulia" }, NOW),
      await resolveContact(tx, { phone, bsuid: "IT.1" }, NOW),
      await resolveContact(tx, { bsuid: "IT.1" }, NOW),
      await resolveContact(tx, { shopifyCustomer: customer }, NOW),
      await resolveContact(tx, { email: "nobody@example.com" }, NOW),
    ]);
    expect(new Set(ids.slice(0, 4).map((contact) => contact?.id)).size).toBe(1);
    expect(ids[3]?.firstName).toBe("Giulia");
    expect(ids[4]).toBeUndefined();
  });

  it("lets the latest consent hold, keeps the evidence of each, and counts what changed", async () => {
    const shopId = await newShop();
    const contact = await inShop(shopId, (tx) => resolveContact(tx, { bsuid: newId() }, NOW));
    if (!contact) throw new Error("no contact");
    const facts = (granted: boolean, at: string): ConsentFacts => ({
      contactId: contact.id,
      purpose: "marketing",
      granted,
      source: "checkout",
      wording: "Send me reminders and offers on WhatsApp",
      wordingVersion: "1",
      locale: "en",
      phone: null,
      evidence: { surface: "checkout" },
      actor: "contact",
      occurredAt: new Date(at),
      causedBy: null,
    });
    const record = (granted: boolean, at: string) =>
      inShop(shopId, (tx) => recordConsent(tx, facts(granted, at), NOW));
    const db = database.get().shop(shopId);
    expect(await hasConsent(db, contact.id, "marketing")).toBeUndefined();
    expect(await record(true, "2026-11-23T10:00:00Z")).toBe("granted");
    expect(await hasConsent(db, contact.id, "marketing")).toMatchObject({
      since: new Date("2026-11-23T10:00:00Z"),
    });
    expect(await hasConsent(db, contact.id, "utility")).toBeUndefined();
    expect(await record(false, "2026-11-23T11:00:00Z")).toBe("revoked");
    // News of an older "yes" that come late do not undo the "stop".
    expect(await record(true, "2026-11-23T10:30:00Z")).toBe("revoked");
    expect(await hasConsent(db, contact.id, "marketing")).toBeUndefined();
    expect(await db.consentRecord.count({})).toBe(3);
    const day = new Date("2026-11-23T00:00:00Z");
    const figures = await readFigures(db, day, day);
    expect(figures.map(({ metric, amount }) => [metric, amount]).sort()).toEqual([
      ["consents", 1n],
      ["optouts", 1n],
    ]);
  });

  it("counts how far carts got", async () => {
    const shopId = await newShop();
    await save(shopId);
    await save(shopId, { token: "tok-2", cart_token: "cart-2", shipping_address: null });
    const funnel = await readFunnel(services(), await getShop(services(), shopId), NOW);
    expect(funnel).toEqual({ left: 2, phone: 1, consent: 0, written: 0, returned: 0 });
  });

  it("shows a problem until it is mended, since when it has been there", async () => {
    const shopId = await newShop();
    const later = new Date("2026-11-23T13:00:00Z");
    await inShop(shopId, (tx) => raiseProblem(tx, "template_paused", "cart_reminder_1", NOW));
    await inShop(shopId, (tx) => raiseProblem(tx, "meta_token_revoked", "", later));
    await inShop(shopId, (tx) => raiseProblem(tx, "template_paused", "cart_reminder_1", later));
    const open = await openProblems(services(), shopId);
    expect(open.map(({ kind, since }) => [kind, since])).toEqual([
      ["meta_token_revoked", later],
      ["template_paused", NOW],
    ]);
    await inShop(shopId, (tx) => clearProblem(tx, "meta_token_revoked", "", later));
    expect(await openProblems(services(), shopId)).toHaveLength(1);
  });

  it("pauses and resumes sending in somebody's name", async () => {
    const shopId = await newShop();
    await pauseSending(services(), shopId, "staff:7", { scope: "all", reason: "stock-taking" });
    expect(await getShop(services(), shopId)).toMatchObject({
      pause: "all",
      pausedBy: "staff:7",
      pauseReason: "stock-taking",
    });
    await resumeSending(services(), shopId, "staff:7");
    expect(await getShop(services(), shopId)).toMatchObject({ pause: "none", pausedBy: null });
    const events = await database
      .get()
      .shop(shopId)
      .event.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([
      ["sending.paused", "staff:7"],
      ["sending.resumed", "staff:7"],
    ]);
  });

  it("saves settings once for each version that somebody saw", async () => {
    const shopId = await newShop();
    const { settings, settingsVersion } = await getShop(services(), shopId);
    const changed = { ...settings, attributionDays: 7 };
    expect(await saveSettings(services(), shopId, "staff:7", changed, settingsVersion)).toEqual({ ok: true });
    expect(await saveSettings(services(), shopId, "staff:8", changed, settingsVersion)).toMatchObject({
      problem: "stale",
    });
    const wrong = { ...settings, quietHours: { from: "25:00", to: "09:00" } };
    expect(await saveSettings(services(), shopId, "staff:7", wrong, settingsVersion + 1)).toMatchObject({
      problem: "invalid",
      fields: { "quietHours.from": expect.any(String) },
    });
    expect((await getShop(services(), shopId)).settings.attributionDays).toBe(7);
  });

  it("does not believe an uninstall from before the last install", async () => {
    const shopId = await newShop();
    const uninstall = (at: string) =>
      inShop(shopId, (tx) => uninstallShop(tx, new Date(at), NOW, "delivery:1"));
    expect(await uninstall("2026-11-23T11:59:59Z")).toBe(false);
    expect(await uninstall("2026-11-23T12:00:01Z")).toBe(true);
    expect((await getShop(services(), shopId)).status).toBe("uninstalled");
  });
});
