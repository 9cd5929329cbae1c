import type { CheckoutApi, StandardApi } from "@shopify/ui-extensions/checkout";
import type { Statement } from "./consent-endpoint.ts";
import type { Phone } from "./phone.ts";

/**
 * A grant outlives its page: checkout's storage, which both targets share, keeps it for the next page of the same
 * checkout. A cart metafield tells whoever reads the order later that there was one; it names no number, so that no
 * page recalls a grant from it: a withdrawal could hit somebody else's. Either may fail; the app's record decides.
 */

const STORAGE_KEY = "whatsapp-grant";
const METAFIELD = { namespace: "$app", key: "whatsapp_optin" };

/** What is remembered of a grant: enough to show the box ticked, and to withdraw for the right number. */
export interface RememberedGrant {
  /** As it was recorded. */
  readonly phone: Phone;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function rememberedIn(value: unknown): RememberedGrant | undefined {
  if (!isObject(value) || !isObject(value.phone) || typeof value.phone.number !== "string") return undefined;
  const { number, countryCode } = value.phone;
  return { phone: { number, countryCode: typeof countryCode === "string" ? countryCode : null } };
}

/** The grant of this checkout, from before the page was loaded. Never throws. */
export async function recallGrant(api: Pick<StandardApi, "storage">): Promise<RememberedGrant | undefined> {
  try {
    return rememberedIn(await api.storage.read(STORAGE_KEY));
  } catch {
    // Shopify does not promise that storage works.
    return undefined;
  }
}

/** Remembers a grant for the next page of this checkout, or forgets it. Never throws. */
export async function rememberGrant(
  api: Pick<StandardApi, "storage">,
  grant: Statement | undefined,
): Promise<void> {
  try {
    if (grant) await api.storage.write(STORAGE_KEY, { phone: grant.phone });
    else await api.storage.delete(STORAGE_KEY);
  } catch {
    // The next page shows the box unticked: asked once more, but never recorded by mistake.
  }
}

/**
 * Writes the choice beside the cart, where checkout lets it: not with Apple Pay, Google Pay and their like, nor where
 * the cart forbids it (shopify.dev, Cart Instructions API). Never throws.
 */
export async function noteInCart(
  api: Pick<StandardApi, "instructions"> & Pick<CheckoutApi, "applyMetafieldChange">,
  grant: Statement | undefined,
): Promise<void> {
  try {
    if (!api.instructions.value.metafields.canSetCartMetafields) return;
    const value = JSON.stringify({
      granted: grant !== undefined,
      wordingVersion: grant?.wording.version ?? null,
    });
    await api.applyMetafieldChange({
      type: "updateCartMetafield",
      metafield: { ...METAFIELD, type: "json", value },
    });
  } catch {
    // The app has the statement; the metafield is a copy for the order.
  }
}
