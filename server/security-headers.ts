import { randomBytes } from "node:crypto";
import type { Env } from "#app/platform/env.ts";

type Addresses = Pick<Env, "FRAME_ANCESTORS" | "SHOPIFY_APP_BRIDGE_URL" | "SHOPIFY_SHOP_ORIGIN" | "APP_URL">;

const SHOP = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
/** Where App Bridge reports web vitals to. */
const SHOPIFY_VITALS = "https://monorail-edge.shopifysvc.com";

export function newNonce(): string {
  return randomBytes(16).toString("base64");
}

/** The shop that a request says it is shown in; anything that is no shop's domain is none. */
export function shopOf(url: URL): string | undefined {
  const shop = url.searchParams.get("shop");
  return shop && SHOP.test(shop) ? shop : undefined;
}

function frameAncestors(env: Addresses, shop: string | undefined): string {
  const allowed = env.FRAME_ANCESTORS.split(/\s+/).flatMap((source) => {
    if (!source.includes("{shop}")) return [source];
    return shop ? [source.replace("{shop}", shop)] : [];
  });
  return `frame-ancestors ${allowed.join(" ") || "'none'"}`;
}

function policy(env: Addresses, scripts: string): string[] {
  const appBridge = new URL(env.SHOPIFY_APP_BRIDGE_URL).origin;
  const shop = new URL(env.SHOPIFY_SHOP_ORIGIN.replace("{shop}", "shop.myshopify.com"));
  const pictures = shop.protocol === "https:" ? "" : ` ${shop.origin}`;
  return [
    "default-src 'self'",
    `script-src 'self' ${appBridge} ${scripts}`,
    // Polaris and App Bridge place and size things by style attributes.
    `style-src 'self' 'unsafe-inline' ${appBridge}`,
    `font-src 'self' ${appBridge}`,
    `img-src 'self' data: blob: https:${pictures}`,
    `connect-src 'self' ${appBridge} ${SHOPIFY_VITALS}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ];
}

/** The policy of a document that we render: only scripts with its nonce, and those of our own files, run. */
export function documentPolicy(env: Addresses, nonce: string, shop: string | undefined): string {
  return [...policy(env, `'nonce-${nonce}'`), frameAncestors(env, shop)].join("; ");
}

/** The page in a window of its own on which a person signs in at Meta. */
export const isSignup = (url: URL) => url.pathname === "/signup";

/** Its policy: Meta's script beside ours, none of Shopify's, and nobody frames it. */
export function signupPolicy(
  { META_SDK_URL, META_DIALOG_ORIGIN }: Pick<Env, "META_SDK_URL" | "META_DIALOG_ORIGIN">,
  nonce: string,
): string {
  const sdk = new URL(META_SDK_URL).origin;
  return [
    "default-src 'self'",
    `script-src 'self' ${sdk} 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${sdk} ${META_DIALOG_ORIGIN}`,
    `frame-src ${META_DIALOG_ORIGIN}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * The policy of the pages that Shopify's library renders itself: nothing of ours or of a user's is in them. App Bridge
 * writes the real document into the first of them, in which this policy stays in force beside the document's own.
 */
export function bridgePolicy(env: Addresses, shop: string | undefined): string {
  return [...policy(env, "'unsafe-inline'"), frameAncestors(env, shop)].join("; ");
}

/** Sets what must hold for every answer of a screen, whoever made it. Called last. */
export function secure(headers: Headers, env: Addresses, url: URL, documentsPolicy: string): void {
  const shop = shopOf(url);
  const isHtml = headers.get("content-type")?.startsWith("text/html") ?? false;
  const isDocument = headers.get("content-security-policy") === documentsPolicy;
  if (isHtml && !isDocument) headers.set("content-security-policy", bridgePolicy(env, shop));
  if (!isHtml)
    headers.set("content-security-policy", `default-src 'none'; ${frameAncestors(env, undefined)}`);
  if (isHtml && !isSignup(url))
    headers.set("link", `<${env.SHOPIFY_APP_BRIDGE_URL}>; rel="preload"; as="script"`);
  headers.set("x-content-type-options", "nosniff");
  // The address of a document carries an id token.
  headers.set("referrer-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (env.APP_URL.startsWith("https:")) headers.set("strict-transport-security", "max-age=31536000");
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
}
