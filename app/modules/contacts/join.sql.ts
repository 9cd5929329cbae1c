/** Two contacts at once, always in one order: whoever locks both waits, and nobody waits for ever. */
export const LOCK_BOTH = `
  SELECT id FROM contact WHERE shop_id = $1::uuid AND id IN ($2::uuid, $3::uuid) ORDER BY id FOR UPDATE`;
