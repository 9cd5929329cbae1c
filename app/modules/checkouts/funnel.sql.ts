/**
 * A cart was left when it is still open, or when somebody was written to before it was completed.
 * Uses checkout (shop_id, last_activity_at), consent (shop_id, contact_id, purpose), message (shop_id, subject).
 */
export const CART_FUNNEL = `
  WITH cart AS (
    SELECT c.token, c.state, c.phone, c.contact_id,
      EXISTS (
        SELECT 1 FROM message m
        WHERE m.shop_id = c.shop_id AND m.subject = 'checkout:' || c.token
          AND m.stage IN ('taken', 'uncertain')
      ) AS written,
      EXISTS (
        SELECT 1 FROM consent k
        WHERE k.shop_id = c.shop_id AND k.contact_id = c.contact_id
          AND k.purpose = 'marketing' AND k.state = 'granted'
      ) AS consent
    FROM checkout c
    WHERE c.shop_id = $1::uuid AND c.last_activity_at >= $2::timestamptz AND c.last_activity_at < $3::timestamptz
      AND c.state <> 'deleted'
  )
  SELECT
    count(*) AS "left",
    count(*) FILTER (WHERE phone IS NOT NULL) AS "withPhone",
    count(*) FILTER (WHERE phone IS NOT NULL AND consent) AS "withConsent",
    count(*) FILTER (WHERE written) AS "writtenTo",
    count(*) FILTER (WHERE written AND state = 'completed') AS "cameBack"
  FROM cart WHERE state = 'open' OR written`;
