import type { AddressInfo } from "node:net";
import { createInbox, createProcessor } from "#app/modules/deliveries/index.ts";
import type { Env } from "#app/platform/env.ts";
import type { Observer } from "#app/platform/observer.ts";
import { createHttpServer } from "./http.ts";
import { type Loop, startLoop } from "./loop.ts";
import { type Container, createContainer } from "./services.ts";

/** A running process. */
export interface App {
  readonly port: number;
  readonly container: Container;
  /** Finishes what is in hand, then ends: no new requests, no new work. */
  stop(): Promise<void>;
}

/**
 * Starts the roles that ROLE names: `web` answers requests, `worker` does what is due, `all` does both.
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function startApp(env: Env, observer?: Observer): Promise<App> {
  const container = await createContainer(env, observer);
  const { services } = container;
  let ready = false;
  const inbox = createInbox(services);
  const server = createHttpServer({ services, inbox, isReady: () => ready });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(env.PORT, env.HOST, resolve);
    });
  } catch (error) {
    await container.close();
    throw error;
  }
  const loops: Loop[] = [];
  if (env.ROLE !== "web") {
    const processor = createProcessor(services);
    loops.push(
      startLoop({ signals: services.signals, signal: "inbox", log: services.log }, () => processor.drain()),
    );
  }
  ready = true;
  return {
    port: (server.address() as AddressInfo).port,
    container,
    async stop() {
      ready = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
      await inbox.settle();
      await Promise.all(loops.map((loop) => loop.stop()));
      await container.close();
    },
  };
}
