/** What the shop's other lanes have in their hands. Uses lane_claim (shop_id, phone_number_id) and message (shop_id, id). */
export const IN_OTHER_HANDS = `
  SELECT m.id, m.purpose, m.category, m.recipient, m.country_code AS "countryCode"
  FROM lane_claim c
  JOIN message m ON m.shop_id = c.shop_id AND m.id = ANY (c.message_ids)
  WHERE c.shop_id = $1::uuid AND c.phone_number_id <> $2`;

/**
 * Carts and broadcasts that wait for the month's turn ($3) or for their own end, because the budget was used up.
 * Uses message (shop_id, stage, created_at, id).
 */
export const LEAVE_NOW = `
  UPDATE message SET not_before = $2::timestamptz, updated_at = $2::timestamptz
  WHERE shop_id = $1::uuid AND stage = 'queued' AND purpose IN ('cart_recovery', 'broadcast')
    AND not_before > $2::timestamptz AND (not_before = $3::timestamptz OR not_before = expires_at)`;
