import type { DeployedExtension, Deployment } from "#sandbox/kernel/deployment.ts";
import type { Plan } from "#sandbox/kernel/world.ts";
import { html, type Markup } from "#sandbox/page/markup.ts";

/** Shopify refuses bundles of UI extensions from this size on (since API 2025-10). */
export const maximumBundleBytes = 64 * 1024;

/** Places of the storefront's pages where an extension may stand. */
export type Place =
  | "purchase.checkout.contact.render-after"
  | "purchase.checkout.block.render"
  | "purchase.thank-you.block.render"
  | "purchase.thank-you.customer-information.render-after";

export type Mounting =
  | { readonly kind: "mounted"; readonly extension: DeployedExtension; readonly target: string }
  | {
      readonly kind: "refused";
      readonly extension: DeployedExtension;
      readonly target: string;
      readonly reason: string;
    };

/**
 * The deployed extensions that stand at this place of a shop on this plan. Extensions inside the checkout need
 * Shopify Plus; on other plans they are simply absent (shopify.dev/docs/apps/build/checkout).
 */
export function mountings(deployment: Deployment | undefined, plan: Plan, place: Place): Mounting[] {
  if (!deployment || (place.startsWith("purchase.checkout.") && plan !== "plus")) return [];
  return deployment.extensions.flatMap((extension) =>
    extension.targets
      .filter(({ target }) => target === place)
      .map(({ target, script }): Mounting => {
        const bytes = Buffer.byteLength(script, "utf8");
        if (bytes < maximumBundleBytes) return { kind: "mounted", extension, target };
        const reason = `${bytes} bytes, ${maximumBundleBytes} and more are refused`;
        return { kind: "refused", extension, target, reason };
      }),
  );
}

/**
 * The frame of one extension. It has no origin of its own, as an extension's worker has none at Shopify: what it
 * calls must answer cross-origin, and it reaches neither the page nor its storage.
 */
export function mountMarkup(mounting: Mounting, refusal: (handle: string, reason: string) => string): Markup {
  const { handle } = mounting.extension;
  if (mounting.kind === "refused") {
    return html`<p class="refused" role="note">${refusal(handle, mounting.reason)}</p>`;
  }
  const address = `/store/extensions/${encodeURIComponent(handle)}/${encodeURIComponent(mounting.target)}`;
  return html`<iframe class="extension" title="${handle}" sandbox="allow-scripts" data-src="${address}" data-handle="${handle}"
  data-target="${mounting.target}"></iframe>`;
}

/** The document inside an extension's frame. */
export function frameDocument(handle: string, target: string, language: string): Markup {
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${handle}</title>
<link rel="stylesheet" href="/store/assets/extension.css">
<script src="/store/assets/extension-frame.js" data-bundle="/store/extensions/${encodeURIComponent(handle)}/${encodeURIComponent(target)}/bundle.js"></script>
</head><body></body></html>`;
}
