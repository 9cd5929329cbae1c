import type { CatalogueEntry } from "./catalogue/entry.ts";
import { HOUSE } from "./catalogue/house.ts";
import { KITCHEN } from "./catalogue/kitchen.ts";
import { TABLE } from "./catalogue/table.ts";
import { TEXTILES } from "./catalogue/textiles.ts";

/** What Casa Aurora sells. */
export const CATALOGUE: readonly CatalogueEntry[] = [...KITCHEN, ...TABLE, ...TEXTILES, ...HOUSE];
