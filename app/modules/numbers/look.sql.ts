/**
 * Shops with a connected number that nobody is going to look at; $1 shop time, $2 seconds over which they are spread, so
 * that Meta is not asked about all of them at once, $3 what is looked at. Uses phone_number (shop_id, id).
 */
export const FORGOTTEN_LOOKS = `
  INSERT INTO due_shop (kind, shop_id, due_at, version)
  SELECT $3::text, s.shop_id, $1::timestamptz + random() * $2::int * interval '1 second', 1
  FROM shop s
  WHERE s.status = 'installed' AND EXISTS (
    SELECT 1 FROM phone_number n WHERE n.shop_id = s.shop_id AND n.state = 'connected'
  )
  ON CONFLICT (kind, shop_id) DO NOTHING`;
