/** What a ready text is for. */
export const PURPOSES = [
  "cart_reminder_1",
  "cart_reminder_2",
  "order_confirmed",
  "order_shipped",
  "order_out_for_delivery",
  "order_delivered",
  "order_cancelled",
  "order_refunded",
  "conversation_reopen",
] as const;
export type TemplatePurpose = (typeof PURPOSES)[number];

export type TemplateCategory = "MARKETING" | "UTILITY";

/**
 * Meta's category follows from the purpose: a reminder of a cart is marketing, news of one's own order is utility. To take
 * up a conversation again names no order and no request of theirs, so that it is marketing.
 * Source: Meta, "Template categorization".
 */
export function categoryOf(purpose: TemplatePurpose): TemplateCategory {
  return purpose.startsWith("order_") ? "UTILITY" : "MARKETING";
}

/** What a variable of a text means; it is filled when the message is decided. */
export const MEANINGS = [
  "first_name",
  "shop_name",
  "cart_total",
  "item_count",
  "order_name",
  "order_total",
  "tracking_company",
  "tracking_number",
  "refund_amount",
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** Values for one message; what is unknown is absent, and its fall-back is used. */
export type MeaningValues = Partial<Record<Meaning, string>>;

/** Where a link button leads. */
export type LinkKind = "cart" | "order_status" | "tracking";
