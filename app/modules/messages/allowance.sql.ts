/** Which of these people count already since $2. Uses portfolio_person (portfolio_id, person). */
export const KNOWN_PEOPLE = `
  SELECT person FROM portfolio_person
  WHERE portfolio_id = $1 AND last_at > $2::timestamptz AND person = ANY ($3::text[])`;

/**
 * People since $2, the first of them, and the most whom orders and carts wrote to on a day since $3.
 * Uses portfolio_person (portfolio_id, last_at) and portfolio_day (portfolio_id, day).
 */
export const USED_ALLOWANCE = `
  SELECT count(*) AS used, min(last_at) AS first,
    (SELECT coalesce(max(own), 0)::int FROM portfolio_day WHERE portfolio_id = $1 AND day >= $3::timestamptz::date) AS peak
  FROM portfolio_person WHERE portfolio_id = $1 AND last_at > $2::timestamptz`;

/** $3 people who are written to now, $4 how many of them are new and for orders or carts. */
export const PEOPLE_OF_TODAY = `
  WITH people AS (
    INSERT INTO portfolio_person (portfolio_id, person, last_at)
    SELECT $1, p.person, $2::timestamptz FROM unnest($3::text[]) AS p (person)
    ORDER BY p.person
    ON CONFLICT (portfolio_id, person) DO UPDATE SET last_at = excluded.last_at
  )
  INSERT INTO portfolio_day (portfolio_id, day, own) SELECT $1, $2::timestamptz::date, $4::int WHERE $4::int > 0
  ON CONFLICT (portfolio_id, day) DO UPDATE SET own = portfolio_day.own + excluded.own`;
