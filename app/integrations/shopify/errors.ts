/** What can go wrong with a call to Shopify, and whether trying again can help. */
export type ShopifyProblem =
  | { readonly kind: "unauthorized"; readonly retry: "never"; readonly detail: string }
  | { readonly kind: "not_installed"; readonly retry: "never"; readonly detail: string }
  | { readonly kind: "access_denied"; readonly retry: "never"; readonly detail: string }
  | { readonly kind: "invalid"; readonly retry: "never"; readonly detail: string }
  | { readonly kind: "throttled"; readonly retry: "later"; readonly detail: string }
  | { readonly kind: "unavailable"; readonly retry: "later"; readonly detail: string };

export type ShopifyResult<T> =
  /** `withheld`: what Shopify says of fields that it left empty, for the app lacks the approval to read them. */
  | { readonly ok: true; readonly value: T; readonly withheld?: string }
  | { readonly ok: false; readonly problem: ShopifyProblem };

export function failed(kind: ShopifyProblem["kind"], detail: string): { ok: false; problem: ShopifyProblem } {
  const retry = kind === "throttled" || kind === "unavailable" ? "later" : "never";
  return { ok: false, problem: { kind, retry, detail } as ShopifyProblem };
}
