import { errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Env } from "#app/platform/env.ts";

const claims = z.object({
  /** The shop, as a domain or an address: both occur. */
  dest: z.string(),
  /** gid of the customer; only where one is logged in. */
  sub: z.string().optional(),
});

/** Who a UI extension speaks for. */
export interface ExtensionSession {
  readonly shopDomain: string;
  /** gid://shopify/Customer/… */
  readonly customer: string | undefined;
}

function domainOf(dest: string): string {
  return dest.replace(/^https?:\/\//, "").toLowerCase();
}

/**
 * Reads the session token that Shopify gives to checkout and customer account extensions: HS256 by the app's
 * secret, for this app alone. Source: shopify.dev, "Session Token API".
 * @returns undefined for a token that is wrong, foreign or expired
 */
export async function readExtensionToken(
  env: Pick<Env, "SHOPIFY_API_KEY" | "SHOPIFY_API_SECRET">,
  authorization: string | undefined,
): Promise<ExtensionSession | undefined> {
  const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  if (!token) return undefined;
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(env.SHOPIFY_API_SECRET), {
      algorithms: ["HS256"],
      audience: env.SHOPIFY_API_KEY,
      clockTolerance: 10,
      requiredClaims: ["exp"],
    });
    const parsed = claims.safeParse(payload);
    if (!parsed.success) return undefined;
    const { dest, sub } = parsed.data;
    const customer = sub?.startsWith("gid://shopify/Customer/") ? sub : undefined;
    return { shopDomain: domainOf(dest), customer };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
