import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Clock } from "#app/platform/clock.ts";
import type { SecretBox } from "#app/platform/crypto.ts";
import type { Database } from "#app/platform/database/index.ts";
import { asShopId, type ShopId } from "#app/platform/ids.ts";

interface Needs {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly systemTime: Clock;
  /** Gives the tenant of a domain, making it at the first install. */
  readonly shopIdOf: (domain: string) => Promise<ShopId>;
}

const DOMAIN_IN_ID = /^(?:offline_)?([a-z0-9][a-z0-9-]*\.myshopify\.com)/;

/** Seals a token of this shop, or keeps the absence. */
function seal(secrets: SecretBox, value: string | undefined, shopId: ShopId, column: string): string | null {
  return value === undefined ? null : secrets.seal(value, shopId, column);
}

async function knownShop(database: Database, sessionId: string): Promise<ShopId | undefined> {
  const domain = DOMAIN_IN_ID.exec(sessionId)?.[1];
  if (!domain) return undefined;
  const row = await database.system.shopDomain.findUnique({ where: { domain } });
  return row ? asShopId(row.shopId) : undefined;
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<Database["shop"]>["shopifySession"]["findFirst"]>>>;

function toSession(row: Row, secrets: SecretBox): Session {
  const shopId = asShopId(row.shopId);
  const open = (value: string | null, column: string) =>
    value === null ? undefined : secrets.open(value, shopId, column);
  const accessToken = open(row.accessToken, "access_token");
  const refreshToken = open(row.refreshToken, "refresh_token");
  return new Session({
    id: row.id,
    shop: row.shopDomain,
    state: row.state,
    isOnline: row.isOnline,
    ...(row.scope === null ? {} : { scope: row.scope }),
    ...(row.expiresAt ? { expires: row.expiresAt } : {}),
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(row.refreshTokenExpiresAt ? { refreshTokenExpires: row.refreshTokenExpiresAt } : {}),
  });
}

/** Shopify's session store on our own tenant table, its tokens encrypted at rest. */
export function createSessionStorage(needs: Needs): SessionStorage {
  const { database, secrets, systemTime } = needs;
  const storage: SessionStorage = {
    async storeSession(session) {
      const shopId = await needs.shopIdOf(session.shop);
      const row = {
        shopDomain: session.shop,
        state: session.state,
        isOnline: session.isOnline,
        scope: session.scope ?? null,
        expiresAt: session.expires ?? null,
        accessToken: seal(secrets, session.accessToken, shopId, "access_token"),
        refreshToken: seal(secrets, session.refreshToken, shopId, "refresh_token"),
        refreshTokenExpiresAt: session.refreshTokenExpires ?? null,
        staffUserId: session.onlineAccessInfo ? String(session.onlineAccessInfo.associated_user.id) : null,
        updatedAt: systemTime.now(),
      };
      await database.shop(shopId).shopifySession.upsert({
        where: { shopId_id: { shopId, id: session.id } },
        create: { shopId, id: session.id, ...row },
        update: row,
      });
      return true;
    },
    async loadSession(id) {
      const shopId = await knownShop(database, id);
      if (!shopId) return undefined;
      const row = await database.shop(shopId).shopifySession.findFirst({ where: { id } });
      return row ? toSession(row, secrets) : undefined;
    },
    async deleteSession(id) {
      const shopId = await knownShop(database, id);
      if (shopId) await database.shop(shopId).shopifySession.deleteMany({ where: { id } });
      return true;
    },
    async deleteSessions(ids) {
      for (const id of ids) await storage.deleteSession(id);
      return true;
    },
    async findSessionsByShop(domain) {
      const shopId = await knownShop(database, domain);
      if (!shopId) return [];
      const rows = await database.shop(shopId).shopifySession.findMany({ take: 25 });
      return rows.map((row) => toSession(row, secrets));
    },
  };
  return storage;
}
