import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createProcessor } from "#app/modules/deliveries/index.ts";
import type { App } from "#server/app.ts";
import { onBothStores } from "#tests/database/harness.ts";
import { startWeb } from "#tests/server/running-app.ts";
import { type MetaShop, makeMetaShop, PHONE } from "./meta-shop.ts";

/**
 * The deliveries that Meta's documentation prints (contracts/meta/webhook-samples), posted over HTTP to a shop that
 * has the number, the account, the texts and the message that they speak of: each is stored, answered 200, and changes
 * what it is about.
 */

const SECRET = "test-meta-secret";
const FOLDER = "contracts/meta/webhook-samples";

type Look = (shop: MetaShop) => Promise<unknown>;
interface Expected {
  readonly look: Look;
  readonly toBe: unknown;
}

const expects = (look: Look, toBe: unknown): Expected => ({ look, toBe });

/** What the row of the sample's message says, and whether it waits for an answer. */
const said = (kind: string, text: string | null, state = "waiting") =>
  expects(
    async ({ db }) => {
      const row = await db.inboundMessage.findFirstOrThrow({ where: { wamid: "wamid.IN_0001" } });
      return [row.kind, row.text, row.state];
    },
    [kind, text, state],
  );
const our = (names: readonly string[], values: readonly unknown[]) =>
  expects(async ({ db }) => {
    const row: Record<string, unknown> = await db.message.findFirstOrThrow({});
    return names.map((name) => row[name]);
  }, values);
const text = (metaTemplateId: string, name: string, value: string) =>
  expects(async ({ db }) => {
    const row: Record<string, unknown> = await db.templateVersion.findFirstOrThrow({
      where: { metaTemplateId },
    });
    return row[name];
  }, value);
const number = (name: string, value: unknown) =>
  expects(async ({ db }) => {
    const row: Record<string, unknown> = await db.phoneNumber.findFirstOrThrow({});
    return row[name];
  }, value);
const consents = (marketing: string, utility: string) =>
  expects(
    async ({ db }) => (await db.consent.findMany({ orderBy: { purpose: "asc" } })).map(({ state }) => state),
    [marketing, utility],
  );
const problems = (...kinds: string[]) =>
  expects(
    async ({ db }) => (await db.problem.findMany({ where: { clearedAt: null } })).map(({ kind }) => kind),
    kinds,
  );
const identities = (...values: string[]) =>
  expects(
    async ({ db }) => (await db.contactIdentity.findMany({})).map(({ value }) => value).sort(),
    [...values].sort(),
  );
const phoneOfPerson = (phone: string | null) =>
  expects(async ({ db }) => (await db.contact.findFirstOrThrow({})).phone, phone);

const SHEENA = "US.13491208655302741918";
const WORDS = "Does it come in another color?";
const FAILED = ["status", "reason", "errorCode"];
const PRICED = ["status", "pricingCategory", "pricingType"];

/** Stored, and ended as ignored: nothing of it is this product's. */
const KEPT: Expected[] = [];

