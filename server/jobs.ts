import type { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import { importShop } from "#app/modules/imports/index.ts";
import { IMPORT_SHOP } from "#app/modules/shops/index.ts";
import { asShopId } from "#app/platform/ids.ts";

const ofShop = z.object({ shopId: z.string() });

const JOBS: Readonly<Record<string, (services: Services, payload: unknown) => Promise<void>>> = {
  [IMPORT_SHOP]: (services, payload) => importShop(services, asShopId(ofShop.parse(payload).shopId)),
};

/** Seconds; doubled each time. */
const RETRIES = { retryLimit: 8, retryDelay: 5, retryBackoff: true } as const;

/**
 * Rare work in the background, kept in the database. Every process may ask for it; workers do it.
 * @param works whether this process is a worker
 */
export async function startJobs(services: Services, boss: PgBoss, works: boolean): Promise<void> {
  await boss.start();
  for (const [name, run] of Object.entries(JOBS)) {
    // Of one shop at most one waits and one runs.
    await boss.createQueue(name, { policy: "stately", ...RETRIES });
    if (!works) continue;
    await boss.work(name, { pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const job of jobs) await run(services, job.data);
    });
  }
}
