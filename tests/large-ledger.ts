import { randomBytes } from "node:crypto";
import type { Sql } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";

/** How much a shop holds, and until when. */
export interface LedgerSize {
  readonly messages: number;
  readonly contacts: number;
  /** Shop time of the newest rows; they reach back a year. */
  readonly now: Date;
}

/** What is rare in every shop here, so that a filter for it has to look far. */
export const RARE = { country: "JP", reason: "text_paused", purpose: "order_refunded" } as const;

const KINDS = ["cart_recovery", "order_confirmed", "order_shipped", "order_delivered", "order_refunded"];
const PURPOSES = ["cart_reminder_1", "cart_reminder_2", ...KINDS.slice(1)];
const METRICS =
  "messages_sent messages_delivered messages_read clicks message_cost recovered_orders recovered_sales consents carts_left carts_phone carts_consent carts_written carts_returned runs_started runs_ended_bought runs_ended_no_consent".split(
    " ",
  );
const PREVIEW = JSON.stringify({
  picture: null,
  body: "Ciao Giulia, il tuo carrello",
  footer: null,
  buttons: [],
});

/** Ids that grow with a number, all of one kind of row beginning alike. */
const prefixOf = () => `${newId().slice(0, 19)}8${randomBytes(2).toString("hex").slice(1)}-`;
const idOf = (prefix: string, number: string) => `('${prefix}' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const oneOf = (list: readonly string[], number: string) =>
  `(ARRAY['${list.join("','")}'])[1 + ((${number}) % ${list.length})::int]`;

const FIRST =
  "Giulia Marco Anna Luca Sofia Paolo Élise Jürgen Zoë Carla Pietro Ines Nadia Omar Petra Søren Ugo Vera".split(
    " ",
  );
const LAST =
  "Rossi Bianchi Verdi Esposito Romano Greco Conti Gallo Costa Fontana Müller Weber Lefèvre Dubois García".split(
    " ",
  );

interface Prefixes {
  readonly contact: string;
  readonly version: string;
  readonly automation: string;
  readonly run: string;
  readonly message: string;
  readonly order: string;
}

async function seedTexts(sql: Sql, shopId: ShopId, prefix: Prefixes, now: Date): Promise<void> {
  for (const [index, purpose] of PURPOSES.entries()) {
    const templateId = newId();
    const category = purpose.startsWith("cart_") ? "MARKETING" : "UTILITY";
    await sql(
      `INSERT INTO template (shop_id, id, purpose, name, category, created_at, updated_at)
       VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $6)`,
      [shopId, templateId, purpose, `cartwave_${purpose}`, category, now],
    );
    await sql(
      `INSERT INTO template_version (shop_id, id, template_id, waba_id, language, category, parameter_format,
         components, bindings, status, created_at, updated_at)
       VALUES ($1::uuid, ${idOf(prefix.version, String(index))}, $2::uuid, 'waba', 'it', $3, 'NAMED', '[]', '{}',
         'approved', $4, $4)`,
      [shopId, templateId, category, now],
    );
  }
  for (const [index, kind] of KINDS.entries())
    await sql(
      `INSERT INTO automation (shop_id, id, kind, mode, settings, created_at, updated_at)
       VALUES ($1::uuid, ${idOf(prefix.automation, String(index))}, $2, 'live', '{}', $3, $3)`,
      [shopId, kind, now],
    );
}

async function seedPeople(sql: Sql, shopId: ShopId, prefix: Prefixes, size: LedgerSize): Promise<void> {
  await sql(
    `INSERT INTO contact (shop_id, id, first_name, last_name, phone, country_code, reachability, created_at, updated_at)
     SELECT $1::uuid, ${idOf(prefix.contact, "n")}, ${oneOf(FIRST, "n")} || CASE WHEN n % 7 = 0 THEN '' ELSE ' ' || n END,
       ${oneOf(LAST, "n / 3")}, '+39' || (3200000000 + n * 7)::text,
       CASE WHEN n % 10000 = 5 THEN '${RARE.country}' WHEN n % 20 = 0 THEN 'DE' ELSE 'IT' END, 'usable',
       $2::timestamptz - n * interval '20 seconds', $2
     FROM generate_series(1, $3::int) n`,
    [shopId, size.now, size.contacts],
  );
  await sql(
    `INSERT INTO consent (shop_id, id, contact_id, purpose, state, since, record_id)
     SELECT shop_id, id, id, 'marketing', 'granted', created_at, id FROM contact WHERE shop_id = $1::uuid`,
    [shopId],
  );
}

/** Newest first: number 1 was made now, the last one a year ago. */
const atOf = (number: string) => `$2::timestamptz - (${number})::float8 / $3 * interval '365 days'`;

async function seedRuns(sql: Sql, shopId: ShopId, prefix: Prefixes, size: LedgerSize): Promise<void> {
  await sql(
    `INSERT INTO enrolment (shop_id, id, automation_id, contact_id, subject, mode, step, state, end_reason, due_at,
       started_at, ended_at, updated_at)
     SELECT $1::uuid, ${idOf(prefix.run, "n")}, ${idOf(prefix.automation, `n % ${KINDS.length}`)},
       ${idOf(prefix.contact, "1 + n % $4")}, CASE WHEN n % ${KINDS.length} = 0 THEN 'checkout:' ELSE 'order:' END || n,
       CASE WHEN n % 500 = 300 THEN 'watching' ELSE 'live' END, 0, CASE WHEN n <= 200 THEN 'waiting' ELSE 'ended' END,
       CASE WHEN n <= 200 THEN NULL WHEN n % 50 = 0 THEN 'bought' WHEN n % 5000 = 1 THEN 'sold_out' ELSE 'completed' END,
       CASE WHEN n <= 200 THEN $2::timestamptz + n * interval '1 minute' END,
       ${atOf("n")}, CASE WHEN n > 200 THEN ${atOf("n")} + interval '1 hour' END, $2
     FROM generate_series(1, $3::int) n`,
    [shopId, size.now, Math.ceil(size.messages / 2), size.contacts],
  );
}

async function seedMessages(sql: Sql, shopId: ShopId, prefix: Prefixes, size: LedgerSize): Promise<void> {
  const purpose = `CASE WHEN n % 2000 = 3 THEN ${PURPOSES.length - 1} ELSE n % ${PURPOSES.length - 1} END`;
  await sql(
    `INSERT INTO message (shop_id, id, dedupe_key, phone_number_id, contact_id, recipient, country_code, purpose,
       category, priority, template_version_id, automation_kind, enrolment_id, subject, step, content, preview, status,
       reason, not_before, wamid, cost_micros, cost_currency, cost_source, actor, created_at, accepted_at,
       delivered_at, updated_at)
     SELECT $1::uuid, ${idOf(prefix.message, "n")}, 'seed:' || n, 'number-1', ${idOf(prefix.contact, "1 + n % $4")},
       '+39' || (3200000000 + (1 + n % $4) * 7)::text,
       CASE WHEN n % 100000 = 5 THEN '${RARE.country}' WHEN n % 20 = 0 THEN 'DE' ELSE 'IT' END,
       CASE WHEN n % 20 < 8 THEN 'cart_recovery' ELSE 'order_status' END,
       CASE WHEN (${purpose}) < 2 THEN 'MARKETING' ELSE 'UTILITY' END, 1, ${idOf(prefix.version, purpose)},
       (ARRAY['cart_recovery', 'cart_recovery', '${KINDS.slice(1).join("','")}'])[1 + (${purpose})],
       ${idOf(prefix.run, "1 + n / 2")}, 'order:' || n, 0, '{"type":"template"}', $5::jsonb,
       CASE WHEN n <= 50 THEN 'queued' WHEN n % 40 = 1 THEN 'failed' WHEN n % 3000 = 2 THEN 'uncertain'
         WHEN n % 30 = 4 THEN 'suppressed' WHEN n % 3 = 0 THEN 'delivered' ELSE 'read' END,
       CASE WHEN n % 80000 = 1 THEN '${RARE.reason}' WHEN n % 40 = 1 THEN 'not_on_whatsapp'
         WHEN n % 30 = 4 THEN 'bought' END,
       ${atOf("n")}, CASE WHEN n > 50 THEN 'wamid.HBgM' || md5(n::text || '${shopId}') END, 69100, 'EUR', 'meta',
       'system', ${atOf("n")}, ${atOf("n")}, CASE WHEN n > 50 THEN ${atOf("n")} END, $2
     FROM generate_series(1, $3::int) n`,
    [shopId, size.now, size.messages, size.contacts, PREVIEW],
  );
}

/** What people wrote, files among it, and what the shop wrote on the phone itself. */
async function seedConversations(
  sql: Sql,
  shopId: ShopId,
  prefix: Prefixes,
  size: LedgerSize,
): Promise<void> {
  const inbound = prefixOf();
  const given = [shopId, size.now, Math.ceil(size.messages / 10), size.contacts];
  await sql(
    `INSERT INTO inbound_message (shop_id, id, wamid, phone_number_id, contact_id, kind, text, payload, state,
       received_at, recorded_at)
     SELECT $1::uuid, ${idOf(inbound, "n")}, 'in.' || n, 'number-1', ${idOf(prefix.contact, "1 + n % $4")}, 'text',
       'Ciao', '{}', CASE WHEN n <= least(300, $3::int / 20) THEN 'waiting' ELSE 'answered' END, ${atOf("n")}, ${atOf("n")}
     FROM generate_series(1, $3::int) n`,
    given,
  );
  await sql(
    `INSERT INTO media (shop_id, id, inbound_id, phone_number_id, meta_id, state, due_at, created_at, updated_at)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, ${idOf(inbound, "n")}, 'number-1', 'media.' || n, 'kept', $2, $2, $2
     FROM generate_series(1, $3::int) n`,
    given.slice(0, 3),
  );
  await sql(
    `INSERT INTO echo_message (shop_id, id, wamid, phone_number_id, contact_id, kind, text, sent_at, recorded_at)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, 'echo.' || n, 'number-1', ${idOf(prefix.contact, "1 + n % $4")}, 'text',
       'Ciao', ${atOf("n")}, ${atOf("n")}
     FROM generate_series(1, $3::int) n`,
    given,
  );
}

async function seedSales(sql: Sql, shopId: ShopId, prefix: Prefixes, size: LedgerSize): Promise<void> {
  const count = Math.ceil(size.messages / 10);
  await sql(
    `INSERT INTO checkout (shop_id, id, token, contact_id, phone, currency, total_minor, presentment_currency,
       presentment_total_minor, lines, state, started_at, last_activity_at, vendor_updated_at, funnel_stage, funnel_day,
       updated_at)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, n::text, ${idOf(prefix.contact, "1 + n % $4")}, '+393331234567', 'EUR',
       8400, 'EUR', 8400, '[]', CASE WHEN n % 3 = 0 THEN 'completed' ELSE 'open' END, ${atOf("n")}, ${atOf("n")}, $2,
       CASE WHEN n % 9 = 0 THEN 'returned' WHEN n % 3 = 0 THEN 'none' ELSE ${oneOf(["left", "phone", "consent", "written"], "n")} END,
       (${atOf("n")})::date, $2
     FROM generate_series(1, $3::int) n`,
    [shopId, size.now, count, size.contacts],
  );
  await sql(
    `INSERT INTO "order" (shop_id, id, shopify_id, name, checkout_token, contact_id, currency, total_minor,
       presentment_currency, presentment_total_minor, test, lines, placed_at, vendor_updated_at, updated_at)
     SELECT $1::uuid, ${idOf(prefix.order, "n")}, 'gid://shopify/Order/' || n, '#' || (1000 + n), (n * 3)::text,
       ${idOf(prefix.contact, "1 + n % $4")}, 'EUR', 8400, 'EUR', 8400, false, '[]', ${atOf("n")}, $2, $2
     FROM generate_series(1, $3::int) n`,
    [shopId, size.now, count, size.contacts],
  );
  await sql(
    `INSERT INTO attribution (shop_id, id, order_id, message_id, counted, rule, currency, revenue_minor, facts, decided_at)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, ${idOf(prefix.order, "n")}, ${idOf(prefix.message, "n")}, n % 4 <> 0,
       'tapped', 'EUR', 8400, '{}', ${atOf("n")}
     FROM generate_series(1, $3::int) n`,
    [shopId, size.now, count],
  );
}

/** Parcels, refunds, links and evidence, which a search or a page looks up by what they belong to. */
async function seedBelongings(sql: Sql, shopId: ShopId, prefix: Prefixes, size: LedgerSize): Promise<void> {
  const count = Math.ceil(size.messages / 10);
  const given = [shopId, size.now, count];
  await sql(
    `INSERT INTO fulfillment (shop_id, id, shopify_id, order_shopify_id, happened_at, vendor_updated_at, updated_at)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, 'gid://shopify/Fulfillment/' || n, 'gid://shopify/Order/' || n,
       $2::timestamptz, $2, $2
     FROM generate_series(1, $3::int) n`,
    given,
  );
  await sql(
    `INSERT INTO refund (shop_id, id, shopify_id, order_shopify_id, amount_minor, currency, refunded_at)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, 'gid://shopify/Refund/' || n, 'gid://shopify/Order/' || n, 100, 'EUR',
       $2::timestamptz
     FROM generate_series(1, $3::int) n`,
    given,
  );
  await sql(
    `INSERT INTO link (shop_id, id, code, message_id, kind, target, created_at)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, 'c' || n, ${idOf(prefix.message, "n")}, 'cart', 'https://shop.example',
       $2::timestamptz
     FROM generate_series(1, $3::int) n`,
    given,
  );
  await sql(
    `INSERT INTO consent_record (shop_id, id, contact_id, purpose, granted, source, wording, wording_version, evidence,
       actor, occurred_at, recorded_at)
     SELECT shop_id, id, id, 'marketing', true, 'checkout', 'Sì', '1', '{}', 'contact', created_at, created_at
     FROM contact WHERE shop_id = $1::uuid`,
    [shopId],
  );
}

/** What a page about one message reads beside it, for the newest ones. */
async function seedTraces(sql: Sql, shopId: ShopId, prefix: Prefixes, size: LedgerSize): Promise<void> {
  const count = Math.min(size.messages, 200_000);
  await sql(
    `INSERT INTO decision (shop_id, id, enrolment_id, step, outcome, reason, facts, decided_at)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, ${idOf(prefix.run, "n")}, 0,
       CASE WHEN n % 500 = 300 THEN 'watched' ELSE 'sent' END, 'due', '{}', ${atOf("n")}
     FROM generate_series(1, least($3::int / 2, $4::int)) n`,
    [shopId, size.now, size.messages, count],
  );
  await sql(
    `INSERT INTO event (shop_id, id, kind, subject, actor, occurred_at, recorded_at, facts)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, 'message.accepted', 'message:' || ${idOf(prefix.message, "n")}, 'system',
       ${atOf("n")}, ${atOf("n")}, '{}'
     FROM generate_series(1, least($3::int, $4::int)) n`,
    [shopId, size.now, size.messages, count],
  );
}

/** What Meta reported of the newest ones, each alone. */
async function seedReports(sql: Sql, shopId: ShopId, prefix: Prefixes, size: LedgerSize): Promise<void> {
  await sql(
    `INSERT INTO event (shop_id, id, kind, subject, actor, occurred_at, recorded_at, caused_by, facts)
     SELECT $1::uuid, ${idOf(prefixOf(), "n")}, 'messages.reported', 'number:number-1', 'meta', ${atOf("n")},
       ${atOf("n")}, 'delivery:' || ${idOf(prefix.message, "n")},
       jsonb_build_object('messages', jsonb_build_array(jsonb_build_object(
         'message', ${idOf(prefix.message, "n")}, 'status', 'delivered', 'at', ${atOf("n")})))
     FROM generate_series(1, least($3::int, 200000)) n`,
    [shopId, size.now, size.messages],
  );
}

/** Two years of figures by the day. */
async function seedFigures(sql: Sql, shopId: ShopId, size: LedgerSize): Promise<void> {
  await sql(
    `INSERT INTO daily_figure (shop_id, id, day, metric, currency, origin, amount)
     SELECT $1::uuid, gen_random_uuid(), ($2::timestamptz - day * interval '1 day')::date, metric, 'EUR', origin, 100
     FROM generate_series(0, 729) day
     CROSS JOIN unnest(ARRAY['${METRICS.join("','")}']) AS metric
     CROSS JOIN unnest(ARRAY['${KINDS.join("','")}']) AS origin`,
    [shopId, size.now],
  );
}

/** Fills a shop, so that PostgreSQL has something to choose between. `ANALYZE` is the caller's. */
export async function seedLedger(sql: Sql, shopId: ShopId, size: LedgerSize): Promise<void> {
  const prefix = {
    contact: prefixOf(),
    version: prefixOf(),
    automation: prefixOf(),
    run: prefixOf(),
    message: prefixOf(),
    order: prefixOf(),
  };
  await seedTexts(sql, shopId, prefix, size.now);
  await seedPeople(sql, shopId, prefix, size);
  await seedRuns(sql, shopId, prefix, size);
  await seedMessages(sql, shopId, prefix, size);
  await seedConversations(sql, shopId, prefix, size);
  await seedSales(sql, shopId, prefix, size);
  await seedBelongings(sql, shopId, prefix, size);
  await seedTraces(sql, shopId, prefix, size);
  await seedReports(sql, shopId, prefix, size);
  await seedFigures(sql, shopId, size);
}
