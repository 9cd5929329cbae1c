import { LIFETIME_RULES } from "./rules/lifetime-rules.ts";
import { MARKETING_RULES } from "./rules/marketing-rules.ts";
import { MESSAGE_RULES } from "./rules/message-rules.ts";
import type { Rule } from "./rules/rule.ts";
import { TEMPLATE_RULES } from "./rules/template-rules.ts";

export type { Rule } from "./rules/rule.ts";

/** Every rule of Meta's that the sandbox enforces by refusing something. */
export const META_RULES: readonly Rule[] = [
  ...TEMPLATE_RULES,
  ...MESSAGE_RULES,
  ...MARKETING_RULES,
  ...LIFETIME_RULES,
];
