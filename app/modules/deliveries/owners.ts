import { shopsOfWaba } from "#app/modules/numbers/index.ts";
import type { Database } from "#app/platform/database/index.ts";
import { asShopId, type ShopId } from "#app/platform/ids.ts";

/** Which shops news of Meta's concern; each is looked up once for a batch. */
export interface Owners {
  ofNumber(phoneNumberId: string): Promise<readonly ShopId[]>;
  ofWaba(wabaId: string): Promise<readonly ShopId[]>;
}

function once<T>(find: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (key) => {
    const known = found.get(key) ?? find(key);
    found.set(key, known);
    return known;
  };
}

export function ownersOf(database: Database): Owners {
  return {
    ofNumber: once(async (phoneNumberId) => {
      const owner = await database.system.phoneNumberOwner.findUnique({ where: { phoneNumberId } });
      return owner ? [asShopId(owner.shopId)] : [];
    }),
    ofWaba: once((wabaId) => shopsOfWaba({ database }, wabaId)),
  };
}
