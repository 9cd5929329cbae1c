/** One change of a checkout at a time. Uses checkout (shop_id, token). */
export const LOCK_CHECKOUT = `
  SELECT id FROM checkout WHERE shop_id = $1::uuid AND token = $2 FOR UPDATE`;
