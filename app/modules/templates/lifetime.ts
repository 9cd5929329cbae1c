import type { SendEndpoint } from "#app/integrations/meta/index.ts";
import { HOUR, SECOND } from "#app/platform/clock.ts";
import type { TemplateCategory } from "./purposes.ts";

/** News of an order: the longest that Meta takes for utility. Source: Meta, "Time-to-live". */
const UTILITY_LIFE_MS = 12 * HOUR;
/** A promotion: as long as it may have waited with us. Meta takes 12 hours to 30 days. */
const MARKETING_LIFE_MS = 36 * HOUR;

/**
 * How long Meta is to try to deliver messages of a text, in seconds. Null: Meta takes no wish for it, and tries for 30
 * days. A marketing text has a life of its own only through the Marketing Messages endpoint.
 */
export function lifetimeSeconds(category: TemplateCategory, marketingEndpoint: SendEndpoint): number | null {
  if (category === "UTILITY") return UTILITY_LIFE_MS / SECOND;
  return marketingEndpoint === "marketing_messages" ? MARKETING_LIFE_MS / SECOND : null;
}
