import type { Services } from "#app/integrations/services.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import type { ProcessDatabase } from "#app/platform/database/prisma-database.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";

/** Ids that grow with time, as the application's do, out of a number. */
function inOrder(number: string): string {
  const prefix = newId().slice(0, 24);
  return `('${prefix}' || lpad(to_hex(${number}), 12, '0'))::uuid`;
}

/** A shop without quiet hours, with so many people who agreed to everything. */
export async function seedShop(services: Services, people: number): Promise<ShopId> {
  const shopId = await shopIdOf(services, `bench-${newId()}.myshopify.com`);
  await services.database.shop(shopId).shop.updateMany({
    data: {
      timeZone: "Europe/Rome",
      countryCode: "IT",
      currency: "EUR",
      name: "Casa Aurora",
      settings: { quietHours: { from: "00:00", to: "00:00" } },
    },
  });
  const { sql } = services.database;
  await sql(
    `INSERT INTO contact (shop_id, id, phone, country_code, first_name, reachability, created_at, updated_at)
     SELECT $1::uuid, ${inOrder("n")}, '+39333' || lpad(n::text, 7, '0'), 'IT', 'Giulia', 'usable', $2, $2
     FROM generate_series(1, $3::int) n`,
    [shopId, services.shopTime.now(), people],
  );
  await sql(
    `INSERT INTO consent_record (shop_id, id, contact_id, purpose, granted, source, wording, wording_version, phone,
       evidence, actor, occurred_at, recorded_at)
     SELECT shop_id, ${inOrder("row_number() OVER (ORDER BY id)")}, id, 'marketing', true, 'checkout', 'Sì', '1', phone, '{}', 'contact', $2, $2
     FROM contact WHERE shop_id = $1::uuid`,
    [shopId, services.shopTime.now()],
  );
  await sql(
    `INSERT INTO consent (shop_id, id, contact_id, purpose, state, since, record_id)
     SELECT shop_id, ${inOrder("row_number() OVER (ORDER BY id)")}, contact_id, 'marketing', 'granted', $2, id
     FROM consent_record WHERE shop_id = $1::uuid`,
    [shopId, services.shopTime.now()],
  );
  await sql("ANALYZE contact, consent, consent_record");
  return shopId;
}

/** A connected number that may send so many messages a second. */
export async function seedNumber(services: Services, shopId: ShopId, throughput: number): Promise<string> {
  const phoneNumberId = `number-${newId()}`;
  const now = services.shopTime.now();
  await services.database.shop(shopId).phoneNumber.create({
    data: {
      shopId,
      id: newId(),
      phoneNumberId,
      wabaId: "waba",
      displayPhoneNumber: "+39 02 5550 1234",
      wabaCurrency: "USD",
      accessToken: services.secrets.seal("token", shopId, "phone_number.access_token"),
      throughput,
      state: "connected",
      connectedAt: now,
      updatedAt: now,
    },
  });
  return phoneNumberId;
}

/** Broadcast messages that wait in a number's lane, one for each of the first so many people. */
export async function seedMessages(
  services: Services,
  shopId: ShopId,
  phoneNumberId: string,
  count: number,
): Promise<void> {
  const now = services.shopTime.now();
  await services.database.sql(
    `INSERT INTO message (shop_id, id, dedupe_key, phone_number_id, contact_id, recipient, country_code, purpose,
       category, priority, content, preview, status, not_before, expires_at, actor, created_at, updated_at)
     SELECT shop_id, ${inOrder("row_number() OVER (ORDER BY id)")}, $2 || id, $2, id, phone, 'IT', 'broadcast', 'MARKETING', 3,
       $5::jsonb, $6::jsonb, 'queued', $4, $4::timestamptz + interval '36 hours', 'system', $4, $4
     FROM contact WHERE shop_id = $1::uuid ORDER BY id LIMIT $3::int`,
    [shopId, phoneNumberId, count, now, CONTENT, PREVIEW],
  );
  await services.database.sql("ANALYZE message");
}

const CONTENT = JSON.stringify({
  type: "template",
  template: {
    name: "cartwave_cart_reminder_1",
    language: { code: "it" },
    components: [
      {
        type: "header",
        parameters: [{ type: "image", image: { link: "https://shop.example/picture.jpg" } }],
      },
      {
        type: "body",
        parameters: [
          { type: "text", parameter_name: "first_name", text: "Giulia" },
          { type: "text", parameter_name: "shop_name", text: "Casa Aurora" },
        ],
      },
    ],
  },
});
const PREVIEW = JSON.stringify({ picture: null, body: "Ciao Giulia", footer: null, buttons: [] });

/** People are written to once a day: before they are again, what they got is made old. */
export async function forgetMessages(database: Pick<ProcessDatabase, "sql">): Promise<void> {
  await database.sql("TRUNCATE message CASCADE");
  await database.sql("TRUNCATE event");
}

/** A ledger of accepted messages. @returns their ids */
export async function seedAccepted(
  services: Services,
  shopId: ShopId,
  phoneNumberId: string,
  count: number,
): Promise<string[]> {
  const now = services.shopTime.now();
  const { sql } = services.database;
  const prefix = newId().slice(0, 24);
  const id = `('${prefix}' || lpad(to_hex(row_number() OVER (ORDER BY copy, c.id)), 12, '0'))::uuid`;
  await sql(
    `INSERT INTO message (shop_id, id, dedupe_key, phone_number_id, contact_id, recipient, country_code, purpose,
       category, priority, content, preview, status, wamid, not_before, actor, created_at, updated_at, accepted_at)
     SELECT $1::uuid, s.id, 'seed:' || s.id, $2, s.contact_id, s.phone, 'IT', 'broadcast', 'MARKETING', 3,
       $5::jsonb, $6::jsonb, 'accepted', 'wamid.' || s.id, $4, 'system', $4, $4, $4
     FROM (
       SELECT ${id} AS id, c.id AS contact_id, c.phone
       FROM generate_series(1, 10) AS copy CROSS JOIN contact c WHERE c.shop_id = $1::uuid LIMIT $3::int
     ) s`,
    [shopId, phoneNumberId, count, now, CONTENT, PREVIEW],
  );
  await sql("VACUUM ANALYZE message");
  const rows = await sql<{ id: string }>("SELECT id FROM message WHERE shop_id = $1::uuid ORDER BY id", [
    shopId,
  ]);
  return rows.map((row) => row.id);
}
