import { prepared } from "#app/platform/database/index.ts";

/** Where code $2 of shop $1 leads, and the shop's permanent domain. Uses link (shop_id, code). */
export const FIND_LINK = prepared(
  "find_link",
  `
  SELECT l.id, l.target, l.campaign, s.domain
  FROM link l JOIN shop s ON s.shop_id = l.shop_id
  WHERE l.shop_id = $1::uuid AND l.code = $2`,
);

/** Links $2, locked in one order, so that two batches can't wait for each other. Uses each table's key. */
export const TAPPED_LINKS = prepared(
  "tapped_links",
  `
  SELECT l.id, l.message_id AS "messageId", l.first_clicked_at IS NULL AS "isNew", m.contact_id AS "contactId",
    m.purpose, coalesce(m.automation_kind, '') AS origin, s.time_zone AS "timeZone"
  FROM link l
  JOIN message m ON m.shop_id = l.shop_id AND m.id = l.message_id
  JOIN shop s ON s.shop_id = l.shop_id
  WHERE l.shop_id = $1::uuid AND l.id = ANY ($2::uuid[])
  ORDER BY l.id FOR UPDATE OF l`,
);

/**
 * Writes taps down, one a place: $2 links, $3 their messages, $4 contacts, $5 shop times, $6 ids of the events. Each tap
 * is an event: an order is counted for the last one before it. Uses each table's key.
 */
export const WRITE_TAPS = prepared(
  "write_taps",
  `
  WITH tap AS (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::uuid[])
      AS t (link_id, message_id, contact_id, at, event_id)
  ), on_links AS (
    UPDATE link l SET clicks = l.clicks + t.times, first_clicked_at = coalesce(l.first_clicked_at, t.first_at)
    FROM (SELECT link_id, count(*)::int AS times, min(at) AS first_at FROM tap GROUP BY link_id) t
    WHERE l.shop_id = $1::uuid AND l.id = t.link_id
  ), on_messages AS (
    UPDATE message m SET clicked_at = t.first_at, updated_at = greatest(m.updated_at, t.first_at)
    FROM (SELECT message_id, min(at) AS first_at FROM tap GROUP BY message_id) t
    WHERE m.shop_id = $1::uuid AND m.id = t.message_id AND m.clicked_at IS NULL
  )
  INSERT INTO event (shop_id, id, kind, version, subject, contact_id, actor, occurred_at, recorded_at, caused_by, facts)
  SELECT $1::uuid, event_id, 'link.tapped', 1, 'message:' || message_id, contact_id, 'contact', at, at,
    'message:' || message_id, '{}'::jsonb
  FROM tap`,
);
