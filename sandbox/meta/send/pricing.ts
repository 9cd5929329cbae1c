import type { BusinessMessage } from "../chats.ts";

/** Service messages that a number has free in a month, from 2026-10-01. Source: pricing of non-template messages. */
export const FREE_SERVICE_MESSAGES = 1_000;

export interface Pricing {
  readonly billable: boolean;
  readonly pricing_model: "PMP";
  readonly type: "regular" | "free_customer_service" | "free_entry_point";
  readonly category: string;
}

function monthOf(shopNow: number): string {
  return new Date(shopNow).toISOString().slice(0, 7);
}

/** Service messages of the number in this month, so far. */
export function serviceCount(message: BusinessMessage, shopNow: number): number {
  const { service } = message.chat.number;
  return service.month === monthOf(shopNow) ? service.count : 0;
}

/**
 * What a delivered message costs, counted once. Templates are charged also inside the window; nothing is charged
 * within 72 hours of an answered click on an ad. @param shopNow ms
 */
export function priceDelivered(message: BusinessMessage, shopNow: number): Pricing {
  if (message.chat.freeUntil > shopNow) {
    return {
      billable: false,
      pricing_model: "PMP",
      type: "free_entry_point",
      category: "referral_conversion",
    };
  }
  if (message.template) {
    const category = message.viaMarketingApi ? "marketing_lite" : message.template.category.toLowerCase();
    return { billable: true, pricing_model: "PMP", type: "regular", category };
  }
  const count = serviceCount(message, shopNow) + 1;
  message.chat.number.service = { month: monthOf(shopNow), count };
  return count > FREE_SERVICE_MESSAGES
    ? { billable: true, pricing_model: "PMP", type: "regular", category: "service" }
    : { billable: false, pricing_model: "PMP", type: "free_customer_service", category: "service" };
}
