import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { LATEST_DECISIONS } from "./list.sql.ts";

/** What was decided last in a run of an automation. */
export interface LatestDecision {
  readonly runId: string;
  readonly outcome: string;
  readonly reason: string;
  readonly facts: unknown;
}

/** The latest decision of each run that has one, by the run's id. */
export async function latestDecisions(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
  runIds: readonly string[],
): Promise<Map<string, LatestDecision>> {
  const rows = await services.database.sql<LatestDecision>(LATEST_DECISIONS, [shopId, [...runIds]]);
  return new Map(rows.map((row) => [row.runId, row]));
}
