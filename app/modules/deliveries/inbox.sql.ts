import { prepared } from "#app/platform/database/index.ts";

/** Many deliveries in one statement; a repeated one is recognised by its key. */
export const RECEIVE = prepared(
  "inbox_receive",
  `
  INSERT INTO inbox_delivery
    (id, key, source, topic, shop_domain, triggered_at, headers, body, state, next_attempt_at, received_at)
  SELECT id::uuid, key, source, topic, shop_domain, triggered_at::timestamptz, headers::jsonb, body, 'received',
    received_at::timestamptz, received_at::timestamptz
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[])
    AS d (id, key, source, topic, shop_domain, triggered_at, headers, body, received_at)
  ON CONFLICT (key) DO NOTHING`,
);

/**
 * Takes what waits and may be tried, the longest waiting first, for this worker alone until $3: whoever dies with it
 * in hand leaves it to another then. Uses (state, next_attempt_at, id).
 */
export const TAKE = `
  WITH next AS (
    SELECT id, next_attempt_at FROM inbox_delivery
    WHERE state = 'received' AND next_attempt_at <= $1::timestamptz
    ORDER BY next_attempt_at, id LIMIT $2::int FOR UPDATE SKIP LOCKED
  )
  UPDATE inbox_delivery d SET next_attempt_at = $3::timestamptz
  FROM next WHERE d.id = next.id
  RETURNING d.id, d.source, d.topic, d.shop_domain AS "shopDomain", d.triggered_at AS "triggeredAt", d.body,
    d.attempts, next.next_attempt_at AS "dueAt"`;

/** Ends a delivery that still waits; in the transaction of what it changed. No row: another worker was faster. */
export const FINISH = `
  UPDATE inbox_delivery SET state = $2, done_at = $3::timestamptz, error = NULL
  WHERE id = $1::uuid AND state = 'received' RETURNING id`;

/** Ends many that still wait: $1 ids, $2 the state of each. */
export const FINISH_MANY = prepared(
  "inbox_finish_many",
  `
  UPDATE inbox_delivery d SET state = r.state, done_at = $3::timestamptz, error = NULL
  FROM unnest($1::uuid[], $2::text[]) AS r (id, state)
  WHERE d.id = r.id AND d.state = 'received'`,
);

export const POSTPONE = `
  UPDATE inbox_delivery SET state = $2, attempts = $3::int, next_attempt_at = $4::timestamptz, error = $5
  WHERE id = $1::uuid AND state = 'received'`;
