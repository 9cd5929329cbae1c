import type { Services } from "#app/integrations/services.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { asShopId, type ShopId } from "#app/platform/ids.ts";

const OWN = `
  INSERT INTO phone_number_owner (phone_number_id, waba_id, shop_id) VALUES ($1, $2, $3::uuid)
  ON CONFLICT (phone_number_id) DO UPDATE SET waba_id = excluded.waba_id, shop_id = excluded.shop_id
    WHERE phone_number_owner.shop_id IN (excluded.shop_id, $4::uuid)
  RETURNING shop_id`;

/** Whether a shop has let a number go: it has uninstalled, or disconnected it. */
async function hasLeft(services: Pick<Services, "database">, shopId: ShopId, phoneNumberId: string) {
  if ((await getShop(services, shopId)).status === "uninstalled") return true;
  const number = await services.database
    .shop(shopId)
    .phoneNumber.findFirst({ where: { phoneNumberId }, select: { state: true } });
  return number?.state === "disconnected";
}

/**
 * Makes the number this shop's. Two shops can't share one: replies could not be told apart.
 * @returns false where another shop has it
 */
export async function own(
  services: Pick<Services, "database">,
  shopId: ShopId,
  { phoneNumberId, wabaId }: { readonly phoneNumberId: string; readonly wabaId: string },
): Promise<boolean> {
  const owner = await services.database.system.phoneNumberOwner.findUnique({ where: { phoneNumberId } });
  const ownerId = owner ? asShopId(owner.shopId) : shopId;
  const left = ownerId !== shopId && (await hasLeft(services, ownerId, phoneNumberId)) ? ownerId : shopId;
  const rows = await services.database.sql(OWN, [phoneNumberId, wabaId, shopId, left]);
  return rows.length > 0;
}
