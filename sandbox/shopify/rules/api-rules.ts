import { ask, exchange, type Rule } from "./rule.ts";

const ORDERS = "query orders($first: Int) { orders(first: $first) { nodes { id } } }";

/** What the Admin API answers. */
export const API_RULES: readonly Rule[] = [
  {
    id: "api-version",
    rule: "The API is asked in the version that the app's configuration names.",
    source:
      "shopify.dev, API versioning. Shopify has other versions too, and answers for one that is over with the oldest; the sandbox has one schema",
    accepts: { steps: [exchange(), ask("{ shop { name } }", {}, "2026-10")], status: 200 },
    refuses: {
      steps: [exchange(), ask("{ shop { name } }", {}, "2025-10")],
      status: 404,
      answer: { errors: "Not Found" },
    },
  },
  {
    id: "api-schema",
    rule: "An operation fits the schema of its API version.",
    source: "contracts/shopify/admin-2026-10.graphql",
    accepts: { steps: [exchange(), ask("{ shop { name } }")], status: 200, answer: { data: { shop: {} } } },
    refuses: {
      steps: [exchange(), ask("{ shop { nickname } }")],
      status: 200,
      answer: { errors: [{ extensions: { code: "undefinedField" } }] },
    },
  },
  {
    id: "api-scope",
    rule: "A field is given to tokens with one of the scopes that it needs.",
    source: "contracts/shopify/admin-2026-10-scopes.json",
    accepts: {
      scopes: "read_orders",
      steps: [exchange(), ask(ORDERS, { first: 1 })],
      status: 200,
      answer: { data: { orders: {} } },
    },
    refuses: {
      scopes: "read_products",
      steps: [exchange(), ask(ORDERS, { first: 1 })],
      status: 200,
      answer: { errors: [{ extensions: { code: "ACCESS_DENIED" } }] },
    },
  },
];
