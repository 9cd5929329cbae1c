import { raiseProblem } from "#app/modules/problems/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { asShopId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

/** Meta no longer takes the token: nothing is lost, what is owed waits until the number is connected again. */
export async function numberRevoked(
  tx: Transaction,
  phoneNumberId: string,
  detail: string,
  now: Date,
): Promise<void> {
  const number = await tx.db.phoneNumber.findFirst({ where: { phoneNumberId } });
  await tx.db.phoneNumber.updateMany({
    where: { phoneNumberId, state: "connected" },
    data: { state: "revoked", updatedAt: now },
  });
  const facts = { number: number?.displayPhoneNumber ?? "", detail };
  await raiseProblem(tx, "meta_token_revoked", phoneNumberId, now, facts);
}

/** The shops that send from numbers of this WhatsApp Business account. */
export async function shopsOfWaba(
  services: Pick<PlatformServices, "database">,
  wabaId: string,
): Promise<ShopId[]> {
  const rows = await services.database.system.phoneNumberOwner.findMany({ where: { wabaId } });
  return [...new Set(rows.map((row) => asShopId(row.shopId)))];
}
