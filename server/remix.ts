import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild, writeReadableStreamToWritable } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { Services } from "#app/integrations/services.ts";
import { readBody } from "./body.ts";
import { documentPolicy, isSignup, newNonce, secure, shopOf, signupPolicy } from "./security-headers.ts";

/** The embedded admin, and the window in which a person signs in at Meta: their files and documents. */
export interface Screens {
  /** Whether a path is one of them. */
  owns(path: string): boolean;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Loads the built screens, so that the first merchant does not wait for it. */
  load(): Promise<void>;
}

/** Forms of the admin are small. */
const MAX_FORM_BYTES = 256 * 1024;
const PATHS = /^\/($|__manifest$|(app|auth|assets)(\/|$)|signup$)/;

type Handle = ReturnType<typeof createRequestHandler>;

async function loadBuild(services: Services, folder: string): Promise<Handle | undefined> {
  const file = resolve(folder, "server", "index.js");
  if (!existsSync(file)) return undefined;
  // Shopify's library reads App Bridge's address from here when it is imported, and from nowhere else (6.0.1).
  process.env.APP_BRIDGE_URL = services.env.SHOPIFY_APP_BRIDGE_URL;
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  return createRequestHandler(build, "production");
}

function toHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && !name.startsWith(":")) headers.append(name, one);
    }
  }
  return headers;
}

function abortedWith(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

async function answer(
  services: Services,
  handle: Handle,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Not resolved against the address: `//host/path` would name another host.
  const url = new URL(`${new URL(services.env.APP_URL).origin}${request.url ?? "/"}`);
  const reads = request.method === "GET" || request.method === "HEAD";
  const body = reads ? undefined : await readBody(request, MAX_FORM_BYTES);
  if (!reads && !body) {
    response.writeHead(413, { connection: "close", "x-content-type-options": "nosniff" }).end("too large");
    return;
  }
  const nonce = newNonce();
  const policy = isSignup(url)
    ? signupPolicy(services.env, nonce)
    : documentPolicy(services.env, nonce, shopOf(url));
  const answered = await handle(
    new Request(url, {
      method: request.method ?? "GET",
      headers: toHeaders(request),
      signal: abortedWith(response),
      ...(body ? { body: new Uint8Array(body) } : {}),
    }),
    { services, nonce, policy },
  );
  secure(answered.headers, services.env, url, policy);
  response.statusCode = answered.status;
  for (const [name, value] of answered.headers) response.appendHeader(name, value);
  if (answered.body && request.method !== "HEAD")
    await writeReadableStreamToWritable(answered.body, response);
  else response.end();
}

/** @param folder where `npm run build` has put the screens */
export function createScreens(services: Services, folder = "build"): Screens {
  let loading: Promise<Handle | undefined> | undefined;
  const load = () => {
    loading ??= loadBuild(services, folder);
    return loading;
  };
  const app = express();
  app.disable("x-powered-by");
  app.use(compression());
  const files = {
    index: false,
    redirect: false,
    setHeaders: (response: ServerResponse) => response.setHeader("x-content-type-options", "nosniff"),
  };
  // Names of built files contain a hash of what is in them.
  app.use(
    "/assets",
    express.static(join(folder, "client", "assets"), { ...files, immutable: true, maxAge: "1y" }),
  );
  app.use("/assets", (_request, response) => {
    response.status(404).type("text/plain").set("x-content-type-options", "nosniff").send("not found");
  });
  app.use((request, response, next) => {
    load()
      .then((handle) => {
        if (handle) return answer(services, handle, request, response);
        response.status(503).type("text/plain").send("The screens are not built. Run `npm run build`.");
        return undefined;
      })
      .catch(next);
  });
  app.use(
    (
      error: unknown,
      request: express.Request,
      response: express.Response,
      _next: express.NextFunction,
    ): void => {
      services.log.error({ err: error, path: request.path }, "a screen failed");
      if (response.headersSent) response.destroy();
      else response.status(500).type("text/plain").send("failed");
    },
  );
  return {
    owns: (path) => PATHS.test(path),
    handle: (request, response) => app(request, response),
    async load() {
      await load();
    },
  };
}
