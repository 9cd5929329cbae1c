/**
 * People whom a business portfolio may write to outside their service windows in rolling 24 hours, by Meta's names
 * (`whatsapp_business_manager_messaging_limit`); TIER_UNLIMITED has no limit. Source: Meta, "Messaging limits",
 * October 2025.
 */
export const MESSAGING_LIMITS: Readonly<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
};
