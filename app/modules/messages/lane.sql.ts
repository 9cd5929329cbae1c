/** What the gate has to know of a message `m`, with {@link besideCandidate}. */
export const candidate = (category: string) => `
    m.id, ${category} AS category, m.purpose, m.recipient, m.country_code AS "countryCode", m.expires_at AS "expiresAt",
    m.contact_id AS "contactId", m.subject, m.content, m.retries, m.error_code AS "errorCode",
    m.automation_kind AS "automationKind", m.template_version_id AS "templateVersionId",
    c.deleted_at IS NOT NULL AS "contactDeleted", c.reachability, c.last_inbound_at AS "lastInboundAt",
    k.id IS NOT NULL AS "agreed", r.phone AS "agreedPhone", w.at AS "lastMarketingAt"`;

/** @param since since when a promotion to the same person counts, which was sent or may have been */
export const besideCandidate = (category: string, since: string) => `
  JOIN contact c ON c.shop_id = $1::uuid AND c.id = m.contact_id
  LEFT JOIN consent k ON k.shop_id = $1::uuid AND k.contact_id = m.contact_id AND k.state = 'granted'
    AND k.purpose = CASE ${category} WHEN 'MARKETING' THEN 'marketing' ELSE 'utility' END
  LEFT JOIN consent_record r ON r.shop_id = $1::uuid AND r.id = k.record_id
  LEFT JOIN LATERAL (
    SELECT max(coalesce(o.accepted_at, o.updated_at)) AS at FROM message o
    WHERE o.shop_id = $1::uuid AND o.contact_id = m.contact_id AND o.created_at >= ${since}
      AND o.category = 'MARKETING' AND o.purpose <> 'test'
      AND o.stage IN ('taken', 'uncertain')
  ) w ON ${category} = 'MARKETING'`;

/**
 * The next of a lane with what the gate has to know of each, most urgent first: a short range of the index for each
 * priority, so that what waits for the morning is not looked at now. Only the lane's owner claims, so nothing is
 * locked here. $5: categories that stand still, $6: what is in our hands already,
 * $7: since when a promotion to the same person counts, which was sent or may have been.
 * Uses message (shop_id, phone_number_id, stage, priority, not_before, id) and (shop_id, contact_id, created_at).
 */
export const LOOK = `
  WITH next AS (
    SELECT one.id, one.priority, one.not_before
    FROM unnest(ARRAY[0, 1, 2, 3]) AS p (priority)
    CROSS JOIN LATERAL (
      SELECT m.id, m.priority, m.not_before FROM message m
      WHERE m.shop_id = $1::uuid AND m.phone_number_id = $2 AND m.stage = 'queued' AND m.priority = p.priority
        AND m.not_before <= $3::timestamptz AND m.category <> ALL ($5::text[]) AND m.id <> ALL ($6::uuid[])
      ORDER BY m.not_before, m.id LIMIT $4::int
    ) one
    ORDER BY one.priority, one.not_before, one.id LIMIT $4::int
  )
  SELECT ${candidate("m.category")}
  FROM next
  JOIN message m ON m.shop_id = $1::uuid AND m.id = next.id
  ${besideCandidate("m.category", "$7::timestamptz")}
  ORDER BY next.priority, next.not_before, next.id`;

/**
 * Takes those that still wait into our hands, if the lane is still ours ($7: name of the lane's lease, $4 its fencing
 * token). The lease is held until this is committed: the next owner, who declares uncertain what we had in hand, must
 * find this too. Committed before Meta is called: one row for a batch, instead of a change of each message.
 */
export const CLAIM = `
  INSERT INTO lane_claim (shop_id, id, phone_number_id, token, message_ids, claimed_at, begun)
  SELECT $1::uuid, $2::uuid, $3, $4::bigint, array_agg(m.id), $5::timestamptz, false
  FROM message m
  WHERE m.shop_id = $1::uuid AND m.id = ANY ($6::uuid[]) AND m.status = 'queued'
    AND EXISTS (SELECT 1 FROM lease WHERE name = $7 AND token = $4::bigint FOR SHARE)
  HAVING count(*) > 0
  RETURNING message_ids AS "messageIds"`;

/**
 * Committed before the first call of a batch. Nothing is given where the next owner of the lane has put it back: whoever
 * changes this row first, the other one sees it.
 */
export const BEGIN = `UPDATE lane_claim SET begun = true WHERE shop_id = $1::uuid AND id = $2::uuid RETURNING id`;

