import type { CheckoutApi, StandardApi } from "@shopify/ui-extensions/checkout";
import type { Statement } from "./consent-endpoint.ts";

/**
 * A grant outlives its page: checkout's storage, which both targets share, keeps it for the next page of the same
 * checkout, and a cart metafield for whoever reads the order later. Either may fail; the app's own record decides.
 */

const STORAGE_KEY = "whatsapp-grant";
const METAFIELD = { namespace: "$app", key: "whatsapp_optin" };

/** What is remembered of a grant: enough to show the box ticked, and to withdraw for the right number. */
export interface RememberedGrant {
  /** As it was recorded; `null` when only the cart's metafield is left, which holds no personal data. */
  readonly phone: { readonly number: string; readonly countryCode: string | null } | null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function rememberedIn(value: unknown): RememberedGrant | undefined {
  if (!isObject(value) || !isObject(value.phone) || typeof value.phone.number !== "string") return undefined;
  const { number, countryCode } = value.phone;
  return { phone: { number, countryCode: typeof countryCode === "string" ? countryCode : null } };
}

function isGrantedInCart(api: Pick<StandardApi, "appMetafields">): boolean {
  const entry = api.appMetafields.value.find(
    ({ target, metafield }) =>
      target.type === "cart" &&
      metafield.namespace === METAFIELD.namespace &&
      metafield.key === METAFIELD.key,
  );
  if (!entry) return false;
  try {
    const value: unknown = JSON.parse(entry.metafield.value);
    return isObject(value) && value.granted === true;
  } catch {
    return false;
  }
}

/** The grant of this checkout, from before the page was loaded. Never throws. */
export async function recallGrant(
  api: Pick<StandardApi, "storage" | "appMetafields">,
): Promise<RememberedGrant | undefined> {
  try {
    const remembered = rememberedIn(await api.storage.read(STORAGE_KEY));
    if (remembered) return remembered;
  } catch {
    // Shopify does not promise that storage works.
  }
  try {
    return isGrantedInCart(api) ? { phone: null } : undefined;
  } catch {
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
