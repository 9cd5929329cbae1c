export { attributeOrder, forgetAttribution } from "./attribute-order.ts";
export type { AttributionRule } from "./decide.ts";
