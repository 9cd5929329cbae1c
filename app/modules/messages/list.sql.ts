/**
 * Rows of the merchant's list: messages, and runs of automations that wait or ended without one. Both are paged by
 * a time that never changes, and their id.
 * $1 shop · $2 stages of messages · $3 run states · $4 not older than · $5, $6 time and id of the page's edge ·
 * $7 rows · $8 automation · $9 text's purpose · $10 country · $11 category · $12 reason · $13 sending number
 */

/**
 * A probe of an index looks at so many rows for one page; what does not fit the other filters must not make a page
 * take longer than that. Where it ends, so does the page. Messages: $14. Of a run, person and automation are looked
 * up, too.
 */
const LOOKED_AT = { message: "$14::int", run: "2000" };

type Direction = "ASC" | "DESC";

const fitsMessage = `
  m.stage = ANY ($2::text[])
  AND ($8::text IS NULL OR m.automation_kind = $8)
  AND ($9::text IS NULL OR EXISTS (
    SELECT 1 FROM template_version v JOIN template t ON t.shop_id = v.shop_id AND t.id = v.template_id
    WHERE v.shop_id = m.shop_id AND v.id = m.template_version_id AND t.purpose = $9))
  AND ($10::text IS NULL OR m.country_code = $10)
  AND ($11::text IS NULL OR m.category = $11)
  AND ($12::text IS NULL OR m.reason = $12)
  AND ($13::text IS NULL OR m.phone_number_id = $13)`;

/** A watched run owes nobody a message, and one that sent all of its messages is told by them. */
const listedRun = "e.mode = 'live' AND (e.end_reason IS NULL OR e.end_reason <> 'completed')";

/** A country is asked for by the person's key: of an EXISTS PostgreSQL may make a list of all people of a country. */
const fitsRun = `
  ($8::text IS NULL OR EXISTS (
    SELECT 1 FROM automation a WHERE a.shop_id = e.shop_id AND a.id = e.automation_id AND a.kind = $8))
  AND ($10::text IS NULL OR $10 = (
    SELECT c.country_code FROM contact c WHERE c.shop_id = e.shop_id AND c.id = e.contact_id))
  AND ($11::text IS NULL
    OR $11 = CASE WHEN e.subject LIKE 'checkout:%' THEN 'MARKETING' ELSE 'UTILITY' END)
  AND ($12::text IS NULL OR e.end_reason = $12)`;

function beyond(at: string, id: string, direction: Direction): string {
  return `${at} >= $4::timestamptz
    AND ($5::timestamptz IS NULL OR (${at}, ${id}) ${direction === "DESC" ? "<" : ">"} ($5::timestamptz, $6::uuid))`;
}

interface Probe {
  readonly source: "message" | "run";
  /** The table, and its short name. */
  readonly table: string;
  readonly at: string;
  readonly id: string;
  readonly where: string;
  readonly fits: string;
}

const messages = (where: string): Probe => ({
  source: "message",
  table: "message m",
  at: "m.created_at",
  id: "m.id",
  where: `m.shop_id = $1::uuid AND ${where}`,
  fits: fitsMessage,
});

/** A run has neither text nor number yet. */
const runs = (where: string): Probe => ({
  source: "run",
  table: "enrolment e",
  at: "e.started_at",
  id: "e.id",
  where: `e.shop_id = $1::uuid AND ${listedRun} AND $9::text IS NULL AND $13::text IS NULL AND ${where}`,
  fits: fitsRun,
});

/** Walks one index from the page's edge; a row that ends the walk is given too, marked, and may not fit. */
function walk({ source, table, at, id, where, fits }: Probe, direction: Direction): string {
  return `
    SELECT '${source}' AS source, looked.id, looked.at, looked.fits, looked.place = ${LOOKED_AT[source]} AS border FROM (
      SELECT ${id} AS id, ${at} AS at, (${fits}) AS fits,
        row_number() OVER (ORDER BY ${at} ${direction}, ${id} ${direction}) AS place
      FROM ${table} WHERE ${where} AND ${beyond(at, id, direction)}
      ORDER BY ${at} ${direction}, ${id} ${direction} LIMIT ${LOOKED_AT[source]}
    ) looked
    WHERE looked.fits OR looked.place = ${LOOKED_AT[source]} LIMIT $7::int`;
}

function browse(driver: { readonly values: string; readonly where: string }, direction: Direction): string {
  return `
  SELECT found.source, found.id, found.at, found.fits, found.border FROM (
    SELECT one.* FROM ${driver.values}
    CROSS JOIN LATERAL (${walk(messages(driver.where), direction)}) one
    UNION ALL
    SELECT one.* FROM unnest($3::text[]) AS wanted (state)
    CROSS JOIN LATERAL (${walk(runs("e.state = wanted.state"), direction)}) one
  ) found
  ORDER BY found.at ${direction}, found.id ${direction} LIMIT $7::int`;
}

