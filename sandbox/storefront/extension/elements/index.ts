import { defineContent } from "./content.ts";
import { defineFields } from "./fields.ts";

/** The components of Shopify's checkout that extensions draw with; `open` shows an address in a new tab. */
export function defineElements(open: (url: string) => void): void {
  defineFields();
  defineContent(open);
}
