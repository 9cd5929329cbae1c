import type { PhoneNumberAnswer } from "#app/integrations/meta/index.ts";

/** Both are needed: one to send and to be told, one to manage templates. */
export const PERMISSIONS = ["whatsapp_business_messaging", "whatsapp_business_management"];

/** Messages a second by the level that Meta names. */
export const THROUGHPUT: Readonly<Record<string, number>> = { STANDARD: 80, HIGH: 1_000 };

/** Whether a number is registered for the API; null where Meta does not say. */
export function isRegistered({ status }: PhoneNumberAnswer): boolean | null {
  return status === undefined ? null : status === "CONNECTED";
}

/**
 * States in which registering helps; in the others (banned, flagged, restricted) it does not.
 * Source: Graph API reference, "WhatsApp Business Phone Number" (`status`).
 */
const REGISTERING_HELPS = new Set(["PENDING", "DISCONNECTED", "UNVERIFIED", "OFFLINE", "UNKNOWN"]);

/** A number that is in use in the WhatsApp Business app is registered by the app itself. */
export function needsRegistration({ status, is_on_biz_app }: PhoneNumberAnswer): boolean {
  return is_on_biz_app !== true && status !== undefined && REGISTERING_HELPS.has(status);
}
