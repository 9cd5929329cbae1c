/** When the next file of the shop is to be tried. Uses media (shop_id, state, due_at). */
export const NEXT_MEDIA_DUE = `
  SELECT min(due_at) AS "dueAt" FROM media WHERE shop_id = $1::uuid AND state = 'waiting'`;

/** Bytes that the shop's kept files have. Uses media (shop_id, state, due_at). */
export const BYTES_KEPT = `
  SELECT coalesce(sum(size), 0)::bigint AS bytes FROM media WHERE shop_id = $1::uuid AND state = 'kept'`;

/** Files whose hint was lost. Uses media (shop_id, state, due_at). */
export const FORGOTTEN_MEDIA = `
  INSERT INTO due_shop (kind, shop_id, due_at, version)
  SELECT 'media', s.shop_id, m.due_at, 1
  FROM shop s
  CROSS JOIN LATERAL (
    SELECT due_at FROM media WHERE shop_id = s.shop_id AND state = 'waiting' ORDER BY due_at LIMIT 1
  ) m
  WHERE s.status = 'installed'
  ON CONFLICT (kind, shop_id) DO NOTHING`;
