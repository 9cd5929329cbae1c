/** What a shop can switch on. One row of each for a shop. */
export const AUTOMATION_KINDS = [
  "cart_recovery",
  "order_confirmed",
  "order_shipped",
  "order_out_for_delivery",
  "order_delivered",
  "order_cancelled",
  "order_refunded",
] as const;
export type AutomationKind = (typeof AUTOMATION_KINDS)[number];
export type OrderKind = Exclude<AutomationKind, "cart_recovery">;

/** `watching` decides everything and sends nothing. */
export type AutomationMode = "off" | "watching" | "live";

export function isAutomationKind(text: string): text is AutomationKind {
  return (AUTOMATION_KINDS as readonly string[]).includes(text);
}
