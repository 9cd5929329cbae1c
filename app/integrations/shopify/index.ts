export { adminFor, ensureFreshToken } from "./access.ts";
export { ADMIN_API_VERSION, type AdminClient } from "./client.ts";
export type { ShopifyProblem, ShopifyResult } from "./errors.ts";
export { parseJson, toGid } from "./json.ts";
export { type Money, toMinor } from "./money.ts";
export { type Recency, recencyOf, supersedes } from "./recency.ts";
export * from "./schemas.ts";
export { createSessionStorage } from "./sessions.ts";
export { isSignedByShopify, readDeliveryHeaders, type ShopifyDeliveryHeaders } from "./webhook.ts";
