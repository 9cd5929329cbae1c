import { picturesOf } from "#app/modules/catalog/index.ts";
import { readLines } from "#app/modules/checkouts/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { MeaningValues, TemplatePurpose } from "#app/modules/templates/index.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { cartValues, orderValues } from "./text-values.ts";

/** A real cart or order that a text can be read with. */
export interface PreviewSubject {
  readonly id: string;
  /** First name; null where it is not known. */
  readonly person: string | null;
  readonly at: Date;
  /** Of an order, such as #1042. */
  readonly order: string | null;
  readonly picture: string | null;
  /** By language. */
  readonly values: Readonly<Record<string, MeaningValues>>;
}

const SHOWN = 10;

async function namesOf(db: ShopClient, ids: readonly (string | null)[]): Promise<Map<string, string | null>> {
  const contacts = await db.contact.findMany({
    where: { id: { in: ids.flatMap((id) => id ?? []) }, deletedAt: null },
    select: { id: true, firstName: true },
  });
  return new Map(contacts.map(({ id, firstName }) => [id, firstName]));
}

async function carts(
  db: ShopClient,
  shop: ShopProfile,
  languages: readonly string[],
): Promise<PreviewSubject[]> {
  const rows = await db.checkout.findMany({
    where: { state: "open", contactId: { not: null } },
    orderBy: { lastActivityAt: "desc" },
    take: SHOWN,
  });
  const names = await namesOf(
    db,
    rows.map(({ contactId }) => contactId),
  );
  const productsOf = (lines: unknown) => readLines(lines).flatMap(({ productId }) => productId ?? []);
  const pictures = await picturesOf(
    db,
    rows.flatMap(({ lines }) => productsOf(lines)),
  );
  return rows.map((row) => {
    const firstName = names.get(row.contactId ?? "") ?? null;
    const picture = productsOf(row.lines)
      .map((id) => pictures.get(id))
      .find((address) => address);
    return {
      ...{ id: row.id, person: firstName, at: row.lastActivityAt, order: null, picture: picture ?? null },
      values: Object.fromEntries(
        languages.map((language) => [
          language,
          cartValues(row, { firstName, shopName: shop.name, language }),
        ]),
      ),
    };
  });
}

async function orders(
  db: ShopClient,
  shop: ShopProfile,
  purpose: TemplatePurpose,
  languages: readonly string[],
): Promise<PreviewSubject[]> {
  const refunds =
    purpose === "order_refunded"
      ? await db.refund.findMany({ orderBy: { refundedAt: "desc" }, take: SHOWN })
      : [];
  const rows = await db.order.findMany({
    where: {
      deletedAt: null,
      contactId: { not: null },
      ...(purpose === "order_refunded"
        ? { shopifyId: { in: refunds.map(({ orderShopifyId }) => orderShopifyId) } }
        : {}),
    },
    orderBy: { placedAt: "desc" },
    take: SHOWN,
  });
  const names = await namesOf(
    db,
    rows.map(({ contactId }) => contactId),
  );
  const parcels = await db.fulfillment.findMany({
    where: { orderShopifyId: { in: rows.map(({ shopifyId }) => shopifyId) } },
    orderBy: { happenedAt: "desc" },
    take: 100,
  });
  return rows.map((row) => {
    const firstName = names.get(row.contactId ?? "") ?? null;
    const parcel = parcels.find(({ orderShopifyId }) => orderShopifyId === row.shopifyId);
    const refund = refunds.find(({ orderShopifyId }) => orderShopifyId === row.shopifyId);
    return {
      ...{ id: row.id, person: firstName, at: row.placedAt, order: row.name, picture: null },
      values: Object.fromEntries(
        languages.map((language) => [
          language,
          orderValues(row, parcel, refund, { firstName, shopName: shop.name, language }),
        ]),
      ),
    };
  });
}

/** The last carts or orders that a text of this purpose would have told of, as it would have; none for other texts. */
export function previewSubjects(
  services: Pick<PlatformServices, "database">,
  shop: ShopProfile,
  purpose: TemplatePurpose,
  languages: readonly string[],
): Promise<PreviewSubject[]> {
  const db = services.database.shop(shop.id);
  if (purpose.startsWith("cart_")) return carts(db, shop, languages);
  return purpose.startsWith("order_") ? orders(db, shop, purpose, languages) : Promise.resolve([]);
}
