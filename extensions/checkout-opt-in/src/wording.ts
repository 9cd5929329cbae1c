import type { StandardApi } from "@shopify/ui-extensions/checkout";

/** The text that a shopper sees beside the box, word for word, as it is kept as evidence. */
export interface Wording {
  readonly text: string;
  /** Names the text: whose it is, in which language, and a hash that changes with every letter. */
  readonly version: string;
}

/** FNV-1a, 32 bits. It tells texts apart; nothing secret hangs on it. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** The merchant's own text where there is one, else ours in the shopper's language. Both name the shop. */
export function wordingOf(api: Pick<StandardApi, "i18n" | "localization" | "settings" | "shop">): Wording {
  const own = api.settings.value.consent_text;
  const shop = api.shop.name;
  if (typeof own === "string" && own.trim() !== "") {
    const text = own.trim().split("{shop}").join(shop);
    return { text, version: `merchant-${hashOf(text)}` };
  }
  const text = String(api.i18n.translate("wording", { shop }));
  return { text, version: `${api.localization.extensionLanguage.value.isoCode}-${hashOf(text)}` };
}
