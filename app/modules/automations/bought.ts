import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import type { ShopId } from "#app/platform/ids.ts";

const ORDERS_OF_CHECKOUT = /* GraphQL */ `
  query ordersOfCheckout($search: String!) {
    orders(first: 1, query: $search) {
      nodes { id name }
    }
  }
`;

const answer = z.object({
  orders: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
});

/**
 * Asks Shopify itself whether an order came of this checkout: a webhook is a hint, and may be late or lost.
 * @returns undefined where Shopify could not be asked
 */
export async function boughtAtShopify(
  services: Pick<Services, "admin" | "log">,
  shopId: ShopId,
  checkoutToken: string,
): Promise<boolean | undefined> {
  const search = `checkout_token:${checkoutToken}`;
  const asked = await services.admin(shopId).query(ORDERS_OF_CHECKOUT, { search }, answer);
  if (asked.ok) return asked.value.orders.nodes.length > 0;
  services.log.warn(
    { shopId, problem: asked.problem.kind },
    "Shopify was not asked whether a cart was bought",
  );
  return undefined;
}
