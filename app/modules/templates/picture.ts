import type { Env } from "#app/platform/env.ts";

/**
 * What stands in a message for a cart whose products have no picture. Meta fetches it from the app itself, wherever
 * the links of messages lead.
 */
export function cartPictureOf(env: Pick<Env, "APP_URL">): string {
  return `${env.APP_URL.replace(/\/$/, "")}/pictures/cart.jpg`;
}
