import { gid } from "../ids.ts";
import { rawId } from "../json.ts";
import type { Product, Variant } from "../model.ts";
import { decimal } from "../money.ts";
import type { ShopState } from "../state.ts";
import { identity, type Payload, time } from "./shared.ts";

/** The description as the API gives it: HTML. */
export function descriptionHtml(product: Product): string {
  const escaped = product.description.it
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  return `<p>${escaped}</p>`;
}

function variantPayload(state: ShopState, variant: Variant): Payload {
  const { currency } = state.profile;
  return {
    ...identity("ProductVariant", variant.id),
    barcode: variant.barcode,
    compare_at_price: variant.compareAtMinor === null ? null : decimal(variant.compareAtMinor, currency),
    created_at: time(state, variant.createdAt),
    inventory_policy: variant.inventoryPolicy,
    position: variant.position,
    price: decimal(variant.priceMinor, currency),
    product_id: rawId(variant.productId),
    sku: variant.sku,
    taxable: true,
    title: variant.title.it,
    updated_at: time(state, variant.updatedAt),
    option1: variant.options[0]?.it ?? "Default Title",
    option2: variant.options[1]?.it ?? null,
    option3: null,
    image_id: null,
    inventory_item_id: rawId(variant.inventoryItemId),
    inventory_quantity: variant.inventory,
    old_inventory_quantity: variant.inventory,
  };
}

function imagePayload(state: ShopState, product: Product): Payload {
  return {
    ...identity("MediaImage", product.imageId),
    position: 1,
    product_id: rawId(product.id),
    created_at: time(state, product.createdAt),
    updated_at: time(state, product.createdAt),
    alt: product.title.it,
    width: 600,
    height: 600,
    src: product.pictureUrl,
    variant_ids: [],
  };
}

function optionsPayload(product: Product): Payload[] {
  return product.options.map((option, index) => ({
    name: option.name.it,
    id: rawId(option.id),
    product_id: rawId(product.id),
    position: index + 1,
    values: option.values.map(({ it }) => it),
  }));
}

/** products/create and products/update. */
export function productPayload(state: ShopState, product: Product): Payload {
  const image = imagePayload(state, product);
  return {
    ...identity("Product", product.id),
    body_html: descriptionHtml(product),
    created_at: time(state, product.createdAt),
    handle: product.handle,
    product_type: product.productType.it,
    published_at: product.status === "active" ? time(state, product.createdAt) : null,
    template_suffix: null,
    title: product.title.it,
    updated_at: time(state, product.updatedAt),
    vendor: product.vendor,
    status: product.status,
    published_scope: "web",
    tags: product.tags.join(", "),
    variants: product.variants.map((variant) => variantPayload(state, variant)),
    options: optionsPayload(product),
    images: [image],
    image,
    media: [],
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: gid("ProductVariant", variant.id),
      updated_at: variant.updatedAt.toISOString(),
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}
