import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";

function isSocketHolder(value: unknown): value is { outgoing: { destroy(): void } } {
  return typeof value === "object" && value !== null && "outgoing" in value;
}

/** Ends the connection without an answer. */
export function cutConnection(context: Context): Response {
  if (isSocketHolder(context.env)) context.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
