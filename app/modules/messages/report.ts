import type { StatusPayload } from "#app/integrations/meta/index.ts";
import type { Prices } from "#app/modules/costs/index.ts";
import { costOf } from "./cost.ts";
import { climb, type MessageStatus, type ReportedStatus } from "./ladder.ts";
import { reasonOf } from "./outcome.ts";

/** A message as far as reports move it. */
export interface Reported {
  readonly id: string;
  /** Of the row as it was read; another one after each change. */
  readonly version: string;
  readonly wamid: string | null;
  readonly status: string;
  readonly recipient: string;
  readonly countryCode: string | null;
  readonly contactId: string;
  readonly templateVersionId: string | null;
  /** Kind of automation, else the purpose. */
  readonly origin: string;
  /** What it is about, such as `checkout:<token>`. */
  readonly subject: string | null;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly failedAt: Date | null;
  readonly reason: string | null;
  readonly errorCode: number | null;
  readonly errorDetail: string | null;
  readonly costMicros: bigint | null;
  readonly costCurrency: string | null;
  readonly costSource: string | null;
  readonly pricingCategory: string | null;
  readonly pricingType: string | null;
}

export type Report = Pick<StatusPayload, "id" | "timestamp" | "pricing" | "errors"> & {
  readonly reported: ReportedStatus;
};

const earlier = (known: Date | null, at: Date): Date => (known && known <= at ? known : at);

/** Times that a report makes known: the earliest of each counts, and `read` implies that it was delivered. */
function timesAfter(message: Reported, { reported, timestamp: at }: Report) {
  const { sentAt, deliveredAt, readAt, failedAt } = message;
  if (reported === "failed") return { sentAt, deliveredAt, readAt, failedAt: earlier(failedAt, at) };
  const arrived = reported === "delivered" || reported === "read";
  return {
    sentAt: earlier(sentAt, at),
    // A report of its own is truer than what another one implies.
    deliveredAt: arrived ? earlier(deliveredAt, at) : deliveredAt,
    readAt: reported === "read" ? earlier(readAt, at) : readAt,
    failedAt,
  };
}

/** Meta's price, taken once: it stands on `sent`, or on one of the later reports. */
function priceAfter(message: Reported, { pricing }: Report, prices: Prices) {
  if (!pricing || message.costSource === "meta") return {};
  return {
    costMicros: costOf(message, pricing, prices),
    costCurrency: prices.currency,
    costSource: "meta",
    pricingCategory: pricing.category ?? null,
    pricingType: pricing.type ?? null,
  };
}

function failureAfter(message: Reported, status: MessageStatus, { reported, errors }: Report) {
  if (status !== "failed") return { reason: null, errorCode: null, errorDetail: null };
  if (reported !== "failed") return {};
  const [error] = errors ?? [];
  if (!error && message.status === "failed") return {};
  return {
    reason: error ? reasonOf(error.code) : "refused",
    errorCode: error?.code ?? null,
    errorDetail: (error?.error_data?.details ?? error?.title ?? null)?.slice(0, 1_000) ?? null,
  };
}

/**
 * The message after one report of Meta's; in any order, any number of times.
 * @param prices in the currency of the account that it was sent from
 */
export function afterReport(message: Reported, report: Report, prices: Prices): Reported {
  const status = climb(message.status as MessageStatus, report.reported);
  return {
    ...message,
    status,
    wamid: message.wamid ?? report.id,
    ...timesAfter(message, report),
    ...priceAfter(message, report, prices),
    ...failureAfter(message, status, report),
  };
}

/**
 * What a message may still cost, of what is not charged yet: millionths, 0 once it is charged or has failed. Nothing
 * before its price is known or estimated.
 */
export function costUnderWay(message: Reported): bigint {
  if (message.status === "failed" || isCharged(message)) return 0n;
  return message.costSource === null ? 0n : (message.costMicros ?? 0n);
}

/** Meta charges for what was delivered, at the price that it has named. */
export function isCharged(message: Reported): boolean {
  return message.deliveredAt !== null && message.costSource === "meta";
}
