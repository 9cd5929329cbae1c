import { notPlayed } from "./not-played.ts";

/** One condition of Shopify's search syntax: `name:value`, `created_at:>='2026-11-01'`, `-status:open`. */
interface Condition {
  readonly field: string;
  readonly operator: ":" | ":>" | ":>=" | ":<" | ":<=";
  readonly value: string;
  readonly negated: boolean;
}

const CONDITION = /(-?)([a-z_]+)(:>=|:<=|:>|:<|:)(?:'([^']*)'|"([^"]*)"|(\S+))/g;

function conditionsOf(query: string): Condition[] {
  const rest = query.replace(CONDITION, " ").trim();
  if (rest.replace(/\bAND\b/g, "").trim()) throw notPlayed(`this part of a search: ${rest}`);
  return [...query.matchAll(CONDITION)].map(([, minus, field = "", operator = ":", ...values]) => ({
    field,
    operator: operator as Condition["operator"],
    value: values.find((value) => value !== undefined) ?? "",
    negated: minus === "-",
  }));
}

/** What can be searched by: the value of a field, a time or a text; undefined where an object has none. */
export type Searchable<Item> = Readonly<Record<string, (item: Item) => Date | string | null | undefined>>;

function compares(actual: Date | string | null | undefined, { operator, value }: Condition): boolean {
  if (actual == null) return false;
  const [left, right] =
    actual instanceof Date
      ? [actual.getTime(), new Date(value).getTime()]
      : [actual.toLowerCase(), value.toLowerCase()];
  switch (operator) {
    case ":>":
      return left > right;
    case ":>=":
      return left >= right;
    case ":<":
      return left < right;
    case ":<=":
      return left <= right;
    default:
      return left === right;
  }
}

/**
 * What a query of the Admin API finds; several conditions must all hold.
 * @throws GraphQLError naming a part that the sandbox does not play. Shopify ignores a field that it does not know,
 *   and so finds everything; here a mistake is to be seen.
 */
export function search<Item>(
  list: readonly Item[],
  query: string | null | undefined,
  fields: Searchable<Item>,
): readonly Item[] {
  const conditions = conditionsOf(query ?? "");
  for (const { field } of conditions) if (!(field in fields)) throw notPlayed(`searching by ${field}`);
  return list.filter((item) =>
    conditions.every(
      (condition) => compares(fields[condition.field]?.(item), condition) !== condition.negated,
    ),
  );
}
