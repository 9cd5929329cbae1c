import { GraphQLError } from "graphql";
import type { View } from "./values.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

/** Shopify gives 250 of a connection at most. Source: shopify.dev, "API limits". */
const MOST = 250;

const cursorOf = (index: number) => Buffer.from(`at:${index}`).toString("base64");

function indexOf(cursor: string): number {
  const index = /^at:(\d+)$/.exec(Buffer.from(cursor, "base64").toString("utf8"))?.[1];
  if (index === undefined) throw new GraphQLError("Invalid cursor for current pagination sort.");
  return Number(index);
}

/** A page of a list, as every connection of the Admin API has it. */
export function connection<Item>(
  list: readonly Item[],
  args: PageArguments,
  view: (item: Item) => View,
): View {
  const size = args.first ?? args.last;
  if (size == null) throw new GraphQLError("you must provide one of first or last");
  if (size < 1 || size > MOST)
    throw new GraphQLError(`The number of objects must be from 1 to ${MOST}; you asked for ${size}.`);
  const ordered = args.reverse ? [...list].reverse() : list;
  let from = args.after ? indexOf(args.after) + 1 : 0;
  let to = args.before ? indexOf(args.before) : ordered.length;
  if (args.first != null) to = Math.min(to, from + args.first);
  else from = Math.max(from, to - size);
  const nodes = ordered.slice(from, to).map(view);
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursorOf(from + index) })),
    pageInfo: {
      hasNextPage: to < ordered.length,
      hasPreviousPage: from > 0,
      startCursor: nodes.length > 0 ? cursorOf(from) : null,
      endCursor: nodes.length > 0 ? cursorOf(to - 1) : null,
    },
  };
}
