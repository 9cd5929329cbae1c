/** When the next mail of the shop is to be tried. Uses mail (shop_id, state, due_at). */
export const NEXT_MAIL_DUE = `
  SELECT min(due_at) AS "dueAt" FROM mail WHERE shop_id = $1::uuid AND state = 'queued'`;

/** Mails whose hint was lost. Uses mail (shop_id, state, due_at). */
export const FORGOTTEN_MAILS = `
  INSERT INTO due_shop (kind, shop_id, due_at, version)
  SELECT 'alert', s.shop_id, m.due_at, 1
  FROM shop s
  CROSS JOIN LATERAL (
    SELECT due_at FROM mail WHERE shop_id = s.shop_id AND state = 'queued' ORDER BY due_at LIMIT 1
  ) m
  WHERE s.status = 'installed'
  ON CONFLICT (kind, shop_id) DO NOTHING`;

/**
 * Replies and faults that nobody was told of and whose hint was lost; $1 shop time, $2 the kinds of faults.
 * Uses inbound_message (shop_id, state, received_at) and problem (shop_id, cleared_at).
 */
export const FORGOTTEN_NEWS = `
  INSERT INTO due_shop (kind, shop_id, due_at, version)
  SELECT 'alert', s.shop_id, $1::timestamptz, 1
  FROM shop s
  WHERE s.status = 'installed' AND (
    EXISTS (
      SELECT 1 FROM inbound_message i
      WHERE i.shop_id = s.shop_id AND i.state = 'waiting' AND i.alerted_at IS NULL
    ) OR EXISTS (
      SELECT 1 FROM problem p
      WHERE p.shop_id = s.shop_id AND p.cleared_at IS NULL AND p.kind = ANY ($2::text[])
        AND (p.alerted_at IS NULL OR p.alerted_at < p.since)
    )
  )
  ON CONFLICT (kind, shop_id) DO NOTHING`;

/** Shops whose week is not going to be summed up yet: new ones, and those whose hint was lost. */
export const WITHOUT_WEEK = `
  SELECT s.shop_id AS "shopId", s.time_zone AS "timeZone" FROM shop s
  WHERE s.status = 'installed'
    AND NOT EXISTS (SELECT 1 FROM due_shop d WHERE d.kind = 'week' AND d.shop_id = s.shop_id)
  LIMIT 500`;
