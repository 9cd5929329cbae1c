import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { MINUTE, plus } from "#app/platform/clock.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { FORGOTTEN_ACCESS } from "./protected-access.sql.ts";

/** Shop time between two looks at whether Shopify gives us the data by now. */
const AGAIN_MS = 15 * MINUTE;

/**
 * Names and phones are protected customer data, level 2: without Shopify's approval they are null, with an error beside
 * the data at HTTP 200. Source: shopify.dev, "Protected customer data".
 */
const PROTECTED = /* GraphQL */ `
  query protectedData {
    customers(first: 1) {
      nodes {
        firstName
        defaultPhoneNumber { phoneNumber }
      }
    }
    orders(first: 1) {
      nodes {
        phone
      }
    }
  }
`;

const connection = z.object({ nodes: z.array(z.unknown()) });
const answer = z.object({ customers: connection, orders: connection });

/** Shows that Shopify keeps data from us, and has it looked at again. @param detail Shopify's words */
export async function noteDenied(
  { database, shopTime }: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  detail: string,
): Promise<void> {
  const now = shopTime.now();
  await database.transaction(shopId, async (tx) => {
    await raiseProblem(tx, "shopify_access_denied", "", now, { detail });
    await markDue(tx.sql, "access", shopId, plus(now, AGAIN_MS));
  });
}

type Needs = Pick<Services, "database" | "shopTime" | "admin">;

/** A shop without a customer and an order has nothing that could be kept from us: then it stays as it is. */
async function look(services: Needs, shopId: ShopId): Promise<void> {
  const { database, shopTime, admin } = services;
  const asked = await admin(shopId).query(PROTECTED, {}, answer);
  // What is denied still was shown anew by the watch over the client.
  const isDenied = asked.ok ? asked.withheld !== undefined : asked.problem.kind === "access_denied";
  if (isDenied || (!asked.ok && asked.problem.kind === "not_installed")) return;
  const now = shopTime.now();
  const isRead = asked.ok && asked.value.customers.nodes.length + asked.value.orders.nodes.length > 0;
  await database.transaction(shopId, async (tx) => {
    if (isRead) await clearProblem(tx, "shopify_access_denied", "", now);
    else await markDue(tx.sql, "access", shopId, plus(now, AGAIN_MS));
  });
}

/**
 * Looks again where Shopify kept data from us.
 * @returns how many shops were looked at
 */
export async function checkDueAccess(services: Needs): Promise<number> {
  const { database, shopTime } = services;
  const hints = await readyShops(database.sql, "access", shopTime.now());
  for (const hint of hints)
    if (await consumeHint(database.sql, "access", hint)) await look(services, hint.shopId);
  return hints.length;
}

/** Finds shops whose hint was lost. */
export async function sweepAccess({
  database,
  shopTime,
}: Pick<PlatformServices, "database" | "shopTime">): Promise<void> {
  await database.sql(FORGOTTEN_ACCESS, [plus(shopTime.now(), AGAIN_MS)]);
}
