/**
 * Rows of the merchant's list: messages, and runs of automations that wait or ended without one. Both are paged by
 * a time that never changes, and their id.
 * $1 shop · $2 stages of messages · $3 run states · $4 not older than · $5, $6 time and id of the page's edge ·
 * $7 rows · $8 automation · $9 text's purpose · $10 country · $11 category · $12 reason
 */
const message = (beyond: "<" | ">") => `
  m.created_at >= $4::timestamptz
  AND ($5::timestamptz IS NULL OR (m.created_at, m.id) ${beyond} ($5::timestamptz, $6::uuid))
  AND ($8::text IS NULL OR m.automation_kind = $8)
  AND ($9::text IS NULL OR EXISTS (
    SELECT 1 FROM template_version v JOIN template t ON t.shop_id = v.shop_id AND t.id = v.template_id
    WHERE v.shop_id = m.shop_id AND v.id = m.template_version_id AND t.purpose = $9))
  AND ($10::text IS NULL OR m.country_code = $10)
  AND ($11::text IS NULL OR m.category = $11)
  AND ($12::text IS NULL OR m.reason = $12)`;

/** A watched run owes nobody a message, and one that sent all of its messages is told by them. */
const run = (beyond: "<" | ">") => `
  e.mode = 'live' AND (e.end_reason IS NULL OR e.end_reason <> 'completed')
  AND e.started_at >= $4::timestamptz
  AND ($5::timestamptz IS NULL OR (e.started_at, e.id) ${beyond} ($5::timestamptz, $6::uuid))
  AND ($8::text IS NULL OR EXISTS (
    SELECT 1 FROM automation a WHERE a.shop_id = e.shop_id AND a.id = e.automation_id AND a.kind = $8))
  AND $9::text IS NULL
  AND ($10::text IS NULL OR EXISTS (
    SELECT 1 FROM contact c WHERE c.shop_id = e.shop_id AND c.id = e.contact_id AND c.country_code = $10))
  AND ($11::text IS NULL
    OR $11 = CASE WHEN e.subject LIKE 'checkout:%' THEN 'MARKETING' ELSE 'UTILITY' END)
  AND ($12::text IS NULL OR e.end_reason = $12)`;

/**
 * One probe for each stage and state.
 * Uses message (shop_id, stage, created_at, id) and enrolment (shop_id, state, started_at, id).
 */
const browse = (direction: "ASC" | "DESC", beyond: "<" | ">") => `
  SELECT found.source, found.id, found.at FROM (
    SELECT 'message' AS source, one.id, one.created_at AS at
    FROM unnest($2::text[]) AS wanted (stage)
    CROSS JOIN LATERAL (
      SELECT m.id, m.created_at FROM message m
      WHERE m.shop_id = $1::uuid AND m.stage = wanted.stage AND ${message(beyond)}
      ORDER BY m.created_at ${direction}, m.id ${direction} LIMIT $7::int
    ) one
    UNION ALL
    SELECT 'run' AS source, one.id, one.started_at AS at
    FROM unnest($3::text[]) AS wanted (state)
    CROSS JOIN LATERAL (
      SELECT e.id, e.started_at FROM enrolment e
      WHERE e.shop_id = $1::uuid AND e.state = wanted.state AND ${run(beyond)}
      ORDER BY e.started_at ${direction}, e.id ${direction} LIMIT $7::int
    ) one
  ) found
  ORDER BY found.at ${direction}, found.id ${direction} LIMIT $7::int`;

/**
 * The rows of people, carts and orders that were searched for. $13 contacts · $14 subjects · $15 messages.
 * Uses message (shop_id, contact_id, created_at), (shop_id, subject), its key, and
 * enrolment (shop_id, contact_id, started_at).
 */
const find = (direction: "ASC" | "DESC", beyond: "<" | ">") => `
  SELECT found.source, found.id, found.at FROM (
    SELECT 'message' AS source, m.id, m.created_at AS at FROM message m
    WHERE m.shop_id = $1::uuid AND m.stage = ANY ($2::text[])
      AND (m.contact_id = ANY ($13::uuid[]) OR m.subject = ANY ($14::text[]) OR m.id = ANY ($15::uuid[]))
      AND ${message(beyond)}
    UNION ALL
    SELECT 'run' AS source, e.id, e.started_at AS at FROM enrolment e
    WHERE e.shop_id = $1::uuid AND e.state = ANY ($3::text[])
      AND (e.contact_id = ANY ($13::uuid[]) OR e.subject = ANY ($14::text[]))
      AND ${run(beyond)}
  ) found
  ORDER BY found.at ${direction}, found.id ${direction} LIMIT $7::int`;

export const BROWSE_OLDER = browse("DESC", "<");
export const BROWSE_NEWER = browse("ASC", ">");
export const FIND_OLDER = find("DESC", "<");
export const FIND_NEWER = find("ASC", ">");

/**
 * People whose name holds $2 (lower case) or whose number ends in $3; an empty one matches nobody. Newest first.
 * Uses contact (shop_id, created_at, id).
 */
export const FIND_PEOPLE = `
  SELECT c.id FROM contact c
  WHERE c.shop_id = $1::uuid AND c.deleted_at IS NULL
    AND (
      ($2 <> '' AND position($2 IN lower(concat_ws(' ', c.first_name, c.last_name, c.profile_name))) > 0)
      OR ($3 <> '' AND right(c.phone, length($3)) = $3)
    )
  ORDER BY c.created_at DESC, c.id DESC LIMIT 200`;

/** Messages since $3 whose id at Meta begins with $2. Uses message (shop_id, created_at, id). */
export const FIND_WAMID = `
  SELECT m.id FROM message m
  WHERE m.shop_id = $1::uuid AND m.created_at >= $3::timestamptz AND starts_with(m.wamid, $2) LIMIT 200`;

/** Causes that many messages failed of since $2. Uses message (shop_id, stage, created_at, id). */
export const FAILED_ALIKE = `
  SELECT lately.reason, count(*)::int AS count, min(lately.at) AS since
  FROM (
    SELECT reason, coalesce(failed_at, created_at) AS at FROM message
    WHERE shop_id = $1::uuid AND stage = 'failed' AND created_at >= $2::timestamptz AND reason IS NOT NULL
    ORDER BY created_at DESC LIMIT 1000
  ) lately
  GROUP BY lately.reason HAVING count(*) >= $3::int
  ORDER BY count(*) DESC LIMIT 1`;