/** What came of a batch is recorded, or it was not sent. */
export const LET_GO = `DELETE FROM lane_claim WHERE shop_id = $1::uuid AND id = $2::uuid`;

/** Later, and unsent: $3 ids, $4 when each may leave. */
export const PUT_OFF = `
  UPDATE message m SET not_before = r.not_before, updated_at = $2::timestamptz
  FROM unnest($3::uuid[], $4::timestamptz[]) AS r (id, not_before)
  WHERE m.shop_id = $1::uuid AND m.id = r.id AND m.status = 'queued'`;

/**
 * What an earlier owner of the lane had in its hands and did not record: where it had begun to call Meta each may have been
 * sent, also what was taken back meanwhile; a batch that it had not begun waits in the lane as before. Uses lane_claim (shop_id, phone_number_id).
 */
export const ABANDONED = `
  WITH dead AS (
    DELETE FROM lane_claim WHERE shop_id = $1::uuid AND phone_number_id = $2 AND token < $3::bigint
    RETURNING message_ids, begun
  )
  UPDATE message
  SET status = 'uncertain', reason = 'no_answer', uncertain_tries = uncertain_tries + 1, attempts = attempts + 1,
    not_before = $4::timestamptz, updated_at = $5::timestamptz
  WHERE shop_id = $1::uuid AND id IN (SELECT unnest(message_ids) FROM dead WHERE begun) AND status IN ('queued', 'suppressed')
  RETURNING subject`;

/** News of an order whose outcome stayed unknown are sent once more, promotions never. */
const SENT_ONCE_MORE = `stage = 'uncertain' AND category <> 'MARKETING' AND uncertain_tries < 2`;

/** Puts back into the lane what is to be sent once more. Uses the same index. */
export const ONCE_MORE = `
  UPDATE message SET status = 'queued', updated_at = $3::timestamptz
  WHERE shop_id = $1::uuid AND phone_number_id = $2 AND ${SENT_ONCE_MORE} AND not_before <= $3::timestamptz
  RETURNING id`;

/**
 * Many accepted messages at once, with one event for all, one for each that Meta holds, and the day's figures; the
 * claim they were in is let go. That Meta took a message is a fact whoever records it: only a status webhook that was
 * faster is not undone, and what it has counted is not counted again.
 * $2 claim, $3 ids, $4 wamids, $5 whether Meta holds it, $6 estimated cost, $9 id of the event for all, $10 origins of
 * the figures, $11 their ids, $12 the shop's date, $13 messages that Meta holds, $14 ids of their events, $15 the number,
 * $16 id of the figure of what is estimated, $17 endpoints.
 */
export const ACCEPTED = `
  WITH known AS (
    SELECT id, wamid IS NULL AS is_news, cost_micros IS NULL AS is_unpriced FROM message
    WHERE shop_id = $1::uuid AND id = ANY ($3::uuid[]) ORDER BY id FOR NO KEY UPDATE
  ), accepted AS (
    UPDATE message m
    SET wamid = coalesce(m.wamid, r.wamid), endpoint = r.endpoint,
      status = CASE WHEN m.status IN ('queued', 'uncertain', 'suppressed')
        THEN CASE WHEN r.held THEN 'held' ELSE 'accepted' END ELSE m.status END,
      reason = CASE WHEN m.status = 'failed' THEN m.reason END,
      error_code = CASE WHEN m.status = 'failed' THEN m.error_code END,
      error_detail = CASE WHEN m.status = 'failed' THEN m.error_detail END, attempts = m.attempts + 1,
      accepted_at = coalesce(m.accepted_at, $8::timestamptz),
      cost_micros = coalesce(m.cost_micros, r.cost), cost_currency = coalesce(m.cost_currency, $7),
      cost_source = coalesce(m.cost_source, 'estimate'), updated_at = $8::timestamptz
    FROM unnest($3::uuid[], $4::text[], $5::boolean[], $6::bigint[], $17::text[]) AS r (id, wamid, held, cost, endpoint)
    JOIN known ON known.id = r.id
    WHERE m.shop_id = $1::uuid AND m.id = r.id
    RETURNING m.id, m.contact_id, coalesce(m.automation_kind, m.purpose) AS origin, known.is_news,
      CASE WHEN known.is_unpriced AND m.status <> 'failed' THEN m.cost_micros END AS estimate
  ), let_go AS (
    DELETE FROM lane_claim WHERE shop_id = $1::uuid AND id = $2::uuid
  ), told AS (
    INSERT INTO event (shop_id, id, kind, version, subject, actor, occurred_at, recorded_at, facts)
    SELECT $1::uuid, $9::uuid, 'messages.accepted', 1, 'number:' || $15, 'meta', $8::timestamptz, $8::timestamptz,
      jsonb_build_object('messages', jsonb_agg(id))
    FROM accepted HAVING count(*) > 0
  ), told_held AS (
    INSERT INTO event (shop_id, id, kind, version, subject, contact_id, actor, occurred_at, recorded_at, caused_by, facts)
    SELECT $1::uuid, h.event_id, 'message.held', 1, 'message:' || a.id, a.contact_id, 'meta', $8::timestamptz,
      $8::timestamptz, 'message:' || a.id, '{}'::jsonb
    FROM accepted a JOIN unnest($13::uuid[], $14::uuid[]) AS h (id, event_id) ON h.id = a.id
  )
  INSERT INTO daily_figure (shop_id, id, day, metric, currency, origin, amount)
  SELECT $1::uuid, f.id, $12::date, f.metric, f.currency, f.origin, f.amount
  FROM (
    SELECT f.id, 'messages_sent' AS metric, '' AS currency, f.origin, count(*) AS amount
    FROM accepted a JOIN unnest($10::text[], $11::uuid[]) AS f (origin, id) ON f.origin = a.origin
    WHERE a.is_news AND a.origin <> 'test'
    GROUP BY f.id, f.origin
    UNION ALL
    SELECT $16::uuid, 'cost_estimated', $7, '', sum(estimate) FROM accepted HAVING sum(estimate) > 0
  ) f
  ORDER BY f.metric, f.currency, f.origin
  ON CONFLICT (shop_id, day, metric, currency, origin)
    DO UPDATE SET amount = daily_figure.amount + excluded.amount`;

