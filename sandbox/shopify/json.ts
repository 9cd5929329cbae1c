/** JSON.rawJSON (ES2026, in Node 22 and later) is not in TypeScript's library yet. */
const json = JSON as typeof JSON & { rawJSON(text: string): object };

/** An id as the bare JSON number that Shopify writes, with all its digits. */
export function rawId(id: string): object {
  return json.rawJSON(id);
}
