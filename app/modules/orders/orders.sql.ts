/** Uses order (shop_id, shopify_id). */
export const LOCK_ORDER = `
  SELECT id FROM "order" WHERE shop_id = $1::uuid AND shopify_id = $2 FOR UPDATE`;
