import { z } from "zod";

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const openFrom = z.object({ from: timeOfDay, to: timeOfDay }).refine(({ from, to }) => from < to);
const WEEK = Array.from({ length: 7 }, (_, day) => (day < 5 ? { from: "09:00", to: "18:00" } : null));

/** What a merchant sets for the whole shop. */
export const shopSettings = z.object({
  /** Marketing rests between these, in the shop's time zone; equal times mean never. */
  quietHours: z.object({ from: timeOfDay, to: timeOfDay }).default({ from: "21:00", to: "09:00" }),
  /** ISO 3166, for phone numbers typed without a country. */
  defaultCountry: z.string().length(2).nullable().default(null),
  /** An order counts for a message at most so many days later. */
  attributionDays: z.number().int().min(1).max(30).default(5),
  /** What is told by mail, and to whom; without an address to the shop's own one at Shopify. */
  notifications: z
    .object({
      emails: z.array(z.email()).max(5).default([]),
      waitingReply: z.boolean().default(true),
      stoppedSending: z.boolean().default(true),
      textTrouble: z.boolean().default(true),
      weekly: z.boolean().default(true),
    })
    .prefault({}),
  /** Who writes outside of the shop's hours is told so. */
  away: z
    .object({
      on: z.boolean().default(false),
      /** Monday to Sunday in the shop's time zone; null on a day when nobody is there. */
      hours: z.array(openFrom.nullable()).length(7).default(WEEK),
      /** The merchant's words; empty means the usual ones. */
      texts: z.object({ en: z.string().max(1_000), it: z.string().max(1_000) }).default({ en: "", it: "" }),
    })
    .prefault({}),
  /** What may be spent in a calendar month, in millionths of the currency that Meta bills in; null: no limit. */
  monthlyBudget: z
    .object({ micros: z.number().int().positive(), currency: z.string().length(3) })
    .nullable()
    .default(null),
  /** The merchant's own phone, which tests go to; E.164. */
  testPhone: z.string().nullable().default(null),
  /**
   * Whether Meta may use what people do with a promotion to improve whom it delivers them to. Sent with each promotion
   * that leaves through the Marketing Messages endpoint.
   */
  shareMarketingActivity: z.boolean().default(false),
  /** Languages of the texts, the first is the shop's own. */
  languages: z.array(z.string().min(2).max(5)).min(1).default(["en"]),
});
export type ShopSettings = z.infer<typeof shopSettings>;

/** Stored settings, whatever earlier version wrote them. */
export function readSettings(stored: unknown): ShopSettings {
  const parsed = shopSettings.safeParse(stored ?? {});
  return parsed.success ? parsed.data : shopSettings.parse({});
}
