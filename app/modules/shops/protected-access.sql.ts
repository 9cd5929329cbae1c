/** Shops that Shopify keeps data from, and whose hint was lost; $1 when to look. Uses problem (shop_id, cleared_at). */
export const FORGOTTEN_ACCESS = `
  INSERT INTO due_shop (kind, shop_id, due_at, version)
  SELECT 'access', s.shop_id, $1::timestamptz, 1
  FROM shop s
  WHERE s.status = 'installed' AND EXISTS (
    SELECT 1 FROM problem p
    WHERE p.shop_id = s.shop_id AND p.cleared_at IS NULL AND p.kind = 'shopify_access_denied'
  )
  ON CONFLICT (kind, shop_id) DO NOTHING`;
