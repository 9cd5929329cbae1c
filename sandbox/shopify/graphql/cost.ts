import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Plan } from "#sandbox/kernel/world.ts";

/** Points, and how many come back in a second. Source: shopify.dev, "GraphQL Admin API rate limits". */
const BUCKETS: Readonly<Record<Plan, { maximumAvailable: number; restoreRate: number }>> = {
  basic: { maximumAvailable: 2_000, restoreRate: 100 },
  plus: { maximumAvailable: 20_000, restoreRate: 1_000 },
};
const MUTATION = 10;

/**
 * Points of an operation: one for each object that it selects, ten for a mutation, nothing for the rest. Shopify
 * weighs connections by their size too, by a formula that it does not publish; this is the part that it does.
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode): number {
  const types = new TypeInfo(schema);
  let points = 0;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const type = getNamedType(types.getType());
        if (types.getParentType() === schema.getMutationType()) points += MUTATION;
        else if (isCompositeType(type)) points += 1;
      },
    }),
  );
  return points;
}

/** The leaky bucket of one app in one shop, by the machine's clock. It tells, and refuses nobody: faults do that. */
export class CostBucket {
  readonly #now: () => number;
  #used = 0;
  #at: number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#at = now();
  }

  /** Takes the points and gives `extensions.cost`. */
  take(points: number, plan: Plan) {
    const { maximumAvailable, restoreRate } = BUCKETS[plan];
    const restored = Math.floor(((this.#now() - this.#at) / 1_000) * restoreRate);
    this.#used = Math.min(maximumAvailable, Math.max(0, this.#used - restored) + points);
    this.#at = this.#now();
    const currentlyAvailable = maximumAvailable - this.#used;
    return {
      requestedQueryCost: points,
      actualQueryCost: points,
      throttleStatus: { maximumAvailable, currentlyAvailable, restoreRate },
    };
  }
}
