import { request } from "undici";
import { z } from "zod";
import type { Env } from "#app/platform/env.ts";
import { failed, type ShopifyResult } from "./errors.ts";

const tokenResponse = z.object({
  access_token: z.string(),
  scope: z.string().optional(),
  expires_in: z.number().optional(),
  refresh_token: z.string().optional(),
  refresh_token_expires_in: z.number().optional(),
});
export type TokenResponse = z.infer<typeof tokenResponse>;

/** Where a shop's Admin answers: `https://{shop}`, or what a sandbox configures. */
export function shopOrigin(env: Pick<Env, "SHOPIFY_SHOP_ORIGIN">, domain: string): string {
  return env.SHOPIFY_SHOP_ORIGIN.replace("{shop}", domain);
}

/**
 * Trades a refresh token for a new access token (expires in an hour). A used refresh token stays valid until
 * its replacement is used, 30 days at most (Shopify changelog, 2026-08-28).
 */
export async function refreshToken(
  env: Env,
  domain: string,
  token: string,
): Promise<ShopifyResult<TokenResponse>> {
  try {
    const answer = await request(`${shopOrigin(env, domain)}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({
        client_id: env.SHOPIFY_API_KEY,
        client_secret: env.SHOPIFY_API_SECRET,
        grant_type: "refresh_token",
        refresh_token: token,
      }),
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
    });
    const body = await answer.body.text();
    if (answer.statusCode >= 500 || answer.statusCode === 429)
      return failed("unavailable", `HTTP ${answer.statusCode}`);
    if (answer.statusCode >= 400)
      return failed("unauthorized", `token refresh answered ${answer.statusCode}`);
    return { ok: true, value: tokenResponse.parse(JSON.parse(body)) };
  } catch (error) {
    return failed("unavailable", error instanceof Error ? error.message : "no answer");
  }
}
