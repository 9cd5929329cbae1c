import { GraphQLError } from "graphql";

/** Shopify has it, the sandbox has not: said aloud, so that nobody takes silence for an answer. */
export function notPlayed(what: string): GraphQLError {
  return new GraphQLError(`The sandbox does not play ${what}.`, { extensions: { code: "NOT_PLAYED" } });
}

/** @throws GraphQLError naming a field of the input that was given and would be ignored */
export function refuseUnplayed(type: string, input: object, played: readonly string[]): void {
  for (const [field, value] of Object.entries(input))
    if (value != null && !played.includes(field)) throw notPlayed(`${type}.${field}`);
}
