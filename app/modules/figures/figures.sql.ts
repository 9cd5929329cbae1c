import { prepared } from "#app/platform/database/index.ts";

/** Uses the unique index on (shop_id, day, metric, currency, origin). */
export const ADD_FIGURES = prepared(
  "add_figures",
  `
  INSERT INTO daily_figure (shop_id, id, day, metric, currency, origin, amount)
  SELECT $1::uuid, f.id, f.day, f.metric, f.currency, f.origin, f.amount
  FROM unnest($2::uuid[], $3::date[], $4::text[], $5::text[], $6::text[], $7::bigint[])
    AS f (id, day, metric, currency, origin, amount)
  ORDER BY f.day, f.metric, f.currency, f.origin
  ON CONFLICT (shop_id, day, metric, currency, origin)
    DO UPDATE SET amount = daily_figure.amount + excluded.amount`,
);
