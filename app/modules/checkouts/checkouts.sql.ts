/** One change of a checkout at a time. Uses checkout (shop_id, token). */
export const LOCK_CHECKOUT = `
  SELECT id FROM checkout WHERE shop_id = $1::uuid AND token = $2 FOR UPDATE`;

function carts(beyond: "<" | ">", order: "DESC" | "ASC"): string {
  return `
  SELECT one.* FROM unnest($2::text[]) AS s (stage)
  CROSS JOIN LATERAL (
    SELECT c.id, c.token, c.funnel_stage AS stage, c.last_activity_at AS at, c.contact_id AS "contactId", c.phone,
      c.currency, c.total_minor AS "totalMinor"
    FROM checkout c
    WHERE c.shop_id = $1::uuid AND c.funnel_stage = s.stage AND c.funnel_day >= $3::date
      AND c.last_activity_at >= $3::date - interval '1 day'
      AND ($4::timestamptz IS NULL OR (c.last_activity_at, c.id) ${beyond} ($4::timestamptz, $5::uuid))
    ORDER BY c.last_activity_at ${order}, c.id ${order} LIMIT $6::int
  ) one
  ORDER BY one.at ${order}, one.id ${order} LIMIT $6::int`;
}

/**
 * A page of the carts of these stages, the newest or those next to an edge: $2 stages, $3 first day, $4 and $5 the edge
 * or null, $6 how many. Uses checkout (shop_id, funnel_stage, last_activity_at, id).
 */
export const CARTS_OLDER = carts("<", "DESC");
export const CARTS_NEWER = carts(">", "ASC");
