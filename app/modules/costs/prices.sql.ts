/**
 * The currency that a number's account is billed in, with the shop's own cards of it: a row for each, one without a
 * card where there is none. Uses phone_number (shop_id, phone_number_id) and rate_card (shop_id, currency,
 * effective_from).
 */
export const CARDS_OF_NUMBER = `
  SELECT n.waba_currency AS currency, r.effective_from::text AS "effectiveFrom", r.rates
  FROM phone_number n
  LEFT JOIN rate_card r ON r.shop_id = n.shop_id AND r.currency = n.waba_currency
  WHERE n.shop_id = $1::uuid AND n.phone_number_id = $2
  ORDER BY r.effective_from DESC LIMIT 50`;
