import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { createAdmin } from "./admin/index.ts";
import { createControl } from "./control/index.ts";
import { createWorld, type Plan, type World } from "./kernel/world.ts";
import { createMailbox, type Mailbox } from "./mailbox/index.ts";
import { createMeta, type Meta } from "./meta/index.ts";
import { createPhone } from "./phone/index.ts";
import { createShopify, type Shopify } from "./shopify/index.ts";
import { createStage } from "./stage/index.ts";
import { createStorefront } from "./storefront/index.ts";

export interface SandboxOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly plan?: Plan;
  /** Where the mail server listens; 0 or nothing takes a free one. */
  readonly mailPort?: number;
}

export interface Sandbox {
  /** http://localhost:PORT */
  readonly origin: string;
  readonly port: number;
  readonly world: World;
  readonly shopify: Shopify;
  readonly meta: Meta;
  readonly mailbox: Mailbox;
  stop(): Promise<void>;
}

/** The port that was asked for belongs to another program. */
export class PortInUseError extends Error {
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is in use. Choose another with SANDBOX_PORT.`);
    this.port = port;
  }
}

/** Of Giulia Rossi, whom the guide's story is about. */
const STORY_PHONE = "+393331234567";

type Server = ReturnType<typeof createAdaptorServer>;

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortInUseError(port) : error);
    });
    server.listen(port, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Event streams and kept-alive connections would hold it open.
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}

/** Starts the stand-ins for Shopify and Meta with their pages. @throws PortInUseError */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const app = new Hono();
  // The port must be known before the parts are made: their payloads and pages carry addresses.
  let allAreMade = (): void => undefined;
  const made = new Promise<void>((resolve) => {
    allAreMade = resolve;
  });
  // Who asks before all parts are there waits for them.
  const server = createAdaptorServer({
    fetch: async (request, bindings) => {
      await made;
      return app.fetch(request, bindings);
    },
  });
  const port = await listen(server, options.port);
  const world = createWorld({ origin: `http://localhost:${port}`, plan: options.plan ?? "plus" });
  const shopify = createShopify(world);
  const meta = createMeta(world);
  const mailbox = await createMailbox(world, options.mailPort ?? 0).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EADDRINUSE" ? new PortInUseError(options.mailPort ?? 0) : error;
  });
  app.route("/shopify", shopify.routes);
  app.route("/graph", meta.routes);
  app.route("/facebook", meta.loginRoutes);
  app.route("/control", createControl(world, meta, shopify, mailbox).routes);
  app.route("/store", createStorefront(world, shopify).routes);
  app.route("/admin", createAdmin(world, shopify).routes);
  app.route("/phone", createPhone(world, meta).routes);
  app.route("/mailbox", mailbox.routes);
  app.route("/", createStage(world, { store: shopify.shop.profile.handle, shopper: STORY_PHONE }).routes);
  allAreMade();
  return {
    origin: world.origin,
    port,
    world,
    shopify,
    meta,
    mailbox,
    async stop() {
      await close(server);
      await mailbox.stop();
      await meta.stop();
      await shopify.stop();
    },
  };
}