/** What each delivery must have changed. */
const CHANGES: Readonly<Record<string, readonly Expected[]>> = {
  "message-text": [said("text", WORDS), identities(PHONE, SHEENA)],
  "message-text-username": [
    said("text", "Hi"),
    identities(PHONE, "ES.20000000000000000002"),
    expects(async ({ db }) => db.contact.count({ where: { profileName: "Lucía", phone: null } }), 1),
  ],
  "message-text-product-inquiry": [said("text", "Is this still available?")],
  "message-text-from-ad": [
    said("text", "Can I get more info about this?"),
    kept("referral", { source_id: "120226305854810726", ctwa_clid: "Aff-n8ZTODiE79d22KtAwQKj9e_m" }),
  ],
  "message-order": [said("order", "Love these!\n2 × di9ozbzfi4\n1 × nqryix03ez\n$85.00")],
  "message-button": [said("button", "Stop promotions", "none"), consents("revoked", "revoked")],
  "message-button-reply": [
    said("interactive", "Yes"),
    expects(async ({ db }) => (await db.message.findFirstOrThrow({})).repliedAt, new Date(1_790_416_800_000)),
  ],
  "message-list-reply": [said("interactive", "Priority Mail Express")],
  "message-flow-reply": [said("flow", "reason: size")],
  "message-image": [
    said("image", "Taj Mahal"),
    kept("image", { id: "1003383421387256", mime_type: "image/jpeg" }),
  ],
  "message-video": [said("video", null), kept("video", { id: "731675419373506", mime_type: "video/mp4" })],
  "message-audio-voice": [
    said("voice", null),
    kept("audio", { id: "1908647269898587", mime_type: "audio/ogg; codecs=opus" }),
  ],
  "message-document": [
    said("document", "my receipt\nreceipt.pdf"),
    kept("document", { id: "622684793477189", mime_type: "application/pdf" }),
  ],
  "message-sticker": [
    said("sticker", null),
    kept("sticker", { id: "1908647269898588", mime_type: "image/webp" }),
  ],
  "message-location": [said("location", "Philz Coffee\n101 Forest Ave, Palo Alto, CA 94301")],
  "message-contacts": [said("contacts", "Barbara J. Johnson +1 (415) 555-0829")],
  "message-reaction": [said("reaction", "👍", "none"), our(["repliedAt"], [null])],
  "message-reaction-removed": [said("reaction", null, "none")],
  "message-edit": [said("edit", "Updated text", "none"), original("text", "Updated text")],
  "message-revoke": [said("revoke", null, "none"), original("deleted", null)],
  "message-unsupported": [said("unsupported", null, "waiting")],
  "message-payment-method": [said("payment", "order-1001")],
  "system-user-changed-number": [
    said("system", "User Sheena Nelson changed from 16505551234 to 12195555358", "none"),
    identities(PHONE, "+12195555358", SHEENA),
    phoneOfPerson("+12195555358"),
    consents("granted", "granted"),
    expects(
      async ({ db }) =>
        db.consentRecord.count({ where: { source: "number_changed", phone: "+12195555358" } }),
      2,
    ),
  ],
  "system-user-changed-user-id": [
    said("system", "User id changed", "none"),
    identities(PHONE, SHEENA, "US.99999999999999999999"),
  ],
  "system-customer-identity-changed": [said("system", "User identity changed", "none"), phoneOfPerson(PHONE)],
  "messages-error": KEPT,
  "status-sent": [our(["status"], ["sent"])],
  "status-delivered": [our(PRICED, ["delivered", "marketing", "regular"])],
  "status-read": [our(["status"], ["read"])],
  "status-sent-free-entry-point": [our(PRICED, ["sent", "referral_conversion", "free_entry_point"])],
  "status-failed-131047": [our(FAILED, ["failed", "window_closed", 131047])],
  "status-failed-131049": [our(FAILED, ["failed", "limited_by_meta", 131049])],
  "status-delivered-user-id": [our(PRICED, ["delivered", "utility", "regular"])],
  // A payment is no step of the message's way.
  "status-payment-captured": [our(["status"], ["accepted"])],
  "status-priced-free-customer-service-service": [
    our([...PRICED, "costMicros"], ["delivered", "service", "free_customer_service", 0n]),
  ],
  "status-priced-free-entry-point-referral-conversion": [
    our([...PRICED, "costMicros"], ["delivered", "referral_conversion", "free_entry_point", 0n]),
  ],
  "status-priced-regular-marketing-lite": [our(PRICED, ["delivered", "marketing_lite", "regular"])],
  "status-priced-regular-service": [our(PRICED, ["delivered", "service", "regular"])],
  "status-priced-regular-utility": [our(PRICED, ["delivered", "utility", "regular"])],
  "template-status-approved": [text("1689556908129832", "status", "approved")],
  "template-status-rejected": [text("1689556908129835", "status", "rejected"), problems("template_rejected")],
  "template-status-paused": [text("1689556908129835", "status", "paused"), problems("template_paused")],
  "template-status-disabled": [text("1689556908129835", "status", "disabled"), problems("template_paused")],
  "template-quality": [text("806312974732579", "qualityScore", "YELLOW")],
  "template-components": KEPT,
  // Announced a day before; only the change itself counts.
  "template-category-notice": [text("278077987957091", "category", "UTILITY")],
  "template-category-changed": [text("278077987957091", "category", "MARKETING")],
  "user-preferences-stop": [consents("revoked", "granted")],
  "user-preferences-resume": [consents("granted", "granted")],
  "user-preferences-signup": [consents("granted", "granted")],
  "phone-number-quality-throughput-upgrade": [
    number("throughput", 1_000),
    number("messagingLimit", "TIER_UNLIMITED"),
  ],
  "phone-number-quality-onboarding": [number("throughput", 80), number("messagingLimit", "TIER_250")],
  "phone-number-name": [number("verifiedName", "Lucky Shrub")],
  "business-capability-number": [number("messagingLimit", "TIER_2K")],
  "business-capability-tier": [number("messagingLimit", "TIER_10K")],
  "account-review": KEPT,
  "account-alerts": KEPT,
  "security-pin-reset": KEPT,
  "account-partner-added": KEPT,
  "account-partner-app-installed": KEPT,
  "account-partner-app-uninstalled": KEPT,
  "account-partner-removed": [problems("meta_channel_stopped")],
  "account-deleted": [problems("meta_channel_stopped")],
  "account-offboarded": [problems("meta_channel_stopped")],
  "account-reconnected": [problems()],
  "account-violation": KEPT,
  "account-restriction": [problems("meta_channel_stopped")],
  // It is announced: until the day named, messages go out.
  "account-disabled": KEPT,
  "account-verified": KEPT,
  "account-mm-lite-terms-signed": [number("marketingEndpoint", "marketing_messages")],
  "account-ad-account-linked": [number("marketingEndpoint", "marketing_messages")],
  "account-auth-international-price": KEPT,
  "account-primary-country": KEPT,
  "account-partner-client-certification": KEPT,
  "account-volume-tier": KEPT,
  "smb-message-echoes": [
    expects(async ({ db }) => db.inboundMessage.count({ where: { state: "waiting" } }), 0),
  ],
  "smb-app-state-sync": KEPT,
  history: KEPT,
  "payment-configuration": KEPT,
  "partner-solutions": KEPT,
  "automatic-events": KEPT,
};

