import { type GraphQLError, type GraphQLFormattedError, Kind } from "graphql";

interface Wording {
  readonly pattern: RegExp;
  readonly code: string;
  readonly say: (...parts: string[]) => string;
  readonly names: readonly string[];
}

/** Shopify validates with graphql-ruby, whose words and codes are other ones than those of graphql-js. */
const WORDINGS: readonly Wording[] = [
  {
    pattern: /^Cannot query field "(\w+)" on type "(\w+)"/,
    code: "undefinedField",
    say: (field, type) => `Field '${field}' doesn't exist on type '${type}'`,
    names: ["fieldName", "typeName"],
  },
  {
    pattern: /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    code: "argumentNotAccepted",
    say: (argument, field) => `Field '${field}' doesn't accept argument '${argument}'`,
    names: ["argumentName", "name"],
  },
  {
    pattern:
      /^Argument "(\w+)" of required type "[^"]+" was not provided|^Field "(\w+)" argument "(\w+)" of type/,
    code: "missingRequiredArguments",
    say: (...parts) => {
      const [argument = "", field = ""] = parts.filter(Boolean).reverse();
      return `Field '${field}' is missing required arguments: ${argument}`;
    },
    names: [],
  },
  {
    pattern: /^Variable "\$(\w+)" is not defined/,
    code: "variableNotDefined",
    say: (variable) => `Variable $${variable} is used but not declared`,
    names: ["variableName"],
  },
];

/** An operation that the schema rejects, as Shopify would say it; where its words are unknown, in graphql-js's. */
export function asShopifySays(error: GraphQLError): GraphQLFormattedError {
  const { message, locations } = error.toJSON();
  const where = locations ? { locations } : {};
  for (const { pattern, code, say, names } of WORDINGS) {
    const match = pattern.exec(message);
    if (!match) continue;
    const parts = match.slice(1);
    const named = names.map((name, index) => [name, parts[index]]);
    return { message: say(...parts), ...where, extensions: { code, ...Object.fromEntries(named) } };
  }
  const node = error.nodes?.[0];
  const code = node?.kind === Kind.VARIABLE_DEFINITION ? "INVALID_VARIABLE" : "graphQLValidationFailed";
  return { message, ...where, extensions: { code } };
}
