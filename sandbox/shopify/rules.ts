import { API_RULES } from "./rules/api-rules.ts";
import { PROXY_RULES } from "./rules/proxy-rules.ts";
import type { Rule } from "./rules/rule.ts";
import { SHOP_RULES } from "./rules/shop-rules.ts";
import { TOKEN_RULES } from "./rules/token-rules.ts";
import { WEBHOOK_RULES } from "./rules/webhook-rules.ts";

export type { Rule } from "./rules/rule.ts";

/** Every rule of Shopify's that the sandbox enforces. */
export const SHOPIFY_RULES: readonly Rule[] = [
  ...TOKEN_RULES,
  ...API_RULES,
  ...WEBHOOK_RULES,
  ...PROXY_RULES,
  ...SHOP_RULES,
];
