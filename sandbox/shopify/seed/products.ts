import type { Localized, Product, Variant } from "../model.ts";
import type { PictureOf } from "../pictures/index.ts";
import type { SeededRandom } from "../random.ts";
import type { ShopState } from "../state.ts";
import { DAY } from "../time.ts";
import { type CatalogueEntry, OPTIONS, TYPES } from "./catalogue/entry.ts";
import { CATALOGUE } from "./catalogue.ts";

const DEFAULT_TITLE: Localized = { it: "Default Title", en: "Default Title" };

/** The file name of a product's picture. */
export function pictureName(handle: string): string {
  return `${handle}.png`;
}

export function pictureList(): ReadonlyMap<string, PictureOf> {
  return new Map(CATALOGUE.map((entry) => [pictureName(entry.handle), entry]));
}

/** A GTIN-13 of the range for use within a company, with its check digit. */
function barcode(number: number): string {
  const digits = `29${String(number).padStart(10, "0")}`;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function variantsOf(
  state: ShopState,
  random: SeededRandom,
  entry: CatalogueEntry,
  productId: string,
  number: number,
  at: { createdAt: Date; updatedAt: Date },
): Variant[] {
  const values = entry.option?.values ?? [DEFAULT_TITLE];
  return values.map((value, index): Variant => {
    const more = "more" in value ? (value.more ?? 0) : 0;
    const soldOut = random.chance(0.05);
    return {
      id: state.ids.next("ProductVariant"),
      productId,
      inventoryItemId: state.ids.next("InventoryItem"),
      position: index + 1,
      title: { it: value.it, en: value.en },
      options: entry.option ? [{ it: value.it, en: value.en }] : [],
      sku: `CA-${String(number).padStart(3, "0")}-${index + 1}`,
      barcode: barcode(number * 100 + index),
      grams: entry.grams,
      priceMinor: entry.price + more,
      compareAtMinor: entry.was === undefined ? null : entry.was + more,
      inventory: soldOut && number > 4 ? 0 : random.between(6, 140),
      inventoryPolicy: "deny",
      ...at,
    };
  });
}

function productOf(
  state: ShopState,
  random: SeededRandom,
  entry: CatalogueEntry,
  number: number,
  now: Date,
): Product {
  const id = state.ids.next("Product");
  const createdAt = new Date(now.getTime() - random.between(560, 880) * DAY);
  const updatedAt = new Date(now.getTime() - random.between(1, 30) * DAY);
  const type = TYPES[entry.type];
  return {
    id,
    handle: entry.handle,
    title: entry.title,
    description: entry.description,
    vendor: entry.vendor,
    productType: type,
    tags: [type.it.toLowerCase(), ...(entry.was === undefined ? [] : ["offerta"])],
    options: entry.option
      ? [
          {
            id: state.ids.next("ProductOption"),
            name: OPTIONS[entry.option.name],
            values: entry.option.values.map(({ it, en }) => ({ it, en })),
          },
        ]
      : [],
    variants: variantsOf(state, random, entry, id, number, { createdAt, updatedAt }),
    imageId: state.ids.next("MediaImage"),
    pictureUrl: `${state.origin}/shopify/pictures/${pictureName(entry.handle)}`,
    status: "active",
    createdAt,
    updatedAt,
  };
}

export function seedProducts(state: ShopState, random: SeededRandom, now: Date): void {
  for (const [index, entry] of CATALOGUE.entries())
    state.addProduct(productOf(state, random, entry, index + 1, now));
}
