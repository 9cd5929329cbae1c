import { AUTOMATION_KINDS } from "#app/modules/automations/kinds.ts";
import { MESSAGE_VIEWS } from "#app/modules/messages/views.ts";
import { PURPOSES } from "#app/modules/templates/purposes.ts";
import { DAY, plus } from "#app/platform/clock.ts";

/** Tabs of the screen, in their order. */
export const VIEWS = [...MESSAGE_VIEWS, "replies"] as const;
export type View = (typeof VIEWS)[number];

export const PERIODS = ["1d", "7d", "30d", "90d", "365d"] as const;
export type PeriodName = (typeof PERIODS)[number];
export const USUAL_PERIOD: PeriodName = "30d";

export const CATEGORIES = ["MARKETING", "UTILITY", "SERVICE"] as const;

/** Why something was left out, and why something failed; most frequent first. */
export const NOT_SENT_REASONS = [
  "budget",
  "no_consent",
  "no_phone",
  "bought",
  "replied",
  "stopped",
  "expired",
  "too_old",
  "once_per_days",
  "below_minimum",
  "sold_out",
  "unusable_number",
  "us_marketing",
  "switched_off",
  "cart_gone",
  "order_gone",
  "cancelled",
  "no_link",
  "contact_deleted",
  "uninstalled",
] as const;
export const FAILED_REASONS = [
  "not_on_whatsapp",
  "limited_by_meta",
  "opted_out",
  "blocked",
  "window_closed",
  "text_paused",
  "text_disabled",
  "text_missing",
  "text_mismatch",
  "refused",
  "gave_up",
] as const;
export const REASONS = [...NOT_SENT_REASONS, ...FAILED_REASONS, "no_answer"] as const;
export type ReasonName = (typeof REASONS)[number];

/** The filters beside the period, by their name in the address. */
export const FILTERS = ["number", "automation", "template", "country", "category", "reason"] as const;
export type FilterName = (typeof FILTERS)[number];

/** Takes whatever narrows the list out of the address. */
export const UNFILTERED = Object.fromEntries([...FILTERS, "period", "q"].map((name) => [name, null]));

/** What an address asks of the list. */
export interface Asked {
  readonly view: View;
  readonly period: PeriodName;
  readonly search: string;
  readonly filters: Readonly<Record<FilterName, string | null>>;
  readonly after: string | null;
  readonly before: string | null;
}

const KNOWN: Readonly<Record<Exclude<FilterName, "country" | "number">, readonly string[]>> = {
  automation: AUTOMATION_KINDS,
  template: PURPOSES,
  category: CATEGORIES,
  reason: REASONS,
};

function filterIn(params: URLSearchParams, name: FilterName): string | null {
  const value = params.get(name);
  if (!value) return null;
  if (name === "country") return /^[A-Z]{2}$/.test(value) ? value : null;
  // Meta's id of a phone number is opaque.
  if (name === "number") return /^[\w-]{1,64}$/.test(value) ? value : null;
  return KNOWN[name].includes(value) ? value : null;
}

/** Reads an address; what makes no sense in it is left out. */
export function readAsked(params: URLSearchParams): Asked {
  return {
    view: VIEWS.find((view) => view === params.get("view")) ?? "all",
    period: PERIODS.find((period) => period === params.get("period")) ?? USUAL_PERIOD,
    search: (params.get("q") ?? "").slice(0, 200),
    filters: {
      number: filterIn(params, "number"),
      automation: filterIn(params, "automation"),
      template: filterIn(params, "template"),
      country: filterIn(params, "country"),
      category: filterIn(params, "category"),
      reason: filterIn(params, "reason"),
    },
    after: params.get("after"),
    before: params.get("before"),
  };
}

/** @param now shop time */
export function beginOf(period: PeriodName, now: Date): Date {
  return plus(now, -Number.parseInt(period, 10) * DAY);
}

export function isNarrowed(asked: Asked): boolean {
  return asked.search !== "" || FILTERS.some((name) => asked.filters[name] !== null);
}

/** Reasons that fit a view. */
export function reasonsIn(view: View): readonly ReasonName[] {
  if (view === "failed") return FAILED_REASONS;
  return view === "not_sent" ? NOT_SENT_REASONS : REASONS;
}
