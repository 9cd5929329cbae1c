export const LOCK_CONTACT = `
  SELECT id FROM contact WHERE shop_id = $1::uuid AND id = $2::uuid FOR UPDATE`;
