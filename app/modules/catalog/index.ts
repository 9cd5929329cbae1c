import {
  type ProductPayload,
  type Recency,
  supersedes,
  toGid,
  toMinor,
} from "#app/integrations/shopify/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import type { Prisma, ShopClient, Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";

function variantsOf(payload: ProductPayload, currency: string): Prisma.InputJsonArray {
  return (payload.variants ?? []).map((variant) => ({
    id: variant.admin_graphql_api_id ?? (variant.id == null ? null : toGid("ProductVariant", variant.id)),
    title: variant.title ?? null,
    sku: variant.sku ?? null,
    priceMinor: toMinor(variant.price, currency)?.toString() ?? null,
    inventory: variant.inventory_quantity ?? null,
    sellsOut: variant.inventory_policy === "deny",
  }));
}

/** News of a product; older than what is stored, or of a deleted one, they change nothing. */
export async function saveProduct(tx: Transaction, payload: ProductPayload, recency: Recency, now: Date) {
  const shopifyId = payload.admin_graphql_api_id;
  const stored = await tx.db.product.findFirst({ where: { shopifyId } });
  if (stored?.deletedAt || !supersedes(recency, stored)) return;
  const { currency } = await shopIn(tx);
  const values = {
    handle: payload.handle,
    title: payload.title,
    status: payload.status ?? "active",
    vendor: payload.vendor ?? null,
    productType: payload.product_type ?? null,
    imageUrl: payload.image?.src ?? payload.images?.[0]?.src ?? null,
    variants: variantsOf(payload, currency),
    ...recency,
    updatedAt: now,
  };
  if (stored) await tx.db.product.updateMany({ where: { id: stored.id }, data: values });
  else await tx.db.product.create({ data: { shopId: tx.shopId, id: newId(), shopifyId, ...values } });
}

/** A deletion leaves a tombstone that later news can't raise. */
export async function deleteProduct(tx: Transaction, shopifyId: string, recency: Recency, now: Date) {
  const stored = await tx.db.product.findFirst({ where: { shopifyId } });
  if (stored?.deletedAt) return;
  const blank = { handle: "", title: "", vendor: null, productType: null, imageUrl: null, variants: [] };
  const values = {
    ...blank,
    status: "deleted",
    deletedAt: recency.vendorUpdatedAt,
    ...recency,
    updatedAt: now,
  };
  if (stored) await tx.db.product.updateMany({ where: { id: stored.id }, data: values });
  else await tx.db.product.create({ data: { shopId: tx.shopId, id: newId(), shopifyId, ...values } });
}

/** Pictures of these products (gid → address), as far as they are known. */
export async function picturesOf(
  db: ShopClient,
  productIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.product.findMany({
    where: { shopifyId: { in: productIds.slice(0, 50) }, deletedAt: null, imageUrl: { not: null } },
    select: { shopifyId: true, imageUrl: true },
  });
  return new Map(rows.flatMap((row) => (row.imageUrl ? [[row.shopifyId, row.imageUrl] as const] : [])));
}
