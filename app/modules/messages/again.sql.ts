import { besideCandidate, candidate } from "./lane.sql.ts";

/** Key of the one message that is sent in place of the message `m`. */
const KEY = "'again:' || m.id";

/** Meta may have filed the text elsewhere since: then it takes that permission. */
const category = "coalesce(v.category, m.category)";

/**
 * Messages $2 with what decides whether they may be sent once more: what the gate has to know, and what has happened
 * since to the text, the run, the cart and the order. $3: since when a promotion to the same person counts.
 * Uses each table's key; message (shop_id, dedupe_key) and (shop_id, subject); order (shop_id, checkout_token) and
 * (shop_id, contact_id, placed_at).
 */
export const AGAIN_LOOK = `
  SELECT ${candidate(category)},
    m.status, m.reason, m.uncertain_tries AS "uncertainTries", coalesce(m.failed_at, m.updated_at) AS "failedAt",
    m.resend_of IS NOT NULL AS "isSecond", next.id AS "sentAs", next.created_at AS "sentAgainAt",
    c.phone AS "contactPhone",
    n.state = 'connected' AS "connected", v.status AS "textStatus",
    e.end_reason AS "endReason", u.mode, e.started_at <= c.last_inbound_at AS "replied",
    cart.state AS "cartState", bought.id IS NOT NULL AS "bought",
    o.deleted_at IS NOT NULL AS "orderGone", o.cancelled_at IS NOT NULL AS "orderCancelled",
    newer.id IS NOT NULL OR (m.automation_kind = 'order_confirmed' AND o.fulfillment_status IN ('fulfilled', 'partial'))
      AS "overtaken"
  FROM unnest($2::uuid[]) AS wanted (id)
  JOIN message m ON m.shop_id = $1::uuid AND m.id = wanted.id
  LEFT JOIN template_version v ON v.shop_id = $1::uuid AND v.id = m.template_version_id
  ${besideCandidate(category, "$3::timestamptz")}
  LEFT JOIN phone_number n ON n.shop_id = $1::uuid AND n.phone_number_id = m.phone_number_id
  LEFT JOIN LATERAL (
    SELECT automation_id, end_reason, started_at FROM enrolment
    WHERE shop_id = $1::uuid AND id = m.enrolment_id LIMIT 1
  ) e ON true
  LEFT JOIN automation u ON u.shop_id = $1::uuid AND u.id = e.automation_id
  LEFT JOIN LATERAL (
    SELECT id, created_at FROM message a WHERE a.shop_id = $1::uuid AND a.dedupe_key = ${KEY} LIMIT 1
  ) next ON true
  LEFT JOIN LATERAL (
    SELECT state FROM checkout WHERE shop_id = $1::uuid AND token = substr(m.subject, 10) LIMIT 1
  ) cart ON m.subject LIKE 'checkout:%'
  LEFT JOIN LATERAL (
    (SELECT id FROM "order" WHERE shop_id = $1::uuid AND checkout_token = substr(m.subject, 10)
      AND deleted_at IS NULL LIMIT 1)
    UNION ALL
    (SELECT id FROM "order" WHERE shop_id = $1::uuid AND contact_id = m.contact_id
      AND placed_at >= date_trunc('second', e.started_at) AND deleted_at IS NULL LIMIT 1)
    LIMIT 1
  ) bought ON m.subject LIKE 'checkout:%'
  LEFT JOIN LATERAL (
    SELECT CASE split_part(m.subject, ':', 1)
      WHEN 'order' THEN substr(m.subject, 7)
      WHEN 'refund' THEN (SELECT order_shopify_id FROM refund
        WHERE shop_id = $1::uuid AND shopify_id = substr(m.subject, 8) LIMIT 1)
      WHEN 'fulfillment' THEN (SELECT order_shopify_id FROM fulfillment
        WHERE shop_id = $1::uuid AND shopify_id = substr(m.subject, 13) LIMIT 1) END AS shopify_id
  ) named ON m.purpose = 'order_status'
  LEFT JOIN LATERAL (
    SELECT deleted_at, cancelled_at, fulfillment_status FROM "order"
    WHERE shop_id = $1::uuid AND shopify_id = named.shopify_id LIMIT 1
  ) o ON true
  LEFT JOIN LATERAL (
    SELECT id FROM message l
    WHERE l.shop_id = $1::uuid AND l.subject = m.subject AND l.created_at > m.created_at
      AND l.stage IN ('queued', 'taken', 'uncertain') LIMIT 1
  ) newer ON m.subject IS NOT NULL`;

/** Two presses of one button wait for each other, and a report of Meta's that is just being written is seen. */
export const AGAIN_LOCK = `
  SELECT id FROM message WHERE shop_id = $1::uuid AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE`;

/** The links of messages $2. Uses link (shop_id, message_id). */
export const AGAIN_LINKS = `
  SELECT message_id AS "messageId", code, kind, target, campaign FROM link
  WHERE shop_id = $1::uuid AND message_id = ANY ($2::uuid[])`;

/**
 * Makes the messages that are sent in place of others: $2 the first ones, $3 ids, $4 categories, $5 and $6 contents and
 * previews, $7 actor, $8 shop time.
 */
export const AGAIN_MAKE = `
  INSERT INTO message (shop_id, id, dedupe_key, phone_number_id, contact_id, recipient, country_code, purpose, category,
    priority, template_version_id, automation_kind, enrolment_id, subject, step, resend_of, content, preview, status,
    not_before, expires_at, caused_by, actor, created_at, updated_at)
  SELECT $1::uuid, r.id, ${KEY}, m.phone_number_id, m.contact_id, m.recipient, m.country_code, m.purpose, r.category,
    m.priority, m.template_version_id, m.automation_kind, m.enrolment_id, m.subject, m.step, m.id, r.content::jsonb,
    r.preview::jsonb, 'queued', $8::timestamptz, m.expires_at, 'message:' || m.id, $7, $8::timestamptz, $8::timestamptz
  FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) AS r (first, id, category, content, preview)
  JOIN message m ON m.shop_id = $1::uuid AND m.id = r.first
  ON CONFLICT (shop_id, dedupe_key) DO NOTHING
  RETURNING id`;

/** Ids of messages that failed of the cause $3 since $2 and were not sent again. Uses message (shop_id, stage, created_at, id). */
export const FAILED_OF = `
  SELECT m.id FROM (
    SELECT id, reason, created_at FROM message
    WHERE shop_id = $1::uuid AND stage = 'failed' AND created_at >= $2::timestamptz
    ORDER BY created_at DESC LIMIT 1000
  ) m
  LEFT JOIN LATERAL (SELECT id FROM message a WHERE a.shop_id = $1::uuid AND a.dedupe_key = ${KEY} LIMIT 1) next ON true
  WHERE m.reason = $3 AND next.id IS NULL`;