/** By which index the list is walked. $15 versions of texts. */
const DRIVERS = {
  /** Uses message (shop_id, stage, created_at, id). */
  stage: { values: "unnest($2::text[]) AS wanted (stage)", where: "m.stage = wanted.stage" },
  /** Uses message (shop_id, template_version_id, created_at, id). */
  text: {
    values: "unnest($15::uuid[]) AS wanted (version)",
    where: "m.template_version_id = wanted.version",
  },
  /** Uses message (shop_id, reason, created_at, id). */
  reason: { values: "(SELECT $12::text AS reason) AS wanted", where: "m.reason = wanted.reason" },
  /** Uses message (shop_id, country_code, created_at, id). */
  country: { values: "(SELECT $10::text AS country) AS wanted", where: "m.country_code = wanted.country" },
  /** Free-form messages have no text. Uses message (shop_id, template_version_id, created_at, id). */
  freeForm: { values: "(SELECT 1) AS wanted", where: "m.template_version_id IS NULL" },
} as const;

export const BROWSE_OLDER = browse(DRIVERS.stage, "DESC");
export const BROWSE_NEWER = browse(DRIVERS.stage, "ASC");
export const BROWSE_TEXTS_OLDER = browse(DRIVERS.text, "DESC");
export const BROWSE_TEXTS_NEWER = browse(DRIVERS.text, "ASC");
export const BROWSE_REASON_OLDER = browse(DRIVERS.reason, "DESC");
export const BROWSE_REASON_NEWER = browse(DRIVERS.reason, "ASC");
export const BROWSE_COUNTRY_OLDER = browse(DRIVERS.country, "DESC");
export const BROWSE_COUNTRY_NEWER = browse(DRIVERS.country, "ASC");
export const BROWSE_FREE_FORM_OLDER = browse(DRIVERS.freeForm, "DESC");
export const BROWSE_FREE_FORM_NEWER = browse(DRIVERS.freeForm, "ASC");

/** A person's or a cart's rows are few: each of them is looked at. */
const ofSome = (probe: Probe, direction: Direction) => `
    SELECT '${probe.source}' AS source, ${probe.id} AS id, ${probe.at} AS at FROM ${probe.table}
    WHERE ${probe.where} AND ${probe.fits} AND ${beyond(probe.at, probe.id, direction)}
    ORDER BY ${probe.at} ${direction}, ${probe.id} ${direction} LIMIT $7::int`;

/**
 * The rows of people, carts and orders that were searched for. $14 contacts · $15 subjects · $16 messages.
 * Uses message (shop_id, contact_id, created_at), (shop_id, subject), its key,
 * enrolment (shop_id, contact_id, started_at) and (shop_id, automation_id, subject).
 */
const find = (direction: Direction) => `
  SELECT DISTINCT found.source, found.id, found.at, true AS fits, false AS border FROM (
    SELECT one.* FROM unnest($14::uuid[]) AS wanted (contact)
    CROSS JOIN LATERAL (${ofSome(messages("m.contact_id = wanted.contact"), direction)}) one
    UNION ALL
    SELECT one.* FROM unnest($15::text[]) AS wanted (subject)
    CROSS JOIN LATERAL (${ofSome(messages("m.subject = wanted.subject"), direction)}) one
    UNION ALL
    SELECT one.* FROM unnest($16::uuid[]) AS wanted (message)
    CROSS JOIN LATERAL (${ofSome(messages("m.id = wanted.message"), direction)}) one
    UNION ALL
    SELECT one.* FROM unnest($14::uuid[]) AS wanted (contact)
    CROSS JOIN LATERAL (
      ${ofSome(runs("e.contact_id = wanted.contact AND e.state = ANY ($3::text[])"), direction)}) one
    UNION ALL
    SELECT one.* FROM unnest($15::text[]) AS wanted (subject)
    CROSS JOIN (SELECT id FROM automation WHERE shop_id = $1::uuid) kind
    CROSS JOIN LATERAL (
      ${ofSome(runs("e.automation_id = kind.id AND e.subject = wanted.subject AND e.state = ANY ($3::text[])"), direction)}) one
  ) found
  ORDER BY found.at ${direction}, found.id ${direction} LIMIT $7::int`;

export const FIND_OLDER = find("DESC");
export const FIND_NEWER = find("ASC");

/** The latest decision of each of these runs ($2). Uses decision (shop_id, enrolment_id, decided_at). */
export const LATEST_DECISIONS = `
  SELECT run.id AS "runId", d.outcome, d.reason, d.facts
  FROM unnest($2::uuid[]) AS run (id)
  CROSS JOIN LATERAL (
    SELECT outcome, reason, facts FROM decision
    WHERE shop_id = $1::uuid AND enrolment_id = run.id ORDER BY decided_at DESC LIMIT 1
  ) d`;

/**
 * Causes that many messages failed of since $2 which were not sent again, and which messages those are.
 * Uses message (shop_id, stage, created_at, id) and (shop_id, dedupe_key).
 */
export const FAILED_ALIKE = `
  SELECT lately.reason, count(*)::int AS count, min(lately.at) AS since, array_agg(lately.id) AS ids
  FROM (
    SELECT id, reason, coalesce(failed_at, created_at) AS at FROM message
    WHERE shop_id = $1::uuid AND stage = 'failed' AND created_at >= $2::timestamptz AND reason IS NOT NULL
    ORDER BY created_at DESC LIMIT 1000
  ) lately
  LEFT JOIN LATERAL (
    SELECT id FROM message a WHERE a.shop_id = $1::uuid AND a.dedupe_key = 'again:' || lately.id LIMIT 1
  ) next ON true
  WHERE next.id IS NULL
  GROUP BY lately.reason HAVING count(*) >= $3::int
  ORDER BY count(*) DESC LIMIT 1`;
