import { z } from "zod";
import { notPlayed } from "./not-played.ts";

interface Sortable {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const asked = z.looseObject({ sortKey: z.string().nullish() });

/** An order's processing begins with its creation; products and variants keep the order in which they were made. */
const TIMES: Readonly<Record<string, (item: Sortable) => number>> = {
  CREATED_AT: (item) => item.createdAt.getTime(),
  PROCESSED_AT: (item) => item.createdAt.getTime(),
  UPDATED_AT: (item) => item.updatedAt.getTime(),
  ID: () => 0,
  POSITION: () => 0,
};

function byId(one: Sortable, other: Sortable): number {
  const difference = BigInt(one.id) - BigInt(other.id);
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

/** In the order of the query's sortKey, ids deciding between equals. @throws GraphQLError for a key that is not played */
export function sorted<Item extends Sortable>(list: readonly Item[], args: object): Item[] {
  const key = asked.parse(args).sortKey ?? "ID";
  const timeOf = TIMES[key];
  if (!timeOf) throw notPlayed(`sorting by ${key}`);
  return [...list].sort((one, other) => timeOf(one) - timeOf(other) || byId(one, other));
}
