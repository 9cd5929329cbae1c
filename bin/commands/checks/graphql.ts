import { globSync, readFileSync } from "node:fs";
import { buildSchema, parse as parseGraphql, TypeInfo, validate, visit, visitWithTypeInfo } from "graphql";
import { parse as parseToml } from "smol-toml";
import { z } from "zod";

/**
 * Checks every GraphQL operation of the app against the Admin schema, and that the scopes in shopify.app.toml are
 * those that the operations, the subscribed topics and the app proxy need, no fewer and no more.
 */

const TAGGED = /\/\* GraphQL \*\/\s*`([^`]*)`/g;

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
/** Type → field (or "*" for all of it) → scopes of which one suffices. */
const scopesOf = z
  .record(z.string(), z.record(z.string(), z.array(z.string())))
  .parse(read("contracts/shopify/admin-2026-10-scopes.json"));
const scopesOfTopic = z
  .record(z.string(), z.array(z.string()))
  .parse(read("contracts/shopify/topic-scopes.json"));
const app = z
  .object({
    access_scopes: z.object({ scopes: z.string() }),
    app_proxy: z.object({ subpath: z.string() }).optional(),
    webhooks: z.object({
      subscriptions: z.array(
        z.object({
          topics: z.array(z.string()).default([]),
          compliance_topics: z.array(z.string()).default([]),
        }),
      ),
    }),
  })
  .parse(parseToml(readFileSync("shopify.app.toml", "utf8")));

const schema = buildSchema(readFileSync("contracts/shopify/admin-2026-10.graphql", "utf8"), {
  assumeValidSDL: true,
});
const found: string[] = [];
/** What is needed, by whom: of each list one scope suffices. */
const needs: { by: string; oneOf: readonly string[] }[] = [];

function checkOperation(file: string, text: string): void {
  const document = parseGraphql(text);
  found.push(...validate(schema, document).map((error) => `${file}: ${error.message}`));
  const types = new TypeInfo(schema);
  const visitor = {
    Field(): void {
      const parent = types.getParentType()?.name ?? "";
      const field = types.getFieldDef()?.name ?? "";
      const type = scopesOf[parent];
      const oneOf = [...(type?.["*"] ?? []), ...(type?.[field] ?? [])];
      if (oneOf.length > 0) needs.push({ by: `${file} ${parent}.${field}`, oneOf });
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
}

let operations = 0;
for (const file of globSync("app/**/*.ts")) {
  for (const [, text = ""] of readFileSync(file, "utf8").matchAll(TAGGED)) {
    operations += 1;
    try {
      checkOperation(file, text);
    } catch (error) {
      found.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
if (operations === 0) found.push("no operation was found to check");

const topics = app.webhooks.subscriptions.flatMap((one) => [...one.topics, ...one.compliance_topics]);
for (const topic of topics) {
  const scopes = scopesOfTopic[topic];
  if (!scopes)
    found.push(
      `shopify.app.toml: nobody says which scope ${topic} needs (contracts/shopify/topic-scopes.json)`,
    );
  for (const scope of scopes ?? []) needs.push({ by: topic, oneOf: [scope] });
}

// Source: shopify.dev, "About app proxies and dynamic data".
if (app.app_proxy) needs.push({ by: "app_proxy", oneOf: ["write_app_proxy"] });

const granted = new Set(app.access_scopes.scopes.split(",").map((scope) => scope.trim()));
/** Who may write may read. */
const allows = (scope: string) => granted.has(scope) || granted.has(scope.replace(/^read_/, "write_"));
for (const need of needs) {
  if (!need.oneOf.some(allows)) found.push(`shopify.app.toml: ${need.by} needs ${need.oneOf.join(" or ")}`);
}
for (const scope of granted) {
  const used = needs.some(({ oneOf }) =>
    oneOf.some((one) => one === scope || one.replace(/^read_/, "write_") === scope),
  );
  if (!used) found.push(`shopify.app.toml: nothing needs ${scope}`);
}

for (const line of found) console.error(line);
console.log(`${operations} operations and ${topics.length} topics checked, ${found.length} violations`);
process.exit(found.length > 0 ? 1 : 0);
