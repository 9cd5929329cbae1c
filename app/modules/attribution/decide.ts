import { DAY, plus, wholeSecond } from "#app/platform/clock.ts";

/** Why an order is counted for a message, or why not. Screens have a sentence for each. */
export type AttributionRule =
  /** The message's link was tapped before paying, within the shop's days. */
  | "tapped"
  /** Written to about this cart, but the link was never tapped. */
  | "not_tapped"
  /** Tapped longer ago than the shop counts. */
  | "tapped_too_long_ago"
  | "test_order"
  | "cancelled";

export interface AttributionMessage {
  readonly id: string;
  readonly tappedAt: Date | null;
  readonly acceptedAt: Date | null;
}

export interface AttributionFacts {
  readonly placedAt: Date;
  readonly test: boolean;
  readonly cancelled: boolean;
  /** Messages of cart recovery about this cart, or tapped by this person. */
  readonly messages: readonly AttributionMessage[];
  readonly attributionDays: number;
}

export interface AttributionVerdict {
  readonly messageId: string;
  readonly counted: boolean;
  readonly rule: AttributionRule;
}

/**
 * The message that an order is counted for: the one tapped last before it was placed. A message that was only
 * delivered or read is named, and not counted.
 * @returns undefined where nobody had written
 */
export function attribute(facts: AttributionFacts): AttributionVerdict | undefined {
  const { placedAt } = facts;
  const isBefore = (time: Date | null) => time !== null && wholeSecond(time) <= placedAt;
  const before = facts.messages.filter((message) => isBefore(message.acceptedAt));
  const tapped = before
    .filter((message) => isBefore(message.tappedAt))
    .sort((left, right) => (right.tappedAt?.getTime() ?? 0) - (left.tappedAt?.getTime() ?? 0));
  const [last] = tapped;
  const latest = [...before].sort(
    (left, right) => (right.acceptedAt?.getTime() ?? 0) - (left.acceptedAt?.getTime() ?? 0),
  )[0];
  const message = last ?? latest;
  if (!message) return undefined;
  const not = (rule: AttributionRule): AttributionVerdict => ({
    messageId: message.id,
    counted: false,
    rule,
  });
  if (facts.test) return not("test_order");
  if (!last?.tappedAt) return not("not_tapped");
  if (last.tappedAt < plus(placedAt, -facts.attributionDays * DAY)) return not("tapped_too_long_ago");
  if (facts.cancelled) return not("cancelled");
  return { messageId: last.id, counted: true, rule: "tapped" };
}
