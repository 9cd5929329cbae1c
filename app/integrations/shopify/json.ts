interface ReviverContext {
  readonly source?: string;
}

/**
 * Parses Shopify's JSON without losing digits: an integer beyond 2^53 becomes its decimal string.
 * Ids have 18 digits and come as numbers where no `admin_graphql_api_id` stands beside them.
 * @throws SyntaxError on malformed JSON
 */
export function parseJson(text: string): unknown {
  const revive = (_key: string, value: unknown, context?: ReviverContext): unknown =>
    typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source
      ? context.source
      : value;
  return JSON.parse(text, revive as (this: unknown, key: string, value: unknown) => unknown);
}

/** `gid://shopify/Order/1` from a type and a numeric id as number, string or ready gid. */
export function toGid(type: string, id: number | string): string {
  const text = String(id);
  return text.startsWith("gid://") ? text : `gid://shopify/${type}/${text}`;
}
