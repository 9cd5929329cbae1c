import { prepared } from "#app/platform/database/index.ts";

/** Where code $2 of shop $1 leads, and the shop's permanent domain. Uses link (shop_id, code). */
export const FIND_LINK = prepared(
  "find_link",
  `SELECT l.id, l.message_id AS "messageId", l.target, l.campaign, s.domain
   FROM link l JOIN shop s ON s.shop_id = l.shop_id
   WHERE l.shop_id = $1::uuid AND l.code = $2`,
);
