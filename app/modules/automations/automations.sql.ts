/** Runs of a shop whose step is due. Uses enrolment (shop_id, state, due_at). */
export const DUE_RUNS = `
  SELECT id FROM enrolment
  WHERE shop_id = $1::uuid AND state = 'waiting' AND due_at <= $2::timestamptz
  ORDER BY due_at LIMIT $3::int`;

/** One of them, if it still waits and nobody else decides it. */
export const LOCK_RUN = `
  SELECT id FROM enrolment
  WHERE shop_id = $1::uuid AND id = $2::uuid AND state = 'waiting' AND due_at <= $3::timestamptz
  FOR UPDATE SKIP LOCKED`;

export const NEXT_RUN_DUE = `
  SELECT min(due_at) AS "dueAt" FROM enrolment WHERE shop_id = $1::uuid AND state = 'waiting'`;

/** Hints that were lost, one probe of enrolment (shop_id, state, due_at) for each shop. */
export const FORGOTTEN_RUNS = `
  INSERT INTO due_shop (kind, shop_id, due_at, version)
  SELECT 'enrolment', s.shop_id, e.due_at, 1
  FROM shop s
  CROSS JOIN LATERAL (
    SELECT due_at FROM enrolment
    WHERE shop_id = s.shop_id AND state = 'waiting' ORDER BY due_at LIMIT 1
  ) e
  WHERE s.status = 'installed'
  ON CONFLICT (kind, shop_id) DO NOTHING`;

/** Ends those of the runs $2 that wait still: a step or another delivery may have ended one since it was read. */
export const END_WAITING = `
  UPDATE enrolment
  SET state = 'ended', end_reason = $3, ended_at = $4::timestamptz, due_at = NULL, updated_at = $4::timestamptz
  WHERE shop_id = $1::uuid AND id = ANY ($2::uuid[]) AND state = 'waiting'
  RETURNING id`;

/**
 * Confirmations of orders since $3 of the person $2 that ended without consent wait again, and are due at $4.
 * @returns when each had ended. Uses enrolment (shop_id, contact_id, started_at)
 */
export const CONFIRM_AGAIN = `
  WITH before AS (
    SELECT e.id, e.ended_at FROM enrolment e
    JOIN automation a ON a.shop_id = e.shop_id AND a.id = e.automation_id
    WHERE e.shop_id = $1::uuid AND e.contact_id = $2::uuid AND e.started_at >= $3::timestamptz
      AND e.state = 'ended' AND e.end_reason = 'no_consent' AND a.kind = 'order_confirmed' AND a.mode <> 'off'
    FOR NO KEY UPDATE OF e
  )
  UPDATE enrolment e
  SET state = 'waiting', due_at = $4::timestamptz, end_reason = NULL, ended_at = NULL, updated_at = $4::timestamptz
  FROM before WHERE e.shop_id = $1::uuid AND e.id = before.id
  RETURNING before.ended_at AS "endedAt"`;
