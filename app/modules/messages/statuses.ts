import { problemOfCode, readCallbackData, type StatusPayload } from "#app/integrations/meta/index.ts";
import { setReachability } from "#app/modules/contacts/index.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import { addFigure } from "#app/modules/figures/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { costOf } from "./cost.ts";
import { climb, type MessageStatus, type ReportedStatus, reportedStatus } from "./ladder.ts";
import { reasonOf } from "./outcome.ts";
import { learnFrom } from "./record.ts";

/** Where news of a message come from. */
export interface StatusNews {
  readonly shop: ShopProfile;
  readonly phoneNumberId: string;
  /** Shop time. */
  readonly now: Date;
  /** `delivery:<id>` */
  readonly causedBy: string;
}

type MessageRow = NonNullable<Awaited<ReturnType<Transaction["db"]["message"]["findFirst"]>>>;

/** Our own id is believed only for the shop that the phone number belongs to; else the wamid decides. */
async function findMessage(tx: Transaction, news: StatusNews, status: StatusPayload) {
  const ours = readCallbackData(status.biz_opaque_callback_data);
  if (ours?.shopId === tx.shopId) {
    const known = await tx.db.message.findFirst({
      where: { id: ours.messageId, phoneNumberId: news.phoneNumberId },
    });
    if (known) return known;
  }
  return tx.db.message.findFirst({ where: { wamid: status.id } });
}

/** Times that this report makes known: `read` implies that it was delivered. */
function timesOf(message: MessageRow, reported: ReportedStatus, at: Date) {
  const failed = reported === "failed";
  return {
    sentAt: message.sentAt ?? (failed ? null : at),
    deliveredAt: message.deliveredAt ?? (reported === "delivered" || reported === "read" ? at : null),
    readAt: message.readAt ?? (reported === "read" ? at : null),
    failedAt: message.failedAt ?? (failed ? at : null),
  };
}

/** Meta's price, taken once: it stands on `sent`, or on one of the later reports. */
function priceOf(message: MessageRow, status: StatusPayload) {
  if (!status.pricing || message.costSource === "meta") return undefined;
  const cost = costOf(message, status.pricing);
  return {
    costMicros: cost.costMicros,
    costCurrency: cost.currency,
    costSource: "meta",
    pricingCategory: status.pricing.category ?? null,
    pricingType: status.pricing.type ?? null,
  };
}

async function count(
  tx: Transaction,
  news: StatusNews,
  message: MessageRow,
  times: ReturnType<typeof timesOf>,
  price: ReturnType<typeof priceOf>,
  at: Date,
): Promise<void> {
  const origin = message.automationKind ?? message.purpose;
  const { timeZone } = news.shop;
  if (!message.deliveredAt && times.deliveredAt) {
    await addFigure(tx, { metric: "messages_delivered", at, timeZone, amount: 1n, origin });
    await setReachability(tx, message.contactId, "usable", news.now);
  }
  if (!message.readAt && times.readAt) {
    await addFigure(tx, { metric: "messages_read", at, timeZone, amount: 1n, origin });
  }
  if (price && price.costMicros > 0n) {
    const { costMicros: amount, costCurrency: currency } = price;
    await addFigure(tx, { metric: "message_cost", at, timeZone, amount, currency, origin });
  }
}

/**
 * One report of Meta's about a message; in any order, any number of times, also before the send's answer.
 * @returns false where the message is not ours: sent from the phone, in coexistence
 */
export async function applyStatus(
  tx: Transaction,
  news: StatusNews,
  status: StatusPayload,
): Promise<boolean> {
  const reported = reportedStatus(status.status);
  const message = await findMessage(tx, news, status);
  if (!message) return false;
  if (!reported) return true;
  const at = status.timestamp;
  const next = climb(message.status as MessageStatus, reported);
  const times = timesOf(message, reported, at);
  const price = priceOf(message, status);
  const error = next === "failed" ? status.errors?.[0] : undefined;
  await tx.db.message.updateMany({
    where: { id: message.id },
    data: {
      status: next,
      wamid: message.wamid ?? status.id,
      ...times,
      ...price,
      acceptedAt: message.acceptedAt ?? at,
      ...(next === "failed"
        ? {
            reason: error ? reasonOf(error.code) : "refused",
            errorCode: error?.code ?? null,
            errorDetail: error?.error_data?.details ?? error?.title ?? null,
          }
        : { reason: null, errorCode: null, errorDetail: null }),
      updatedAt: news.now,
    },
  });
  await count(tx, news, message, times, price, at);
  if (next === message.status) return true;
  await appendEvent(tx, {
    kind: `message.${next}`,
    subject: `message:${message.id}`,
    contactId: message.contactId,
    actor: "meta",
    occurredAt: at,
    recordedAt: news.now,
    causedBy: news.causedBy,
    facts: error ? { code: error.code } : {},
  });
  if (error) {
    const problem = problemOfCode(error.code, error.error_data?.details ?? error.title ?? "", 400);
    await learnFrom(tx, message, news.phoneNumberId, problem, news.now);
  }
  return true;
}
