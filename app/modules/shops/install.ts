import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import type { ShopPayload } from "#app/integrations/shopify/index.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import { clearProblem } from "#app/modules/problems/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { asShopId, newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { shopSettings } from "./settings.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

/** Gives the tenant of a myshopify domain, making it the first time. Safe to call concurrently. */
export async function shopIdOf(services: Needs, domain: string): Promise<ShopId> {
  const known = await services.database.system.shopDomain.findUnique({ where: { domain } });
  if (known) return asShopId(known.shopId);
  const shopId = asShopId(newId());
  await services.database.sql(
    "INSERT INTO shop_domain (domain, shop_id) VALUES ($1, $2) ON CONFLICT (domain) DO NOTHING",
    [domain, shopId],
  );
  const owner = await services.database.system.shopDomain.findUniqueOrThrow({ where: { domain } });
  const id = asShopId(owner.shopId);
  const now = services.shopTime.now();
  await services.database.shop(id).shop.createMany({
    data: [
      {
        shopId: id,
        domain,
        name: domain.replace(".myshopify.com", ""),
        currency: "USD",
        timeZone: "UTC",
        locale: "en",
        installedAt: now,
        settings: shopSettings.parse({}),
        updatedAt: now,
      },
    ],
    skipDuplicates: true,
  });
  return id;
}

/** Job that takes over the shop's products and recent carts. */
export const IMPORT_SHOP = "import-shop";

const SHOP_QUERY = /* GraphQL */ `
  query shopProfile {
    shop {
      id
      name
      email
      ianaTimezone
      currencyCode
      primaryDomain { url }
      billingAddress { countryCodeV2 }
      plan { publicDisplayName }
    }
  }
`;

const shopAnswer = z.object({
  shop: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullish(),
    ianaTimezone: z.string(),
    currencyCode: z.string(),
    primaryDomain: z.object({ url: z.string() }).nullish(),
    billingAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
    plan: z.object({ publicDisplayName: z.string().nullish() }).nullish(),
  }),
});

/** What shoppers of a country read, as Meta writes languages: there are ready texts in each. */
const LANGUAGES_OF_COUNTRY: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(["IT", "SM", "VA"].map((country) => [country, ["it"]])),
  ...Object.fromEntries(
    ["ES", "MX", "AR", "CL", "CO", "PE", "UY", "EC", "CR", "PA", "DO", "GT", "BO", "PY", "VE"].map(
      (country) => [country, ["es"]],
    ),
  ),
  ...Object.fromEntries(["FR", "MC"].map((country) => [country, ["fr"]])),
  ...Object.fromEntries(["DE", "AT", "LI"].map((country) => [country, ["de"]])),
  CH: ["de", "fr", "it"],
  LU: ["fr", "de"],
  BE: ["nl", "fr"],
  NL: ["nl"],
  BR: ["pt_BR"],
  PT: ["pt_PT"],
  PL: ["pl"],
  CA: ["en", "fr"],
};

/** The country's own, and English for everybody else; the merchant changes it in Settings. */
function languagesFor(countryCode: string | null): string[] {
  return [...new Set([...((countryCode && LANGUAGES_OF_COUNTRY[countryCode]) || []), "en"])];
}

/**
 * Reads the shop's own data from Shopify.
 * @param takeOver whether its products and carts are to be taken over too, once its currency is known
 */
async function syncShop(services: Services, shopId: ShopId, takeOver = false): Promise<boolean> {
  const answer = await services.admin(shopId).query(SHOP_QUERY, {}, shopAnswer);
  if (!answer.ok) {
    services.log.warn({ shopId, problem: answer.problem.kind }, "shop not read");
    return false;
  }
  const { shop } = answer.value;
  const now = services.shopTime.now();
  const countryCode = shop.billingAddress?.countryCodeV2 ?? null;
  await services.database.transaction(shopId, async (tx) => {
    const row = await tx.db.shop.findFirstOrThrow({});
    const first = row.syncedAt === null;
    await tx.db.shop.updateMany({
      data: {
        shopifyId: shop.id,
        name: shop.name,
        email: shop.email ?? null,
        currency: shop.currencyCode,
        timeZone: shop.ianaTimezone,
        countryCode,
        storefrontUrl: shop.primaryDomain?.url ?? null,
        planName: shop.plan?.publicDisplayName ?? null,
        syncedAt: now,
        updatedAt: now,
        ...(first
          ? {
              locale: languagesFor(countryCode)[0] ?? "en",
              settings: {
                ...shopSettings.parse({}),
                defaultCountry: countryCode,
                languages: languagesFor(countryCode),
              },
            }
          : {}),
      },
    });
    if (takeOver) await tx.jobs.send(IMPORT_SHOP, { shopId }, shopId);
  });
  return true;
}

/** A merchant opened the app with a fresh token: installed, again, or for the first time. Idempotent. */
export async function installShop(services: Services, shopId: ShopId): Promise<void> {
  const now = services.shopTime.now();
  const isNew = await services.database.transaction(shopId, async (tx) => {
    const row = await tx.db.shop.findFirstOrThrow({});
    await clearProblem(tx, "shopify_token_revoked", "", now);
    if (row.status === "installed" && row.syncedAt !== null) return false;
    await tx.db.shop.updateMany({
      data: { status: "installed", installedAt: now, uninstalledAt: null, updatedAt: now },
    });
    await appendEvent(tx, {
      kind: "shop.installed",
      subject: `shop:${row.domain}`,
      actor: "shopify",
      occurredAt: now,
      recordedAt: now,
    });
    return true;
  });
  await syncShop(services, shopId, isNew);
}

/**
 * The merchant removed the app: its tokens are worthless, nothing is sent any more.
 * @param triggeredAt when Shopify says it happened; news from before the last install is old news
 * @returns whether it was believed
 */
export async function uninstallShop(
  tx: Transaction,
  triggeredAt: Date | undefined,
  now: Date,
  causedBy: string,
): Promise<boolean> {
  const row = await tx.db.shop.findFirst({});
  if (!row || row.status === "uninstalled") return false;
  if (triggeredAt && triggeredAt < row.installedAt) return false;
  await tx.db.shopifySession.deleteMany({});
  await tx.db.shop.updateMany({ data: { status: "uninstalled", uninstalledAt: now, updatedAt: now } });
  await appendEvent(tx, {
    kind: "shop.uninstalled",
    subject: `shop:${row.domain}`,
    actor: "shopify",
    occurredAt: triggeredAt ?? now,
    recordedAt: now,
    causedBy,
  });
  return true;
}

/** News of the shop itself (shop/update). */
export async function updateShop(tx: Transaction, payload: ShopPayload, now: Date): Promise<void> {
  await tx.db.shop.updateMany({
    data: {
      name: payload.name,
      email: payload.email ?? null,
      currency: payload.currency,
      ...(payload.iana_timezone ? { timeZone: payload.iana_timezone } : {}),
      ...(payload.country_code ? { countryCode: payload.country_code } : {}),
      ...(payload.plan_display_name ? { planName: payload.plan_display_name } : {}),
      updatedAt: now,
    },
  });
}
