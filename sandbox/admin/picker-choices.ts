import type { Language } from "#sandbox/page/language.ts";
import type { PlayedShop, Product, Variant } from "#sandbox/shopify/index.ts";

interface Choice {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly picture: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

function variantResource(shop: PlayedShop, product: Product, variant: Variant, language: Language) {
  return {
    id: `gid://shopify/ProductVariant/${variant.id}`,
    title: variant.title[language],
    displayName: `${product.title[language]} - ${variant.title[language]}`,
    sku: variant.sku,
    barcode: variant.barcode,
    price: (shop.convert(variant.priceMinor, shop.profile.currency) / 100).toFixed(2),
    inventoryQuantity: variant.inventory,
    availableForSale: variant.inventory > 0 || variant.inventoryPolicy === "continue",
    product: { id: `gid://shopify/Product/${product.id}`, title: product.title[language] },
  };
}

function productResource(shop: PlayedShop, product: Product, language: Language) {
  return {
    id: `gid://shopify/Product/${product.id}`,
    handle: product.handle,
    title: product.title[language],
    descriptionHtml: product.description[language],
    productType: product.productType[language],
    vendor: product.vendor,
    tags: product.tags,
    status: product.status.toUpperCase(),
    totalVariants: product.variants.length,
    totalInventory: product.variants.reduce((sum, variant) => sum + variant.inventory, 0),
    hasOnlyDefaultVariant: product.options.length === 0,
    images: [{ id: product.imageId, originalSrc: product.pictureUrl, altText: product.title[language] }],
    options: product.options.map((option, index) => ({
      id: option.id,
      name: option.name[language],
      position: index + 1,
      values: option.values.map((value) => value[language]),
    })),
    variants: product.variants.map((variant) => variantResource(shop, product, variant, language)),
  };
}

/** What the resource picker offers for this type; undefined for a type that the admin does not play. */
export function pickerChoices(shop: PlayedShop, type: string, language: Language): Choice[] | undefined {
  if (type === "product") {
    return shop.products().map((product) => {
      const resource = productResource(shop, product, language);
      const detail = product.productType[language];
      return { id: resource.id, title: resource.title, detail, picture: product.pictureUrl, resource };
    });
  }
  if (type !== "variant") return undefined;
  return shop.products().flatMap((product) =>
    product.variants.map((variant) => {
      const resource = variantResource(shop, product, variant, language);
      const detail = shop.format(variant.priceMinor, shop.profile.currency, language);
      return { id: resource.id, title: resource.displayName, detail, picture: product.pictureUrl, resource };
    }),
  );
}
