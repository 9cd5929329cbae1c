/**
 * Where a redirect leads that an app asks its admin for. Addresses of Shopify's admin, in any of their three forms,
 * lead to this admin; other web addresses stay as they are.
 * @returns undefined for what is no web address.
 */
export function adminAddress(url: string, store: string): string | undefined {
  const base = `/admin/store/${store}`;
  const short = /^shopify:\/*admin(\/.*)?$/i.exec(url);
  if (short) return `${base}${short[1] ?? ""}`;
  let target: URL;
  try {
    target = new URL(url);
  } catch {
    return undefined;
  }
  if (target.protocol !== "https:" && target.protocol !== "http:") return undefined;
  const rest = `${target.search}${target.hash}`;
  if (target.hostname === "admin.shopify.com") {
    const path = target.pathname.startsWith("/store/")
      ? target.pathname
      : `/store/${store}${target.pathname}`;
    return `/admin${path}${rest}`;
  }
  const ofShop = /^\/admin(\/.*)?$/.exec(target.pathname);
  if (ofShop && target.hostname === `${store}.myshopify.com`) return `${base}${ofShop[1] ?? ""}${rest}`;
  return target.href;
}

/** The app's path for a path of the admin's address: `/automations` is the app's `/app/automations`. */
export function appPath(adminPath: string): string {
  if (adminPath === "" || adminPath === "/") return "/app";
  return /^\/app(\/|\?|$)/.test(adminPath) ? adminPath : `/app${adminPath}`;
}

/** The reverse of `appPath`; undefined for pages that are none of the merchant's, such as the bounce page. */
export function adminPath(path: string): string | undefined {
  const match = /^\/app(\/.*|\?.*|#.*)?$/.exec(path);
  return match ? (match[1] ?? "") : undefined;
}
