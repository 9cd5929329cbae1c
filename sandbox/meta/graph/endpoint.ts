import { setTimeout as wait } from "node:timers/promises";
import type { Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { cutConnection } from "#sandbox/kernel/cut.ts";
import type { Fault } from "#sandbox/kernel/faults.ts";
import type { World } from "#sandbox/kernel/world.ts";
import type { Directory, Token } from "../directory.ts";
import { GraphRefusal } from "../errors.ts";

export type Scope = "whatsapp_business_messaging" | "whatsapp_business_management";

/** A call of the Graph API, with its token checked. */
export interface GraphCall {
  /** The node of the path: `/v26.0/{id}/…`. */
  readonly id: string;
  readonly context: Context;
  readonly token: Token;
  query(name: string): string | undefined;
  /** The body as JSON. @throws GraphRefusal where it is none */
  json(): Promise<unknown>;
}

type Handle = (call: GraphCall) => object | Promise<object>;

/** `Bearer …` or, for uploads, `OAuth …`; or the parameter access_token. */
export function tokenIn(context: Context): string {
  const [, value] = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(context.req.header("authorization") ?? "") ?? [];
  return value ?? context.req.query("access_token") ?? "";
}

function requireToken(directory: Directory, context: Context, scope: Scope): Token {
  const token = directory.tokens.get(tokenIn(context));
  if (!token || token.revoked) throw new GraphRefusal(190);
  if (!token.scopes.includes(scope)) throw new GraphRefusal(200, `The token lacks ${scope}.`);
  return token;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

async function attempt(work: () => object | Promise<object>): Promise<Answer> {
  try {
    return { status: 200, body: await work() };
  } catch (error) {
    if (error instanceof GraphRefusal) return { status: error.httpStatus, body: error.body() };
    throw error;
  }
}

function scripted(fault: Fault | undefined): Answer | undefined {
  if (fault?.code !== undefined) {
    const refusal = new GraphRefusal(fault.code);
    return { status: fault.status ?? refusal.httpStatus, body: refusal.body() };
  }
  if (fault?.status === undefined) return undefined;
  const body = typeof fault.body === "object" && fault.body !== null ? fault.body : {};
  return { status: fault.status, body };
}

interface Endpoint {
  readonly method: "GET" | "POST" | "DELETE";
  /** After the version: `:id/messages`. */
  readonly path: string;
  /** In the ledger and for faults. */
  readonly name: string;
  readonly scope?: Scope;
  readonly handle: Handle;
}

/** Adds a Graph endpoint: faults, token, work, ledger, answer. */
export function addEndpoint(routes: Hono, world: World, directory: Directory, endpoint: Endpoint): void {
  const { method, path, name, scope = "whatsapp_business_management", handle } = endpoint;
  routes.on(method, `/:version{v\\d+\\.\\d+}/${path}`, async (context) => {
    const fault = world.faults.take(name);
    if (fault?.delayMs) await wait(fault.delayMs);
    if (fault?.drop === "before") return cutConnection(context);
    let request: unknown = context.req.query();
    const work = async () => {
      const token = requireToken(directory, context, scope);
      return handle({
        id: context.req.param("id") ?? "",
        context,
        token,
        query: (key) => context.req.query(key),
        json: async () => {
          request = await jsonOf(context);
          return request;
        },
      });
    };
    const answer = scripted(fault) ?? (await attempt(work));
    const { status, body } = answer;
    world.ledger.add({ system: "meta", kind: "call", name, status, request, response: body });
    if (fault?.drop === "after") return cutConnection(context);
    return context.json(body, status as ContentfulStatusCode);
  });
}

async function jsonOf(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphRefusal(100, "The body is not valid JSON.");
  }
}

/** Meta does not say whether a node is missing or another's. */
export function unknownNode(id: string): GraphRefusal {
  return new GraphRefusal(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    33,
  );
}

/** Only the members that `fields` asks for, and always the id. */
export function withFields(node: Readonly<Record<string, unknown>>, fields: string | undefined): object {
  if (!fields) return node;
  const asked = new Set(["id", ...fields.split(",").map((field) => field.trim())]);
  return Object.fromEntries(Object.entries(node).filter(([name]) => asked.has(name)));
}

/** A page of a list, by cursors. */
export function pageOf<T extends object>(call: GraphCall, list: readonly T[], path: string): object {
  const limit = Math.min(Math.max(Number(call.query("limit") ?? 25), 1), 1_000);
  const after = call.query("after");
  const from = after ? Number(Buffer.from(after, "base64url").toString()) : 0;
  if (!Number.isInteger(from)) throw new GraphRefusal(100, "The cursor after is not valid.");
  const data = list.slice(from, from + limit);
  if (data.length === 0) return { data };
  const cursor = (at: number) => Buffer.from(String(at)).toString("base64url");
  const end = from + data.length;
  const cursors = { before: cursor(from), after: cursor(end) };
  const url = new URL(call.context.req.url);
  const next = `${url.origin}${path}?limit=${limit}&after=${cursors.after}`;
  return { data, paging: { cursors, ...(end < list.length ? { next } : {}) } };
}
