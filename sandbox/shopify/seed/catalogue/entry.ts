import type { Localized } from "../../model.ts";
import type { MotifName } from "../../pictures/motifs.ts";

/** One product as the shop's owner would write it down. */
export interface CatalogueEntry {
  readonly handle: string;
  readonly title: Localized;
  readonly description: Localized;
  readonly type: keyof typeof TYPES;
  readonly vendor: string;
  /** Euro cents, tax included. */
  readonly price: number;
  readonly was?: number;
  readonly option?: { readonly name: keyof typeof OPTIONS; readonly values: readonly OptionValue[] };
  readonly grams: number;
  readonly motif: MotifName;
  /** Colours of the picture: the object and its accent. */
  readonly colours: readonly [string, string];
  readonly background: string;
}

interface OptionValue {
  readonly it: string;
  readonly en: string;
  /** Added to the price, euro cents. */
  readonly more?: number;
}

export const TYPES = {
  kitchen: { it: "Cucina", en: "Kitchen" },
  coffee: { it: "Caffè e tè", en: "Coffee & tea" },
  table: { it: "Tavola", en: "Tableware" },
  textiles: { it: "Tessili", en: "Textiles" },
  light: { it: "Luce", en: "Lighting" },
  decor: { it: "Decorazione", en: "Decor" },
} as const satisfies Record<string, Localized>;

export const OPTIONS = {
  size: { it: "Misura", en: "Size" },
  colour: { it: "Colore", en: "Colour" },
  scent: { it: "Profumo", en: "Scent" },
} as const satisfies Record<string, Localized>;
