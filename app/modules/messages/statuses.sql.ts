import { prepared } from "#app/platform/database/index.ts";

/**
 * Messages that reports are about: $2 ids of ours, believed only for the number $3 that they came from; $4 wamids. Not
 * locked: `version` tells whether somebody has changed the row meanwhile. Uses message (shop_id, id) and (shop_id, wamid).
 */
export const REPORTED_MESSAGES = prepared(
  "reported_messages",
  `
  SELECT id, xmin::text AS version, wamid, status, recipient, country_code AS "countryCode", contact_id AS "contactId",
    template_version_id AS "templateVersionId", coalesce(automation_kind, purpose) AS origin, subject,
    sent_at AS "sentAt", delivered_at AS "deliveredAt", read_at AS "readAt", failed_at AS "failedAt",
    reason, error_code AS "errorCode", error_detail AS "errorDetail",
    cost_micros AS "costMicros", cost_currency AS "costCurrency", cost_source AS "costSource",
    pricing_category AS "pricingCategory", pricing_type AS "pricingType"
  FROM message
  WHERE shop_id = $1::uuid AND ((id = ANY ($2::uuid[]) AND phone_number_id = $3) OR wamid = ANY ($4::text[]))
  ORDER BY id`,
);

/** What the reports make of them, many at once. Gives those that nobody had changed since they were read. */
export const WRITE_REPORTED = prepared(
  "write_reported",
  `
  UPDATE message m
  SET status = r.status, wamid = coalesce(m.wamid, r.wamid), sent_at = r.sent_at::timestamptz,
    delivered_at = r.delivered_at::timestamptz, read_at = r.read_at::timestamptz, failed_at = r.failed_at::timestamptz,
    reason = r.reason, error_code = r.error_code::int, error_detail = r.error_detail,
    cost_micros = r.cost_micros::bigint, cost_currency = r.cost_currency, cost_source = r.cost_source,
    pricing_category = r.pricing_category, pricing_type = r.pricing_type,
    accepted_at = coalesce(m.accepted_at, r.sent_at::timestamptz, r.failed_at::timestamptz),
    updated_at = $2::timestamptz
  FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
      $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[])
    AS r (id, version, status, wamid, sent_at, delivered_at, read_at, failed_at, reason, error_code, error_detail,
      cost_micros, cost_currency, cost_source, pricing_category, pricing_type)
  WHERE m.shop_id = $1::uuid AND m.id = r.id::uuid AND m.xmin = r.version::xid
  RETURNING m.id`,
);

/** Events: $2 recorded at; $3 what caused each, $4 ids, $5 kinds, $6 subjects, $7 people, $8 when, $9 facts. */
export const TELL_REPORTED = prepared(
  "tell_reported",
  `
  INSERT INTO event (shop_id, id, kind, version, subject, contact_id, actor, occurred_at, recorded_at, caused_by, facts)
  SELECT $1::uuid, e.id, e.kind, 1, e.subject, e.contact_id, 'meta', e.at, $2::timestamptz, e.caused_by, e.facts::jsonb
  FROM unnest($3::text[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[], $9::text[])
    AS e (caused_by, id, kind, subject, contact_id, at, facts)`,
);

/** Whom something was delivered to is on WhatsApp. Locked in one order, so that two batches can't wait for each other. */
export const NOW_USABLE = prepared(
  "now_usable",
  `
  UPDATE contact SET reachability = 'usable', updated_at = $3::timestamptz
  WHERE shop_id = $1::uuid AND id IN (
    SELECT id FROM contact WHERE shop_id = $1::uuid AND id = ANY ($2::uuid[]) AND reachability <> 'usable'
    ORDER BY id FOR NO KEY UPDATE
  )`,
);
