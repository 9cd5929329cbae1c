import { MESSAGE_RULES } from "./rules/message-rules.ts";
import type { Rule } from "./rules/rule.ts";
import { TEMPLATE_RULES } from "./rules/template-rules.ts";

export type { Rule } from "./rules/rule.ts";

/** Every rule of Meta's that the sandbox enforces by refusing something. */
export const META_RULES: readonly Rule[] = [...TEMPLATE_RULES, ...MESSAGE_RULES];