/**
 * Shop time at which a lane has something to do next. $3: categories that stand still.
 * Uses message (shop_id, phone_number_id, stage, priority, not_before, id).
 */
export const NEXT_DUE = `
  SELECT min(due.not_before) AS "dueAt" FROM (
    SELECT one.not_before FROM unnest(ARRAY[0, 1, 2, 3]) AS p (priority)
    CROSS JOIN LATERAL (
      SELECT not_before FROM message
      WHERE shop_id = $1::uuid AND phone_number_id = $2 AND stage = 'queued' AND priority = p.priority
        AND category <> ALL ($3::text[])
      ORDER BY not_before LIMIT 1
    ) one
    UNION ALL
    SELECT min(not_before) FROM message
    WHERE shop_id = $1::uuid AND phone_number_id = $2 AND ${SENT_ONCE_MORE} AND category <> ALL ($3::text[])
  ) due`;

/**
 * Hints that were lost, and what a dead worker has in its hands since $1 (system time): some probes of
 * message (shop_id, phone_number_id, stage, priority, not_before, id) for each number.
 */
export const FORGOTTEN = `
  INSERT INTO due_shop (kind, shop_id, due_at, version)
  SELECT 'message', found.shop_id, min(found.due_at), 1
  FROM (
    SELECT n.shop_id, m.not_before AS due_at
    FROM phone_number n
    CROSS JOIN unnest(ARRAY['queued', 'uncertain']) AS s (stage)
    CROSS JOIN unnest(ARRAY[0, 1, 2, 3]) AS p (priority)
    CROSS JOIN LATERAL (
      SELECT not_before FROM message
      WHERE shop_id = n.shop_id AND phone_number_id = n.phone_number_id AND stage = s.stage AND priority = p.priority
        AND (s.stage <> 'uncertain' OR (category <> 'MARKETING' AND uncertain_tries < 2))
      ORDER BY not_before LIMIT 1
    ) m
    UNION ALL
    SELECT shop_id, $2::timestamptz FROM lane_claim WHERE claimed_at < $1::timestamptz
  ) found
  GROUP BY found.shop_id
  ON CONFLICT (kind, shop_id) DO NOTHING`;

/** Until when a number rests; shop time. */
export const REST = `
  INSERT INTO lane (phone_number_id, rest_until) VALUES ($1, $2::timestamptz)
  ON CONFLICT (phone_number_id) DO UPDATE SET rest_until = excluded.rest_until`;

export const RESTS_UNTIL = `SELECT rest_until AS "restUntil" FROM lane WHERE phone_number_id = $1`;

/** What waits for a number that can send no more, and is too old by now. */
export const TOO_OLD = `
  SELECT id, contact_id AS "contactId" FROM message
  WHERE shop_id = $1::uuid AND phone_number_id = $2 AND stage = 'queued' AND expires_at <= $3::timestamptz
  LIMIT 500`;
