import { rawId } from "../json.ts";
import type { Product } from "../model.ts";
import { convert, formatMoney } from "../money.ts";
import { productPayload } from "../payloads/product.ts";
import type { PlayedShop, ProductPatch } from "../played-shop.ts";
import { found } from "../state.ts";
import type { Engine } from "./engine.ts";

type ProductOperations = Pick<
  PlayedShop,
  "products" | "product" | "variant" | "updateProduct" | "deleteProduct" | "convert" | "format"
>;

function applyTo(product: Product, patch: ProductPatch, at: Date): void {
  if (patch.title) product.title = patch.title;
  if (patch.description) product.description = patch.description;
  if (patch.status) product.status = patch.status;
  for (const variant of product.variants) {
    if (patch.variantId !== undefined && variant.id !== patch.variantId) continue;
    if (patch.priceMinor !== undefined) variant.priceMinor = patch.priceMinor;
    if (patch.compareAtMinor !== undefined) variant.compareAtMinor = patch.compareAtMinor;
    if (patch.inventory !== undefined) variant.inventory = patch.inventory;
    variant.updatedAt = at;
  }
  product.updatedAt = at;
}

export function productOperations(engine: Engine): ProductOperations {
  return {
    products: () => [...engine.state.products.values()].filter(({ status }) => status === "active"),
    product: (idOrHandle) =>
      engine.state.products.get(idOrHandle) ??
      [...engine.state.products.values()].find(({ handle }) => handle === idOrHandle),
    variant: (id) => engine.state.variants.get(id),
    updateProduct(id, patch) {
      const product = found(engine.state.products.get(id), `product ${id}`);
      applyTo(product, patch, engine.now());
      engine.tell("products/update", productPayload(engine.state, product));
      return product;
    },
    deleteProduct(id) {
      const product = found(engine.state.products.get(id), `product ${id}`);
      engine.state.products.delete(id);
      for (const variant of product.variants) engine.state.variants.delete(variant.id);
      engine.tell("products/delete", { id: rawId(id) });
    },
    convert,
    format: formatMoney,
  };
}
