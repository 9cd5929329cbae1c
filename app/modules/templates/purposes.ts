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

/** Of a text that was found in the account and that nobody has said yet what it is for: it is sent by nothing. */
export const UNASSIGNED = "unassigned";

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
export const LINK_KINDS = ["cart", "order_status", "tracking"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Events at which a parcel is known. */
const WITH_PARCEL: readonly TemplatePurpose[] = [
  "order_shipped",
  "order_out_for_delivery",
  "order_delivered",
];

/** What is known when a text of this purpose is sent. */
export function meaningsOf(purpose: TemplatePurpose): Meaning[] {
  const person: Meaning[] = ["first_name", "shop_name"];
  if (purpose === "conversation_reopen") return person;
  if (!purpose.startsWith("order_")) return [...person, "cart_total", "item_count"];
  return [
    ...person,
    "order_name",
    "order_total",
    ...(WITH_PARCEL.includes(purpose) ? (["tracking_company", "tracking_number"] as const) : []),
    ...(purpose === "order_refunded" ? (["refund_amount"] as const) : []),
  ];
}

/** Where a button of such a text can lead. */
export function linksOf(purpose: TemplatePurpose): LinkKind[] {
  if (purpose === "conversation_reopen") return [];
  if (!purpose.startsWith("order_")) return ["cart"];
  return WITH_PARCEL.includes(purpose) ? ["tracking", "order_status"] : ["order_status"];
}

/** Whether a picture of what it is about is at hand: the cart's first product. */
export function hasPicture(purpose: TemplatePurpose): boolean {
  return purpose.startsWith("cart_");
}
