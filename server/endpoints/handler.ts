import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "#app/integrations/services.ts";
import type { Inbox } from "#app/modules/deliveries/index.ts";

/** What the process' own endpoints work with. */
export interface EndpointNeeds {
  readonly services: Services;
  readonly inbox: Inbox;
  /** False while the process starts or ends. */
  readonly isReady: () => boolean;
  /** Takes the shop's time over again and does what became due; where the sandbox moves the clock. */
  readonly followClock?: () => Promise<void>;
}

export type Handler = (
  needs: EndpointNeeds,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<void>;

export function send(
  response: ServerResponse,
  status: number,
  body = "",
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      ...headers,
    })
    .end(body);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
