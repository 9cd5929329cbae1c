import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import { checkoutPayload, recencyOf } from "#app/integrations/shopify/index.ts";
import { saveCheckout } from "#app/modules/checkouts/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { type ImportResult, importPages, page } from "./pages.ts";

const ABANDONED = /* GraphQL */ `
  query abandonedCarts($search: String!, $after: String) {
    abandonedCheckouts(first: 50, after: $after, query: $search, sortKey: CREATED_AT) {
      nodes {
        id
        abandonedCheckoutUrl
        createdAt
        updatedAt
        completedAt
        totalPriceSet {
          shopMoney { amount currencyCode }
          presentmentMoney { amount currencyCode }
        }
        customer {
          id
          firstName
          lastName
          locale
          defaultEmailAddress { emailAddress }
          defaultPhoneNumber { phoneNumber }
        }
        shippingAddress { firstName lastName phone countryCodeV2 }
        lineItems(first: 20) {
          nodes {
            title
            variantTitle
            quantity
            product { id }
            variant { id }
            originalUnitPriceSet { presentmentMoney { amount } }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const cart = z.object({
  id: z.string(),
  abandonedCheckoutUrl: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  completedAt: z.string().nullish(),
  totalPriceSet: z.object({ shopMoney: money, presentmentMoney: money }),
  customer: z
    .object({
      id: z.string(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      locale: z.string().nullish(),
      defaultEmailAddress: z.object({ emailAddress: z.string().nullish() }).nullish(),
      defaultPhoneNumber: z.object({ phoneNumber: z.string().nullish() }).nullish(),
    })
    .nullish(),
  shippingAddress: z
    .object({
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      phone: z.string().nullish(),
      countryCodeV2: z.string().nullish(),
    })
    .nullish(),
  lineItems: z.object({
    nodes: z.array(
      z.object({
        title: z.string().nullish(),
        variantTitle: z.string().nullish(),
        quantity: z.number(),
        product: z.object({ id: z.string() }).nullish(),
        variant: z.object({ id: z.string() }).nullish(),
        originalUnitPriceSet: z.object({ presentmentMoney: z.object({ amount: z.string() }) }).nullish(),
      }),
    ),
  }),
});
type Cart = z.infer<typeof cart>;

const answer = z.object({ abandonedCheckouts: page(cart) });

/** The Admin API gives no token of a checkout; it stands in the recovery address. */
export function tokenIn(cartId: string, recoveryUrl: string): string {
  return /\/checkouts\/(?:[a-z]{2}\/)?([^/?#]+)\/recover/.exec(recoveryUrl)?.[1] ?? cartId;
}

/** The same cart as the webhook would have told of it. */
function payloadOf(node: Cart) {
  const { shopMoney, presentmentMoney } = node.totalPriceSet;
  return checkoutPayload.parse({
    token: tokenIn(node.id, node.abandonedCheckoutUrl),
    email: node.customer?.defaultEmailAddress?.emailAddress,
    customer_locale: node.customer?.locale,
    created_at: node.createdAt,
    updated_at: node.updatedAt,
    completed_at: node.completedAt,
    currency: shopMoney.currencyCode,
    presentment_currency: presentmentMoney.currencyCode,
    total_price: presentmentMoney.amount,
    total_price_set: {
      shop_money: { amount: shopMoney.amount, currency_code: shopMoney.currencyCode },
      presentment_money: { amount: presentmentMoney.amount, currency_code: presentmentMoney.currencyCode },
    },
    abandoned_checkout_url: node.abandonedCheckoutUrl,
    source_name: "web",
    line_items: node.lineItems.nodes.map((line) => ({
      product_id: line.product?.id,
      variant_id: line.variant?.id,
      title: line.title,
      variant_title: line.variantTitle,
      quantity: line.quantity,
      price: line.originalUnitPriceSet?.presentmentMoney.amount,
    })),
    shipping_address: node.shippingAddress && {
      first_name: node.shippingAddress.firstName,
      last_name: node.shippingAddress.lastName,
      phone: node.shippingAddress.phone,
      country_code: node.shippingAddress.countryCodeV2,
    },
    customer: node.customer && {
      admin_graphql_api_id: node.customer.id,
      first_name: node.customer.firstName,
      last_name: node.customer.lastName,
      phone: node.customer.defaultPhoneNumber?.phoneNumber,
    },
  });
}

/**
 * Takes over the carts that were left since then, so that the merchant sees at once how many could be reached.
 * Nobody is written to because of them: automations count from when they are switched on.
 */
export function importCarts(services: Services, shopId: ShopId, since: Date): Promise<ImportResult> {
  const search = `created_at:>='${since.toISOString()}'`;
  return importPages(services, shopId, {
    document: ABANDONED,
    variables: { search },
    shape: answer,
    connection: (data) => data.abandonedCheckouts,
    async save(tx, node) {
      const payload = payloadOf(node);
      const now = services.shopTime.now();
      await saveCheckout(tx, await shopIn(tx), payload, recencyOf(payload.updated_at, undefined, now), now);
    },
  });
}
