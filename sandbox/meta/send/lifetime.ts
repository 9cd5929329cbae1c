import type { Waba } from "../directory.ts";
import type { Category, NewTemplate, Template } from "../templates/template.ts";
import { refuseTemplate } from "../templates/validate.ts";

const DAY_SECONDS = 86_400;
/** How long Meta tries to deliver by itself, in seconds. Source: Time-to-live. */
const USUAL: Readonly<Record<Category, number>> = {
  MARKETING: 30 * DAY_SECONDS,
  UTILITY: 30 * DAY_SECONDS,
  AUTHENTICATION: 600,
};
/** What a template may say instead, from and to. Source: Time-to-live. */
const RANGE: Readonly<Record<Category, readonly [number, number]>> = {
  MARKETING: [43_200, 2_592_000],
  UTILITY: [30, 43_200],
  AUTHENTICATION: [30, 900],
};
/** Asks for 30 days. */
const LONGEST = -1;

/** @throws GraphRefusal for a time to live that the category does not have */
export function checkLifetime(waba: Waba, { category, message_send_ttl_seconds: asked }: NewTemplate): void {
  if (asked === undefined || asked === LONGEST) return;
  const [from, to] = RANGE[category as Category];
  if (asked < from || asked > to)
    refuseTemplate(`message_send_ttl_seconds must be between ${from} and ${to} for ${category}.`);
  if (category === "MARKETING" && waba.marketing.termsSignedAt === undefined)
    refuseTemplate("A marketing template has a time to live only with the Marketing Messages API.");
}

/** Milliseconds for which Meta tries to deliver a message. A marketing template's own holds through its endpoint only. */
export function lifetimeOf(template: Template | undefined, viaMarketingApi: boolean): number {
  if (!template) return USUAL.UTILITY * 1_000;
  const own = template.ttlSeconds;
  const holds =
    own !== undefined && own !== LONGEST && (template.category !== "MARKETING" || viaMarketingApi);
  return (holds ? own : USUAL[template.category]) * 1_000;
}
