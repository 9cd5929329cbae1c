import type { AutomationReport } from "#app/modules/automations/index.ts";

/**
 * A report as JSON has it: bigints and times as text.
 * @param currency that Meta bills in: nothing spent is an amount too
 */
export function toAutomation(report: AutomationReport, currency: string) {
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
      cost: (figures.cost.length > 0 ? figures.cost : [{ currency, amount: 0n }]).map((cost) => ({
        currency: cost.currency,
        amount: cost.amount.toString(),
      })),
    },
  };
}
export type AutomationData = ReturnType<typeof toAutomation>;
