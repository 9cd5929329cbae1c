import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import { productPayload, recencyOf } from "#app/integrations/shopify/index.ts";
import { saveProduct } from "#app/modules/catalog/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { type ImportResult, importPages, page } from "./pages.ts";

const PRODUCTS = /* GraphQL */ `
  query productsWithPictures($after: String) {
    products(first: 50, after: $after) {
      nodes {
        id
        handle
        title
        status
        vendor
        productType
        updatedAt
        featuredMedia { preview { image { url } } }
        variants(first: 50) {
          nodes { id title sku price inventoryQuantity inventoryPolicy }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const product = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  status: z.string(),
  vendor: z.string().nullish(),
  productType: z.string().nullish(),
  updatedAt: z.string(),
  featuredMedia: z
    .object({ preview: z.object({ image: z.object({ url: z.string() }).nullish() }).nullish() })
    .nullish(),
  variants: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        title: z.string().nullish(),
        sku: z.string().nullish(),
        price: z.string().nullish(),
        inventoryQuantity: z.number().nullish(),
        inventoryPolicy: z.string().nullish(),
      }),
    ),
  }),
});

const answer = z.object({ products: page(product) });

/** Takes over the shop's products: a cart's message shows the picture of what is in it. */
export function importProducts(services: Services, shopId: ShopId): Promise<ImportResult> {
  return importPages(services, shopId, {
    document: PRODUCTS,
    variables: {},
    shape: answer,
    connection: (data) => data.products,
    async save(tx, node) {
      const payload = productPayload.parse({
        admin_graphql_api_id: node.id,
        handle: node.handle,
        title: node.title,
        status: node.status.toLowerCase(),
        vendor: node.vendor,
        product_type: node.productType,
        updated_at: node.updatedAt,
        image: { src: node.featuredMedia?.preview?.image?.url },
        variants: node.variants.nodes.map((variant) => ({
          admin_graphql_api_id: variant.id,
          title: variant.title,
          sku: variant.sku,
          price: variant.price,
          inventory_quantity: variant.inventoryQuantity,
          inventory_policy: variant.inventoryPolicy?.toLowerCase(),
        })),
      });
      const now = services.shopTime.now();
      await saveProduct(tx, payload, recencyOf(payload.updated_at, undefined, now), now);
    },
  });
}
