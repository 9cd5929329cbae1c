/** Holds a reply until the end of the transaction: of two people who answer it, the second sees the first one's. */
export const LOCK_REPLY = `SELECT id FROM inbound_message WHERE shop_id = $1::uuid AND id = $2::uuid FOR UPDATE`;

/** The newest order of each of these people ($2), one probe of order (shop_id, contact_id, placed_at) for each. */
export const LAST_ORDERS = `
  SELECT person.id AS "contactId", o.name, o.total_minor AS "totalMinor", o.currency, o.placed_at AS "placedAt"
  FROM unnest($2::uuid[]) AS person (id)
  CROSS JOIN LATERAL (
    SELECT name, total_minor, currency, placed_at FROM "order"
    WHERE shop_id = $1::uuid AND contact_id = person.id AND deleted_at IS NULL
    ORDER BY placed_at DESC LIMIT 1
  ) o`;
