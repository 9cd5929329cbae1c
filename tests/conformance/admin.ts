import { globSync, readFileSync } from "node:fs";
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, type TypeNode } from "graphql";
import { z } from "zod";
import type { AdminSubject, Contract } from "./contract.ts";
import { expectThat } from "./contract.ts";

const TAGGED = /\/\* GraphQL \*\/\s*`([^`]*)`/g;
const anything = z.record(z.string(), z.unknown());

interface Operation {
  readonly name: string;
  readonly text: string;
  readonly kind: OperationDefinitionNode["operation"];
  readonly definition: OperationDefinitionNode;
}

function operationIn(document: DocumentNode): OperationDefinitionNode | undefined {
  return document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
}

/** Every operation of the app, by file and name. */
function operations(): Operation[] {
  return globSync("app/**/*.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(TAGGED)].flatMap(([, text = ""]) => {
      const definition = operationIn(parse(text));
      if (!definition) return [];
      const name = `${file}: ${definition.name?.value ?? definition.operation}`;
      return [{ name, text, kind: definition.operation, definition }];
    }),
  );
}

/** Something of the type that names nothing in any shop: an unknown id, an empty search. */
function exampleOf(type: TypeNode): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) return exampleOf(type.type) ?? "";
  if (type.kind === Kind.LIST_TYPE) return [];
  if (type.name.value === "Int") return 1;
  return type.name.value === "ID" ? "gid://shopify/Product/1" : null;
}

function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.map(({ variable, type }) => [variable.name.value, exampleOf(type)]),
  );
}

const queries = operations().filter(({ kind }) => kind === "query");

/** What Cartwave's Admin client relies on: each of its queries is taken as it stands. */
export const ADMIN_CONTRACTS: readonly Contract<AdminSubject>[] = [
  ...queries.map(
    ({ name, text, definition }): Contract<AdminSubject> => ({
      name: `${name} is answered`,
      async run({ admin }) {
        const answer = await admin.query(text, variablesOf(definition), anything);
        expectThat(answer.ok, answer.ok ? "" : `${answer.problem.kind}: ${answer.problem.detail}`);
      },
    }),
  ),
  {
    name: "a token that was never given is refused as unauthorized",
    async run({ stranger }) {
      const answer = await stranger.query("query { shop { id } }", {}, anything);
      expectThat(!answer.ok && answer.problem.kind === "unauthorized", "it was not refused");
    },
  },
  {
    name: "a field that doesn't exist is named as invalid",
    async run({ admin }) {
      const answer = await admin.query("query { shop { noSuchField } }", {}, anything);
      expectThat(!answer.ok && answer.problem.kind === "invalid", "it was not refused");
    },
  },
];

/** Of the client, what no contract holds against the platform. */
export const ADMIN_NOT_COVERED: readonly string[] = [
  ...operations()
    .filter(({ kind }) => kind !== "query")
    .map(({ name }) => `${name}: it would change the shop`),
  "throttling, and the refresh of a token: they need an installed app",
];
