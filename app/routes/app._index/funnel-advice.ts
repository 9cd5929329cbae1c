/** Carts of a period by how far they got; each is a part of the one before. */
export interface FunnelCounts {
  readonly left: number;
  readonly withPhone: number;
  readonly withConsent: number;
  readonly writtenTo: number;
  readonly cameBack: number;
}

export const FUNNEL_STEPS = ["left", "withPhone", "withConsent", "writtenTo", "cameBack"] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export interface Fall {
  /** The step that people did not reach. */
  readonly step: Exclude<FunnelStep, "left">;
  readonly lost: number;
}

/** Where most carts were lost; undefined where none was. The earlier of two equal falls, for it can be mended first. */
export function steepestFall(counts: FunnelCounts): Fall | undefined {
  const falls = FUNNEL_STEPS.slice(1).map((step, index) => {
    const before = FUNNEL_STEPS[index] ?? "left";
    return { step: step as Fall["step"], lost: counts[before] - counts[step] };
  });
  const most = falls.reduce((worst, fall) => (fall.lost > worst.lost ? fall : worst), {
    step: "withPhone",
    lost: 0,
  } as Fall);
  return most.lost > 0 ? most : undefined;
}
