import type { AutomationReport } from "#app/modules/automations/index.ts";
import { rateCard } from "#contracts/meta/rate-card.ts";

/** Nothing spent is an amount too, in the currency of Meta's list. */
const NO_COST = [{ currency: rateCard.currency, amount: 0n }];

/** A report as JSON has it: bigints and times as text. */
export function toAutomation(report: AutomationReport) {
  const { figures, liveSince, cart, blocked, kind, mode, version, waiting } = report;
  return {
    kind,
    mode,
    version,
    waiting,
    blocked,
    liveSince: liveSince?.toISOString() ?? null,
    /** Minutes before each message; null where there is one, at once. */
    delays: cart ? cart.steps.map((step) => step.delayMinutes) : null,
    ends: report.ends,
    figures: {
      ...figures,
      revenue: figures.revenue.map(({ currency, amount }) => ({ currency, amount: amount.toString() })),
      cost: (figures.cost.length > 0 ? figures.cost : NO_COST).map(({ currency, amount }) => ({
        currency,
        amount: amount.toString(),
      })),
    },
  };
}
export type AutomationData = ReturnType<typeof toAutomation>;
