/**
 * What a month has cost in a currency: $2 and $3 its first and last day. Confirmed by Meta, and under way: estimated
 * when Meta took the messages, less what has since been charged, or failed. Uses cost_day (shop_id, day, …) and
 * daily_figure (shop_id, day, metric, …).
 */
export const SPENT = `
  SELECT
    (SELECT coalesce(sum(amount), 0)::bigint FROM cost_day
     WHERE shop_id = $1::uuid AND day BETWEEN $2::date AND $3::date AND currency = $4) AS confirmed,
    (SELECT coalesce(sum(CASE metric WHEN 'cost_settled' THEN -amount ELSE amount END), 0)::bigint FROM daily_figure
     WHERE shop_id = $1::uuid AND day BETWEEN $2::date AND $3::date AND metric IN ('cost_estimated', 'cost_settled')
       AND currency = $4) AS "underWay"`;
