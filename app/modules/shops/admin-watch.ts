import type { AdminClient, ShopifyProblem } from "#app/integrations/shopify/index.ts";
import { clearProblem, openProblems, raiseProblem } from "#app/modules/problems/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { noteDenied } from "./protected-access.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime" | "log">;

async function show(services: Needs, shopId: ShopId, problem: ShopifyProblem): Promise<void> {
  const now = services.shopTime.now();
  await services.database.transaction(shopId, (tx) =>
    raiseProblem(tx, "shopify_token_revoked", "", now, { detail: problem.detail }),
  );
}

async function clear(services: Needs, shopId: ShopId): Promise<void> {
  const open = await openProblems(services, shopId);
  if (!open.some(({ kind }) => kind === "shopify_token_revoked")) return;
  const now = services.shopTime.now();
  await services.database.transaction(shopId, (tx) => clearProblem(tx, "shopify_token_revoked", "", now));
}

/**
 * A shop's Admin client that tells the merchant when Shopify no longer takes our token, and takes that back when it
 * does again; and when Shopify keeps data from us that the app is not approved to read.
 */
export function watchAdmin(services: Needs, shopId: ShopId, client: AdminClient): AdminClient {
  let knownGood = false;
  return {
    async query(document, variables, shape) {
      const result = await client.query(document, variables, shape);
      const { kind = undefined, detail = "" } = result.ok ? {} : result.problem;
      const denied = result.ok ? result.withheld : kind === "access_denied" ? detail : undefined;
      try {
        if (denied !== undefined) await noteDenied(services, shopId, denied);
        if (!result.ok && kind === "unauthorized") await show(services, shopId, result.problem);
        else if (result.ok && !knownGood) {
          knownGood = true;
          await clear(services, shopId);
        }
      } catch (error) {
        services.log.warn({ err: error, shopId }, "a problem with Shopify's access was not recorded");
      }
      return result;
    },
  };
}
