/** Uses the unique index on (shop_id, day, metric, currency, origin). */
export const ADD_FIGURE = `
  INSERT INTO daily_figure (shop_id, id, day, metric, currency, origin, amount)
  VALUES ($1::uuid, $2::uuid, $3::date, $4, $5, $6, $7::bigint)
  ON CONFLICT (shop_id, day, metric, currency, origin)
    DO UPDATE SET amount = daily_figure.amount + excluded.amount`;
