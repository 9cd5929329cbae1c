import { z } from "zod";

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

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
    })
    .prefault({}),
  /** Languages of the texts, the first is the shop's own. */
  languages: z.array(z.string().min(2).max(5)).min(1).default(["en"]),
});
export type ShopSettings = z.infer<typeof shopSettings>;

/** Stored settings, whatever earlier version wrote them. */
export function readSettings(stored: unknown): ShopSettings {
  const parsed = shopSettings.safeParse(stored ?? {});
  return parsed.success ? parsed.data : shopSettings.parse({});
}
