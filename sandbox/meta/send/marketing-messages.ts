import { z } from "zod";
import { GraphRefusal } from "../errors.ts";
import type { Template } from "../templates/template.ts";
import { parsed } from "./payload.ts";

/** What a promotion says beyond a message. Source: Marketing Messages API for WhatsApp. */
const promotion = z.looseObject({
  product_policy: z.enum(["CLOUD_API_FALLBACK", "STRICT"]).optional(),
  message_activity_sharing: z.boolean().optional(),
});

/** A text that is approved or whose account has just signed is known to the endpoint about ten minutes later. */
const IN_STEP_AFTER_MS = 600_000;

/**
 * Whether a template may leave this way.
 * @param template undefined for a message that is of none
 * @param shopNow ms
 * @throws GraphRefusal
 */
export function checkEndpoint(
  template: Template | undefined,
  payload: unknown,
  viaMarketingApi: boolean,
  shopNow: number,
): void {
  if (!viaMarketingApi) {
    if (template?.category === "MARKETING" && !template.waba.marketing.onCloudApi)
      throw new GraphRefusal(131063);
    return;
  }
  parsed(promotion, payload);
  if (template?.category !== "MARKETING") throw new GraphRefusal(131055);
  const { termsSignedAt } = template.waba.marketing;
  if (termsSignedAt === undefined)
    throw new GraphRefusal(131055, "The terms of the Marketing Messages API have not been accepted.");
  if (shopNow < Math.max(termsSignedAt, template.createdAt) + IN_STEP_AFTER_MS)
    throw new GraphRefusal(134101);
}
