import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
  validate,
} from "graphql";
import { z } from "zod";
import type { Engine } from "../operations/engine.ts";
import { requireApproval, requireScopes } from "./access.ts";
import { CostBucket, costOf } from "./cost.ts";
import { asShopifySays } from "./invalid.ts";
import { notPlayed } from "./not-played.ts";
import { mutationRoots, queryRoots } from "./roots.ts";

export interface AdminAnswer {
  readonly status: number;
  readonly body: unknown;
  /** A scripted fault: the connection is to be cut instead of answered. */
  readonly cut: boolean;
}

/** The Admin API of the played shop, for one caller with these scopes. */
export interface AdminApi {
  handle(body: unknown, scopes: readonly string[]): Promise<AdminAnswer>;
}

const SCHEMA = new URL("../../../contracts/shopify/admin-2026-10.graphql", import.meta.url);

const asked = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

interface Context {
  readonly scopes: ReadonlySet<string>;
  /** Whether the app may see protected customer data. */
  readonly approved: boolean;
  readonly roots: Readonly<Record<string, ReturnType<typeof queryRoots>>>;
}

let schema: GraphQLSchema | undefined;

/** The whole Admin schema; read when the first call comes. */
function adminSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(SCHEMA, "utf8"), { assumeValid: true, noLocation: true });
  return schema;
}

const resolve: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const type = info.parentType.name;
  requireScopes(context.scopes, type, info.fieldName, info.returnType);
  requireApproval(context.approved, type, info.fieldName);
  const root = context.roots[type];
  const value: unknown = root ? root[info.fieldName] : (source as Record<string, unknown>)[info.fieldName];
  if (value === undefined) throw notPlayed(`${type}.${info.fieldName}`);
  return typeof value === "function" ? value(args) : value;
};

function nameOf(document: DocumentNode, operationName: string | null | undefined): string {
  for (const definition of document.definitions)
    if (definition.kind === "OperationDefinition")
      return operationName ?? definition.name?.value ?? "anonymous";
  return "anonymous";
}

/** A member that is a bigint or the like would be a mistake of ours; the rest is plain JSON. */
const plain = (errors: readonly GraphQLError[]) => errors.map((error) => error.toJSON());

export function createAdminApi(engine: Engine): AdminApi {
  const { world } = engine;
  const bucket = new CostBucket();

  async function run(request: z.infer<typeof asked>, document: DocumentNode, scopes: readonly string[]) {
    const invalid = validate(adminSchema(), document);
    if (invalid.length > 0) return { errors: invalid.map(asShopifySays) };
    const result = await execute({
      schema: adminSchema(),
      document,
      variableValues: request.variables ?? {},
      operationName: request.operationName ?? null,
      contextValue: {
        scopes: new Set(scopes),
        approved: engine.state.protectedDataApproved,
        roots: { QueryRoot: queryRoots(world, engine.state, scopes), Mutation: mutationRoots(engine) },
      } satisfies Context,
      fieldResolver: resolve,
    });
    return {
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(result.errors ? { errors: plain(result.errors) } : {}),
      extensions: { cost: bucket.take(costOf(adminSchema(), document), world.plan) },
    };
  }

  return {
    async handle(body, scopes) {
      const request = asked.safeParse(body);
      if (!request.success)
        return {
          status: 400,
          cut: false,
          body: { errors: { query: "Required parameter missing or invalid" } },
        };
      let document: DocumentNode;
      try {
        document = parse(request.data.query);
      } catch (error) {
        const message = error instanceof Error ? error.message : "";
        return { status: 200, cut: false, body: { errors: [{ message }] } };
      }
      const name = `admin.graphql ${nameOf(document, request.data.operationName)}`;
      const fault = world.faults.take(name);
      if (fault?.delayMs) await wait(fault.delayMs);
      const entry = { system: "shopify", kind: "call", name, shop: engine.state.profile.domain } as const;
      if (fault?.drop === "before") {
        world.ledger.add({ ...entry, request: request.data });
        return { status: 503, cut: true, body: null };
      }
      if (fault?.status !== undefined) {
        const { status, body = { errors: `HTTP ${status}` } } = fault;
        world.ledger.add({ ...entry, status, request: request.data, response: body });
        return { status, cut: false, body };
      }
      const answer = await run(request.data, document, scopes);
      world.ledger.add({ ...entry, status: 200, request: request.data, response: answer });
      return { status: 200, cut: fault?.drop === "after", body: answer };
    },
  };
}
