import { type DayFigure, localDay, readFigures } from "#app/modules/figures/index.ts";
import { numbersOf } from "#app/modules/numbers/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { templatesOf } from "#app/modules/templates/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type Blocked, blockedBy } from "./blocked.ts";
import { purposesOf } from "./cart-settings.ts";
import { ENDED, STARTED } from "./counted.ts";
import type { AutomationKind } from "./kinds.ts";
import { type AutomationView, automationsOf } from "./queries.ts";

/** An amount in one currency; reports never add across currencies. */
export interface Amount {
  readonly currency: string;
  /** Minor units of sales, millionths of costs. */
  readonly amount: bigint;
}

/** What an automation did in the last 30 days. */
export interface AutomationFigures {
  /** Runs that began, watched ones included. */
  readonly started: number;
  readonly messages: number;
  readonly delivered: number;
  readonly read: number;
  readonly tapped: number;
  readonly recovered: number;
  readonly revenue: readonly Amount[];
  /** As Meta has confirmed it. */
  readonly cost: readonly Amount[];
}

/** Runs that ended for one reason. */
export interface RunEnd {
  readonly reason: string;
  readonly count: number;
}

export interface AutomationReport extends AutomationView {
  readonly blocked: Blocked | null;
  readonly figures: AutomationFigures;
  /** Runs of the last 30 days that ended without having sent everything, the commonest reason first. */
  readonly ends: readonly RunEnd[];
}

type Needs = Pick<PlatformServices, "database" | "shopTime">;

export const REPORT_DAYS = 30;

function amountsOf(figures: readonly DayFigure[], metric: string): Amount[] {
  const sums = new Map<string, bigint>();
  for (const figure of figures) {
    if (figure.metric === metric)
      sums.set(figure.currency, (sums.get(figure.currency) ?? 0n) + figure.amount);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount })).filter(({ amount }) => amount !== 0n);
}

function figuresOf(figures: readonly DayFigure[]): AutomationFigures {
  const count = (metric: string) =>
    Number(figures.reduce((sum, one) => (one.metric === metric ? sum + one.amount : sum), 0n));
  return {
    started: count(STARTED),
    messages: count("messages_sent"),
    delivered: count("messages_delivered"),
    read: count("messages_read"),
    tapped: count("clicks"),
    recovered: count("recovered_orders"),
    revenue: amountsOf(figures, "recovered_sales"),
    cost: amountsOf(figures, "message_cost"),
  };
}

function endsOf(figures: readonly DayFigure[]): RunEnd[] {
  const sums = new Map<string, number>();
  for (const { metric, amount } of figures) {
    if (!metric.startsWith(ENDED)) continue;
    const reason = metric.slice(ENDED.length);
    sums.set(reason, (sums.get(reason) ?? 0) + Number(amount));
  }
  return [...sums]
    .map(([reason, count]) => ({ reason, count }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count);
}

/** Every automation with why it is blocked, and with what it did in the last 30 days of the shop's calendar. */
export async function automationReports(services: Needs, shopId: ShopId): Promise<AutomationReport[]> {
  const db = services.database.shop(shopId);
  const now = services.shopTime.now();
  const { timeZone } = await getShop(services, shopId);
  const from = plus(localDay(now, timeZone), -(REPORT_DAYS - 1) * DAY);
  const figures = await readFigures(db, from, localDay(now, timeZone));
  const hasNumber = (await numbersOf(services, shopId)).some((number) => number.state === "connected");
  const texts = await templatesOf(services, shopId);
  const views = await automationsOf(services, shopId);
  return views.map((view) => {
    const own = figures.filter((figure) => figure.origin === view.kind);
    return {
      ...view,
      blocked: blockedBy(purposesOf(view.kind, view.cart ?? {}), hasNumber, texts),
      figures: figuresOf(own),
      ends: endsOf(own),
    };
  });
}

export async function automationReport(
  services: Needs,
  shopId: ShopId,
  kind: AutomationKind,
): Promise<AutomationReport> {
  const report = (await automationReports(services, shopId)).find((one) => one.kind === kind);
  if (!report) throw new Error(`no automation ${kind}`);
  return report;
}
