/** News of an order whose outcome stayed unknown are sent once more; promotions never. */
const SENT_ONCE_MORE = `(status = 'uncertain' AND category <> 'MARKETING' AND attempts < 2)`;

/**
 * The next of a lane, locked: what is queued, and order messages whose outcome stayed unknown, once.
 * Uses message (shop_id, phone_number_id, status, priority, not_before).
 * $5: categories that stand still.
 */
export const NEXT_OF_LANE = `
  SELECT id FROM message
  WHERE shop_id = $1::uuid AND phone_number_id = $2 AND not_before <= $3::timestamptz
    AND (status = 'queued' OR ${SENT_ONCE_MORE})
    AND category <> ALL ($5::text[])
  ORDER BY priority, not_before, id
  LIMIT $4::int FOR UPDATE SKIP LOCKED`;

/**
 * When each of these people was last written to with promotions, or may have been.
 * Uses message (shop_id, contact_id, created_at).
 */
export const LAST_MARKETING = `
  SELECT contact_id AS "contactId", max(coalesce(accepted_at, updated_at)) AS at FROM message
  WHERE shop_id = $1::uuid AND contact_id = ANY ($2::uuid[]) AND created_at >= $3::timestamptz
    AND category = 'MARKETING' AND purpose <> 'test'
    AND status IN ('sending', 'accepted', 'held', 'sent', 'delivered', 'read', 'uncertain')
  GROUP BY contact_id`;

/** Marks as being sent, under the lane's fencing token. Committed before the call. */
export const CLAIM = `
  UPDATE message
  SET status = 'sending', attempts = attempts + 1, claim_token = $3::bigint, claimed_at = $4::timestamptz,
    updated_at = $5::timestamptz
  WHERE shop_id = $1::uuid AND id = ANY ($2::uuid[])
  RETURNING id, recipient, category, purpose, content, attempts, contact_id AS "contactId",
    country_code AS "countryCode", automation_kind AS "automationKind", template_version_id AS "templateVersionId"`;

/** What an earlier owner of the lane had claimed and did not record: it may have been sent. */
export const ABANDONED = `
  UPDATE message SET status = 'uncertain', reason = 'no_answer', not_before = $4::timestamptz, updated_at = $5::timestamptz
  WHERE shop_id = $1::uuid AND phone_number_id = $2 AND status = 'sending' AND claim_token < $3::bigint
  RETURNING id`;

/**
 * Many accepted messages at once. A status webhook may have been faster: it is not undone.
 * $3 ids, $4 wamids, $5 whether Meta holds it, $6 estimated cost.
 */
export const ACCEPTED = `
  UPDATE message m
  SET wamid = coalesce(m.wamid, r.wamid),
    status = CASE WHEN m.status IN ('sending', 'uncertain', 'queued')
      THEN CASE WHEN r.held THEN 'held' ELSE 'accepted' END ELSE m.status END,
    reason = NULL, error_code = NULL, error_detail = NULL,
    accepted_at = coalesce(m.accepted_at, $8::timestamptz),
    cost_micros = coalesce(m.cost_micros, r.cost), cost_currency = coalesce(m.cost_currency, $7),
    cost_source = coalesce(m.cost_source, 'estimate'), updated_at = $8::timestamptz
  FROM unnest($3::uuid[], $4::text[], $5::boolean[], $6::bigint[]) AS r (id, wamid, held, cost)
  WHERE m.shop_id = $1::uuid AND m.id = r.id AND m.claim_token = $2::bigint
  RETURNING m.id`;

/** Shop time at which a lane has something to do next. $3: categories that stand still. */
export const NEXT_DUE = `
  SELECT min(not_before) AS "dueAt" FROM message
  WHERE shop_id = $1::uuid AND phone_number_id = $2 AND category <> ALL ($3::text[])
    AND (status = 'queued' OR ${SENT_ONCE_MORE})`;

/** Hints that were lost, and what a dead worker left half-sent: one probe of message (shop_id, status, created_at, id) for each shop. */
export const FORGOTTEN = `
  INSERT INTO due_shop (kind, shop_id, due_at, version)
  SELECT 'message', s.shop_id, m.not_before, 1
  FROM shop s
  CROSS JOIN LATERAL (
    SELECT not_before FROM message
    WHERE shop_id = s.shop_id AND (status IN ('queued', 'sending') OR ${SENT_ONCE_MORE})
    ORDER BY not_before LIMIT 1
  ) m
  WHERE s.status = 'installed'
  ON CONFLICT (kind, shop_id) DO NOTHING`;
