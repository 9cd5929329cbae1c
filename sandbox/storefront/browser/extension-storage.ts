import type { StorageRequest } from "../extension/protocol.ts";

const ITEM = "extension-storage";

/** What one checkout's extensions stored: handle, then key. */
interface Stored {
  readonly checkout: string;
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * `shopify.storage` of the extensions on a page, each with its own: it lasts from checkout to the thank-you page, and
 * is empty in the next checkout (shopify.dev, Storage API, which uses localStorage too).
 * @param checkout key of the checkout that the page belongs to
 */
export function createExtensionStorage(store: Pick<Storage, "getItem" | "setItem">, checkout: string) {
  const values = (): Stored["values"] => {
    const stored: Stored | null = JSON.parse(store.getItem(ITEM) ?? "null");
    return stored?.checkout === checkout ? stored.values : {};
  };
  return async (handle: string, request: StorageRequest): Promise<unknown> => {
    const all = values();
    const { [request.key]: before, ...others } = all[handle] ?? {};
    if (request.action === "read") return before ?? null;
    const own = request.action === "write" ? { ...others, [request.key]: request.value } : others;
    const stored: Stored = { checkout, values: { ...all, [handle]: own } };
    store.setItem(ITEM, JSON.stringify(stored));
    return null;
  };
}
