import { randomUUID } from "node:crypto";
import { createMetaClient, createMetaDispatcher } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { adminFor } from "#app/integrations/shopify/index.ts";
import { watchAdmin } from "#app/modules/shops/index.ts";
import { createShopClock, systemClock } from "#app/platform/clock.ts";
import { createSecretBox } from "#app/platform/crypto.ts";
import { connectDatabase } from "#app/platform/database/connect.ts";
import type { ProcessDatabase } from "#app/platform/database/prisma-database.ts";
import type { Env } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { createMailer } from "#app/platform/mail.ts";
import { createMetrics } from "#app/platform/metrics.ts";
import { type Observer, silentObserver } from "#app/platform/observer.ts";
import { createSignals } from "#app/platform/signals.ts";
import { applyMigrations } from "#prisma/apply.ts";

/** Everything that lives once per process, and the way to end it. */
export interface Container {
  readonly services: Services;
  readonly database: ProcessDatabase;
  close(): Promise<void>;
}

/** PostgreSQL's setting of the session, as every connection must have it. */
async function refuseOtherZones(database: ProcessDatabase): Promise<void> {
  const [row] = await database.sql<{ zone: string }>("SELECT current_setting('TimeZone') AS zone");
  if (row?.zone === "UTC") return;
  throw new Error(
    `The database's sessions are in ${row?.zone}, not in UTC. A pooler in between may drop the setting; let it through.`,
  );
}

/** Opens the store, brings it up to this code and makes the services. Both databases behave alike. */
export async function createContainer(env: Env, observer: Observer = silentObserver): Promise<Container> {
  const log = createLog(env.LOG_LEVEL);
  const database = await connectDatabase(env);
  try {
    await refuseOtherZones(database);
    const applied = await applyMigrations({
      oneConnection: database.opened.oneConnection,
      folder: "prisma/migrations",
      now: systemClock.now,
    });
    if (applied.length > 0) log.info({ applied }, "migrations applied");
  } catch (error) {
    await database.close();
    throw error;
  }
  const dispatcher = createMetaDispatcher();
  const platform = {
    env,
    log,
    metrics: createMetrics(),
    database,
    systemTime: systemClock,
    shopTime: createShopClock(systemClock),
    secrets: createSecretBox(env.ENCRYPTION_KEYS),
    observer,
    signals: createSignals(),
    mailer: createMailer(env),
    processId: randomUUID(),
  };
  const meta = createMetaClient({
    baseUrl: env.GRAPH_BASE_URL,
    version: env.GRAPH_VERSION,
    appId: env.META_APP_ID,
    appSecret: env.META_APP_SECRET,
    dispatcher,
  });
  return {
    services: {
      ...platform,
      meta,
      admin: (shopId) => watchAdmin(platform, shopId, adminFor(platform, shopId)),
    },
    database,
    async close() {
      platform.mailer?.close();
      await dispatcher.close();
      await database.close();
    },
  };
}
