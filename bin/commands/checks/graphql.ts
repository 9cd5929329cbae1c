import { globSync, readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";

/** Checks every GraphQL operation of the app against the Admin schema. */

const TAGGED = /\/\* GraphQL \*\/\s*`([^`]*)`/g;

const schema = buildSchema(readFileSync("contracts/shopify/admin-2026-10.graphql", "utf8"), {
  assumeValidSDL: true,
});
const operations = globSync("app/**/*.ts").flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(TAGGED)].map((match) => ({ file, document: match[1] ?? "" })),
);
const found = operations.flatMap(({ file, document }) => {
  try {
    return validate(schema, parse(document)).map((error) => `${file}: ${error.message}`);
  } catch (error) {
    return [`${file}: ${error instanceof Error ? error.message : String(error)}`];
  }
});
if (operations.length === 0) found.push("no operation was found to check");
for (const line of found) console.error(line);
console.log(`${operations.length} operations checked, ${found.length} violations`);
process.exit(found.length > 0 ? 1 : 0);
