import { randomInt } from "node:crypto";
import type { Services } from "#app/integrations/services.ts";
import { markDue } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { Sandbox } from "#sandbox/server.ts";
import { seedNumber, seedShop } from "../../bench/seed.ts";

/** Messages a second that Meta takes from each number, unless a test says otherwise. */
const THROUGHPUT = 500;
const WABA = "waba";

const BODIES = {
  MARKETING: {
    name: "cart_reminder",
    text: "Ciao {{first_name}}, hai lasciato qualcosa nel carrello.",
  },
  UTILITY: { name: "order_confirmed", text: "Ciao {{first_name}}, abbiamo ricevuto il tuo ordine." },
} as const;

/** The account that all shops of a test share at Meta: subscribed, without a limit, its two texts approved. */
export function prepareAccount({ meta }: Sandbox, appId: string): void {
  meta.behaviour.reviewDelayMs = 0;
  meta.directory.addToken("token");
  const number = {
    phoneNumberId: "unused",
    wabaId: WABA,
    number: "+390255500000",
    verifiedName: "Casa Aurora",
  };
  const { waba } = meta.directory.addNumber(number);
  waba.portfolio.limit = "TIER_UNLIMITED";
  for (const [category, { name, text }] of Object.entries(BODIES)) {
    const examples = [{ param_name: "first_name", example: "Giulia" }];
    const body = { type: "BODY", text, example: { body_text_named_params: examples } };
    meta.templates.create(waba, {
      name,
      language: "it",
      category,
      parameter_format: "named",
      components: [body],
    });
  }
  waba.subscribedApps.add(appId);
}

function contentOf({ name }: { readonly name: string }): string {
  const parameters = [{ type: "text", parameter_name: "first_name", text: "Giulia" }];
  const template = { name, language: { code: "it" }, components: [{ type: "body", parameters }] };
  return JSON.stringify({ type: "template", template });
}

const PREVIEW = JSON.stringify({ picture: null, body: "Ciao Giulia", footer: null, buttons: [] });

const AGREED_TO_NEWS = [
  `INSERT INTO consent_record (shop_id, id, contact_id, purpose, granted, source, wording, wording_version, phone,
     evidence, actor, occurred_at, recorded_at)
   SELECT shop_id, gen_random_uuid(), contact_id, 'utility', true, source, wording, wording_version, phone, evidence,
     actor, occurred_at, recorded_at
   FROM consent_record WHERE shop_id = $1::uuid AND purpose = 'marketing'`,
  `INSERT INTO consent (shop_id, id, contact_id, purpose, state, since, record_id)
   SELECT shop_id, gen_random_uuid(), contact_id, 'utility', 'granted', recorded_at, id
   FROM consent_record WHERE shop_id = $1::uuid AND purpose = 'utility'`,
];

/** News of orders for every second person, a campaign for the others. */
const WAITING = `
  INSERT INTO message (shop_id, id, dedupe_key, phone_number_id, contact_id, recipient, country_code, purpose,
    category, priority, content, preview, status, not_before, expires_at, actor, created_at, updated_at)
  SELECT $1::uuid, gen_random_uuid(), 'fault:' || p.id, $2, p.id, p.phone, 'IT',
    CASE WHEN p.is_news THEN 'order_status' ELSE 'broadcast' END,
    CASE WHEN p.is_news THEN 'UTILITY' ELSE 'MARKETING' END, CASE WHEN p.is_news THEN 1 ELSE 3 END,
    CASE WHEN p.is_news THEN $4::jsonb ELSE $5::jsonb END, $6::jsonb, 'queued', $3::timestamptz,
    CASE WHEN p.is_news THEN NULL ELSE $3::timestamptz + interval '36 hours' END, 'system', $3, $3
  FROM (
    SELECT id, phone, row_number() OVER (ORDER BY id) % 2 = 0 AS is_news FROM contact WHERE shop_id = $1::uuid
  ) p`;

/** A shop with a number of its own, with one message to each of so many people: half of them news, half a campaign. */
export interface SendingShop {
  readonly shopId: ShopId;
  readonly phoneNumberId: string;
}

export async function queueMessages(
  services: Services,
  sandbox: Sandbox,
  count: number,
): Promise<SendingShop> {
  const { sql } = services.database;
  const shopId = await seedShop(services, count);
  for (const statement of AGREED_TO_NEWS) await sql(statement, [shopId]);
  const phoneNumberId = await seedNumber(services, shopId, THROUGHPUT);
  await sql("INSERT INTO phone_number_owner (phone_number_id, waba_id, shop_id) VALUES ($1, $2, $3::uuid)", [
    phoneNumberId,
    WABA,
    shopId,
  ]);
  const number = `+39025${randomInt(1_000_000, 9_999_999)}`;
  sandbox.meta.directory.addNumber({
    phoneNumberId,
    wabaId: WABA,
    number,
    verifiedName: "Casa Aurora",
  }).throughput = THROUGHPUT;
  const now = services.shopTime.now();
  await sql(WAITING, [
    shopId,
    phoneNumberId,
    now,
    contentOf(BODIES.UTILITY),
    contentOf(BODIES.MARKETING),
    PREVIEW,
  ]);
  await sql("ANALYZE message, consent, consent_record");
  await markDue(sql, "message", shopId, now);
  return { shopId, phoneNumberId };
}
