import { CART_STAGES, type CartStage } from "#app/modules/funnel/stages.ts";

/** Carts of a period that got at least so far; each is a part of the one before. */
export type FunnelCounts = Readonly<Record<CartStage, number>>;

export interface Fall {
  /** The step that people did not reach. */
  readonly step: Exclude<CartStage, "left">;
  readonly lost: number;
}

/** Where most carts were lost; undefined where none was. The earlier of two equal falls, for it can be mended first. */
export function steepestFall(counts: FunnelCounts): Fall | undefined {
  const falls = CART_STAGES.slice(1).map((step, index) => {
    const before = CART_STAGES[index] ?? "left";
    return { step: step as Fall["step"], lost: counts[before] - counts[step] };
  });
  const most = falls.reduce((worst, fall) => (fall.lost > worst.lost ? fall : worst), {
    step: "phone",
    lost: 0,
  } as Fall);
  return most.lost > 0 ? most : undefined;
}