/** What stands in a member of the sample's message as it was stored. */
function kept(member: string, values: Readonly<Record<string, string>>): Expected {
  return expects(async ({ db }) => {
    const row = await db.inboundMessage.findFirstOrThrow({ where: { wamid: "wamid.IN_0001" } });
    const stored = (row.payload as Record<string, Record<string, unknown>>)[member];
    return Object.fromEntries(Object.keys(values).map((name) => [name, stored?.[name]]));
  }, values);
}

/** The earlier message that the sample changes. */
function original(kind: string, words: string | null): Expected {
  return expects(
    async ({ db }) => {
      const row = await db.inboundMessage.findFirstOrThrow({ where: { wamid: "wamid.IN_0000" } });
      return [row.kind, row.text];
    },
    [kind, words],
  );
}

onBothStores("the deliveries that Meta prints", (address) => {
  let app: App;
  let origin: string;
  beforeAll(async () => {
    ({ app, origin } = await startWeb(address));
  });
  afterAll(() => app.stop());

  async function tell(body: string) {
    const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
    const headers = { "x-hub-signature-256": signature };
    const answer = await fetch(`${origin}/webhooks/meta`, { method: "POST", headers, body });
    expect(answer.status).toBe(200);
    await createProcessor(app.container.services).drain();
    return app.container.services.database.system.inboxDelivery.findFirstOrThrow({
      where: { source: "meta", body },
    });
  }

  const ofShop = (body: string, { phoneNumberId, wabaId }: MetaShop) =>
    body
      .replaceAll("106540352242922", phoneNumberId)
      .replaceAll("102290129340398", wabaId)
      .replaceAll("980198427658004", wabaId);

  const names = readdirSync(FOLDER).flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -5)] : []));

  it("are all named here", () => {
    expect(Object.keys(CHANGES).sort()).toEqual(names.sort());
  });

  it.each(names)("%s is filed", async (name) => {
    const shop = await makeMetaShop(app.container.services);
    const sample = ofShop(readFileSync(`${FOLDER}/${name}.json`, "utf8"), shop);
    const expected = CHANGES[name] ?? [];
    const delivery = await tell(sample);
    expect([delivery.state, delivery.error]).toEqual([expected.length > 0 ? "done" : "ignored", null]);
    for (const { look, toBe } of expected) expect(await look(shop)).toEqual(toBe);
    const events = await shop.db.event.count({});
    const records = await shop.db.consentRecord.count({});
    // The same news in another delivery, as Meta bundles them when it tries again.
    expect(await tell(`${sample} `)).toMatchObject({ state: delivery.state, error: null });
    for (const { look, toBe } of expected) expect(await look(shop)).toEqual(toBe);
    expect(await shop.db.event.count({})).toBe(events);
    expect(await shop.db.consentRecord.count({})).toBe(records);
  });

  it("are kept where nobody knows their field, or their message's type", async () => {
    const shop = await makeMetaShop(app.container.services);
    const entry = (field: string, value: object) =>
      JSON.stringify({
        object: "whatsapp_business_account",
        entry: [{ id: shop.wabaId, changes: [{ field, value }] }],
      });
    const metadata = { display_phone_number: "15550783881", phone_number_id: shop.phoneNumberId };
    expect(await tell(entry("galaxy_brain", { anything: [1] }))).toMatchObject({ state: "ignored" });
    expect(await tell(entry("galaxy_brain", { metadata, brains: [{ id: 1 }] }))).toMatchObject({
      state: "ignored",
    });
    const message = { id: "wamid.IN_0001", from: PHONE.slice(1), timestamp: "1790416800" };
    const odd = { ...message, type: "hologram", hologram: { depth: 3 } };
    expect(await tell(entry("messages", { metadata, messages: [odd] }))).toMatchObject({
      state: "done",
      error: null,
    });
    expect(await shop.db.inboundMessage.findFirst({ where: { wamid: "wamid.IN_0001" } })).toMatchObject({
      kind: "hologram",
      text: null,
      state: "waiting",
      payload: { hologram: { depth: 3 } },
    });
    const { database } = app.container.services;
    expect(
      await database.system.inboxDelivery.count({ where: { state: { in: ["parked", "received"] } } }),
    ).toBe(0);
  });
});
