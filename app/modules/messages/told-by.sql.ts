/**
 * Which delivery reported each status $4 of the message $3 of the number `number:<id>` $2: of the first 200 events of
 * the number from $5 (one for each status) on, none recorded later than $6. One event tells of up to 2,000 messages,
 * and most are found in the first few. Uses event (shop_id, subject, recorded_at).
 */
export const TOLD_BY = `
  SELECT asked.status, told.caused_by AS "causedBy"
  FROM unnest($4::text[], $5::timestamptz[]) AS asked (status, since)
  CROSS JOIN LATERAL (
    SELECT near.caused_by FROM (
      SELECT caused_by, kind, facts FROM event
      WHERE shop_id = $1::uuid AND subject = $2 AND recorded_at >= asked.since AND recorded_at <= $6::timestamptz
      ORDER BY recorded_at LIMIT 200
    ) near
    WHERE near.kind = 'messages.reported' AND near.facts @> jsonb_build_object('messages',
      jsonb_build_array(jsonb_build_object('message', $3::text, 'status', asked.status)))
    LIMIT 1
  ) told`;
