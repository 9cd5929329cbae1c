import type { AddressInfo } from "node:net";
import { createInbox } from "#app/modules/deliveries/index.ts";
import { createTapWriter } from "#app/modules/links/index.ts";
import type { Env } from "#app/platform/env.ts";
import type { Observer } from "#app/platform/observer.ts";
import { createHttpServer } from "./http.ts";
import { startJobs } from "./jobs.ts";
import { createScreens, type Screens } from "./remix.ts";
import { type Container, createContainer } from "./services.ts";
import { followShopClock } from "./shop-clock.ts";
import { createWork } from "./work.ts";

/** A running process. */
export interface App {
  readonly port: number;
  readonly container: Container;
  /** The merchant's screens; a worker has none. */
  readonly screens: Screens | undefined;
  /** Does everything that waits or is due now, until nothing follows from it. */
  settle(): Promise<void>;
  /** Looks for work whose hint was lost, and for what a dead worker left behind. */
  sweep(): Promise<void>;
  /** Finishes what is in hand, then ends: no new requests, no new work. */
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly observer?: Observer;
}

/**
 * Starts the roles that ROLE names: `web` answers requests, `worker` does what is due, `all` does both.
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function startApp(env: Env, options: AppOptions = {}): Promise<App> {
  const container = await createContainer(env, options.observer);
  const { services } = container;
  let ready = false;
  const inbox = createInbox(services);
  const taps = createTapWriter(services);
  const work = createWork(services);
  const screens = env.ROLE === "worker" ? undefined : createScreens(services);
  const server = createHttpServer({
    services,
    inbox,
    taps,
    isReady: () => ready,
    ...(env.SHOP_CLOCK_URL
      ? {
          followClock: async () => {
            await followShopClock(services);
            await work.settle();
          },
        }
      : {}),
    screens,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(env.PORT, env.HOST, resolve);
    });
    await followShopClock(services);
    await startJobs(services, container.database.boss, env.ROLE !== "web");
  } catch (error) {
    server.close();
    await container.close();
    throw error;
  }
  if (env.ROLE !== "web") work.start();
  ready = true;
  return {
    port: (server.address() as AddressInfo).port,
    container,
    screens,
    async settle() {
      await taps.settle();
      await work.settle();
    },
    sweep: () => work.sweep(),
    async stop() {
      ready = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
      await inbox.settle();
      await taps.settle();
      await work.stop();
      await container.close();
    },
  };
}
