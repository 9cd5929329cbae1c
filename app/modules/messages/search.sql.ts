/** Sorts behind everything that begins with a text, where texts are compared byte by byte. */
const BEYOND = "chr(1114111)";

const begins = (column: string, text: string) => `${column} >= ${text} AND ${column} < ${text} || ${BEYOND}`;

/** Without capitals and accents, as the indexes of names hold it: normalize and lower are immutable, unaccent is not. */
const folded = (text: string) =>
  `lower(regexp_replace(normalize(${text}, NFD), '[\\u0300-\\u036f]', '', 'g'))`;

const NAMES = [
  "ltrim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, ''))",
  "ltrim(coalesce(c.last_name, '') || ' ' || coalesce(c.first_name, ''))",
  "c.profile_name",
];

function peopleNamed(name: string): string {
  const indexed = `${folded(name)} COLLATE "C"`;
  return `
    (SELECT c.id, ${indexed} AS name FROM contact c
    WHERE c.shop_id = $1::uuid AND c.deleted_at IS NULL${name === "c.profile_name" ? " AND c.profile_name IS NOT NULL" : ""}
      AND ${begins(indexed, folded("$2::text"))}
    ORDER BY ${indexed} LIMIT $3::int)`;
}

/**
 * People whose name, from the first name on, from the last name on, or as WhatsApp knows it, begins with $2; whoever
 * is called exactly that comes first. $3 people.
 * Uses contact_first_name_search_idx, contact_last_name_search_idx and contact_profile_name_search_idx.
 */
export const PEOPLE_BY_NAME = `
  SELECT found.id FROM (${NAMES.map(peopleNamed).join(" UNION ALL ")}) found
  GROUP BY found.id ORDER BY min(found.name), found.id LIMIT $3::int`;

/**
 * People whose number begins with one of $2 (E.164) or ends in the digits $3 (empty: by its beginning
 * alone). $4 people, those whose number is exactly one of $2 first. Uses contact (shop_id, phone) and contact_phone_end_idx.
 */
export const PEOPLE_BY_PHONE = `
  SELECT found.id FROM (
    SELECT person.id, person.phone, person.phone = wanted.beginning AS exact FROM unnest($2::text[]) AS wanted (beginning)
    CROSS JOIN LATERAL (
      SELECT c.id, c.phone FROM contact c
      WHERE c.shop_id = $1::uuid AND c.deleted_at IS NULL AND ${begins("c.phone", "wanted.beginning")}
      ORDER BY c.phone LIMIT $4::int
    ) person
    UNION ALL
    (SELECT c.id, c.phone, false FROM contact c
    WHERE c.shop_id = $1::uuid AND c.deleted_at IS NULL AND c.phone IS NOT NULL AND $3::text <> ''
      AND ${begins("reverse(c.phone)", "reverse($3::text)")}
    ORDER BY reverse(c.phone) LIMIT $4::int)
  ) found
  GROUP BY found.id ORDER BY bool_or(found.exact) DESC, min(found.phone), found.id LIMIT $4::int`;

/** Orders whose name begins with one of $2, the shortest names first. $3 orders. Uses order (shop_id, name). */
export const ORDERS_BY_NAME = `
  SELECT o.shopify_id AS "shopifyId", o.checkout_token AS "checkoutToken"
  FROM unnest($2::text[]) AS wanted (beginning)
  CROSS JOIN LATERAL (
    SELECT shopify_id, checkout_token FROM "order"
    WHERE shop_id = $1::uuid AND ${begins("name", "wanted.beginning")}
    ORDER BY name LIMIT $3::int
  ) o LIMIT $3::int`;

/** Messages whose id at Meta begins with $2. $3 messages. Uses message (shop_id, wamid). */
export const MESSAGES_BY_WAMID = `
  SELECT m.id FROM message m
  WHERE m.shop_id = $1::uuid AND ${begins("m.wamid", "$2::text")}
  ORDER BY m.wamid LIMIT $3::int`;
