import { prepared } from "#app/platform/database/index.ts";

/**
 * Adds up what Meta has confirmed: $2 the day, then ids, countries, categories, currencies, messages, free and unpriced
 * ones, amounts. Uses the unique index on (shop_id, day, country_code, category, currency).
 */
export const ADD_COSTS = prepared(
  "add_costs",
  `
  INSERT INTO cost_day (shop_id, id, day, country_code, category, currency, messages, free, unpriced, amount)
  SELECT $1::uuid, c.id, c.day, c.country_code, c.category, c.currency, c.messages, c.free, c.unpriced, c.amount
  FROM unnest($2::uuid[], $3::date[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
    $10::bigint[]) AS c (id, day, country_code, category, currency, messages, free, unpriced, amount)
  ORDER BY c.day, c.country_code, c.category, c.currency
  ON CONFLICT (shop_id, day, country_code, category, currency)
    DO UPDATE SET messages = cost_day.messages + excluded.messages, free = cost_day.free + excluded.free,
      unpriced = cost_day.unpriced + excluded.unpriced, amount = cost_day.amount + excluded.amount`,
);

/** What a month cost so far, $2 and $3 its first day and today, by country, category and currency. Uses the same index. */
export const COSTS_BETWEEN = `
  SELECT country_code AS "countryCode", category, currency, sum(messages)::bigint AS messages, sum(free)::bigint AS free,
    sum(unpriced)::bigint AS unpriced, sum(amount)::bigint AS amount
  FROM cost_day
  WHERE shop_id = $1::uuid AND day BETWEEN $2::date AND $3::date
  GROUP BY country_code, category, currency`;
