import type { LoaderFunctionArgs } from "@remix-run/node";
import type { TFunction } from "i18next";
import type { Services } from "#app/integrations/services.ts";
import { findShopByDomain, type ShopProfile } from "#app/modules/shops/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { type Language, languageOf } from "./i18n/language.ts";
import { i18nOf } from "./i18n/words.server.ts";
import { shopifyOf } from "./shopify.server.ts";

/** The person in the admin, their shop, and what a loader or action needs to work for them. */
export interface Merchant {
  readonly services: Services;
  readonly shopId: ShopId;
  readonly shop: ShopProfile;
  /** Shopify's user, as writes record it. */
  readonly actor: `staff:${string}`;
  readonly language: Language;
  /** Words of a screen in the merchant's language; screens mostly leave that to the browser. */
  readonly t: TFunction;
  /** Shop time. */
  readonly now: Date;
}

/**
 * Who asks, from Shopify's id token. Every loader and action of a screen begins with it, for each is reachable alone.
 * @throws Response that makes App Bridge renew the token, or leads into Shopify's admin
 */
export async function merchantOf({
  request,
  context,
}: Pick<LoaderFunctionArgs, "request" | "context">): Promise<Merchant> {
  const { services } = context;
  const { session, sessionToken } = await shopifyOf(services).admin(request);
  const shop = await findShopByDomain(services, session.shop);
  if (!shop) throw new Error("a session without a shop");
  const language = languageOf(request);
  return {
    services,
    shopId: shop.id,
    shop,
    actor: `staff:${sessionToken?.sub ?? "unknown"}`,
    language,
    t: i18nOf(language).t,
    now: services.shopTime.now(),
  };
}
