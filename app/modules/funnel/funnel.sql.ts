/**
 * Whoever changes what a cart's stage follows from holds the cart from then on until its transaction ends, so that the
 * next one sees what the last one did. In one order, so that two can't wait for each other.
 * Uses checkout (shop_id, token).
 */
export const LOCK_CARTS = `
  SELECT id FROM checkout WHERE shop_id = $1::uuid AND token = ANY ($2::text[]) ORDER BY id FOR NO KEY UPDATE`;

/** Uses checkout (shop_id, contact_id). */
export const LOCK_CARTS_OF = `
  SELECT id FROM checkout WHERE shop_id = $1::uuid AND contact_id = $2::uuid ORDER BY id FOR NO KEY UPDATE`;

/**
 * How far a cart got, by what holds now. A cart was left when it is still open, or when somebody was written to about it
 * before it was completed; who was written to had a number and had agreed.
 * Uses message (shop_id, subject) and consent (shop_id, contact_id, purpose).
 */
const STAGE = `
  CASE
    WHEN c.state = 'deleted' THEN 'none'
    WHEN EXISTS (
      SELECT 1 FROM message m
      WHERE m.shop_id = c.shop_id AND m.subject = 'checkout:' || c.token AND m.stage IN ('taken', 'uncertain')
    ) THEN CASE c.state WHEN 'completed' THEN 'returned' ELSE 'written' END
    WHEN c.state <> 'open' THEN 'none'
    WHEN c.phone IS NULL THEN 'left'
    WHEN EXISTS (
      SELECT 1 FROM consent k
      WHERE k.shop_id = c.shop_id AND k.contact_id = c.contact_id
        AND k.purpose = 'marketing' AND k.state = 'granted'
    ) THEN 'consent'
    ELSE 'phone'
  END`;

/**
 * Notes the stage of these carts and the local date of their last activity; gives what that changes in the figures of
 * each day. The row keeps under which date it is counted, so that a shop's new time zone leaves nothing counted twice.
 */
export const COUNT_CARTS = `
  WITH cart AS (
    SELECT c.id, c.funnel_stage AS old_stage, c.funnel_day AS old_day, ${STAGE} AS new_stage,
      (c.last_activity_at AT TIME ZONE s.time_zone)::date AS new_day
    FROM checkout c JOIN shop s ON s.shop_id = c.shop_id
    WHERE c.shop_id = $1::uuid AND c.id = ANY ($2::uuid[])
  ), moved AS (
    UPDATE checkout c SET funnel_stage = cart.new_stage, funnel_day = cart.new_day
    FROM cart
    WHERE c.shop_id = $1::uuid AND c.id = cart.id
      AND (cart.old_stage IS DISTINCT FROM cart.new_stage OR cart.old_day IS DISTINCT FROM cart.new_day)
    RETURNING cart.*
  )
  SELECT day::text AS day, stage, sum(carts)::int AS carts
  FROM (
    SELECT old_day AS day, old_stage AS stage, -1 AS carts FROM moved WHERE old_stage <> 'none'
    UNION ALL
    SELECT new_day, new_stage, 1 FROM moved WHERE new_stage <> 'none'
  ) change
  GROUP BY day, stage HAVING sum(carts) <> 0`;
