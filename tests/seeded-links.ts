import { newLinkCode } from "#app/modules/links/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { seedLedger } from "./large-ledger.ts";

/**
 * Gives a shop messages with links of a cart that lead to `target`.
 * @returns their codes
 */
export async function seedLinks(
  { database, shopTime }: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  count: number,
  target: string,
): Promise<string[]> {
  const { sql } = database;
  await seedLedger(sql, shopId, { messages: count * 10, contacts: count, now: shopTime.now() });
  const codes = Array.from({ length: count }, () => newLinkCode(shopId));
  await sql(
    `UPDATE link l SET code = given.code, target = $3, campaign = 'cart_recovery'
     FROM (SELECT code, row_number() OVER () AS place FROM unnest($2::text[]) AS code) given,
       (SELECT id, row_number() OVER (ORDER BY id) AS place FROM link WHERE shop_id = $1::uuid) old
     WHERE l.shop_id = $1::uuid AND l.id = old.id AND old.place = given.place`,
    [shopId, codes, target],
  );
  // The seeded messages are tapped here and there; these have yet to be.
  await sql("UPDATE message SET clicked_at = NULL WHERE shop_id = $1::uuid AND clicked_at IS NOT NULL", [
    shopId,
  ]);
  return codes;
}
