import * as house from "./motifs-house.ts";
import * as kitchen from "./motifs-kitchen.ts";
import * as table from "./motifs-table.ts";
import * as textiles from "./motifs-textiles.ts";

const { moka, cup, mug, teapot, jar, board, pan, pot, knife, rollingPin, bottle, mortar, utensils } = kitchen;

/** Every object that can be drawn. */
export const MOTIFS = {
  moka,
  cup,
  mug,
  teapot,
  jar,
  board,
  pan,
  pot,
  knife,
  rollingPin,
  bottle,
  mortar,
  utensils,
  ...table,
  ...house,
  ...textiles,
} satisfies Record<string, kitchen.Motif>;

export type MotifName = keyof typeof MOTIFS;

/** Objects that hang on a wall or are seen from above: no table behind them. */
export const WITHOUT_TABLE: ReadonlySet<MotifName> = new Set<MotifName>([
  "plates",
  "cutlery",
  "clock",
  "mirror",
  "pendant",
  "towels",
  "knife",
  "rollingPin",
]);
