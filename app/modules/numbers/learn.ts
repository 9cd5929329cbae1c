import type { SendEndpoint } from "#app/integrations/meta/index.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { wholeSecond } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";

/** What Meta tells of a number between two checks. */
export interface NumberNews {
  readonly verifiedName?: string;
  /** Meta's tier, such as TIER_2K. */
  readonly messagingLimit?: string;
  /** Messages a second. */
  readonly throughput?: number;
}

const digits = (number: string) => number.replaceAll(/\D/g, "");

function numbersOfWaba(tx: Transaction, wabaId: string) {
  return tx.db.phoneNumber.findMany({ where: { wabaId }, take: 50 });
}

/**
 * Keeps what Meta tells of an account's numbers, or of one of them; what was asked for since is newer.
 * @param which the number as Meta writes it, in whatever way
 */
export async function learnOfNumbers(
  tx: Transaction,
  which: { readonly wabaId: string; readonly displayPhoneNumber?: string },
  news: NumberNews,
  when: { readonly occurredAt: Date; readonly now: Date },
): Promise<void> {
  const { displayPhoneNumber } = which;
  for (const number of await numbersOfWaba(tx, which.wabaId)) {
    const isMeant =
      displayPhoneNumber === undefined || digits(number.displayPhoneNumber) === digits(displayPhoneNumber);
    if (!isMeant || (number.checkedAt && when.occurredAt < wholeSecond(number.checkedAt))) continue;
    await tx.db.phoneNumber.updateMany({
      where: { id: number.id },
      data: { ...news, updatedAt: when.now },
    });
  }
}

/**
 * Keeps by which endpoint the promotions of an account, or of the account of one number, leave: its business has accepted
 * the terms of the Marketing Messages API, or Meta has refused the other one.
 */
export async function learnMarketingEndpoint(
  tx: Transaction,
  whose: { readonly wabaId: string } | { readonly phoneNumberId: string },
  endpoint: SendEndpoint,
  now: Date,
): Promise<void> {
  const number =
    "wabaId" in whose
      ? whose
      : await tx.db.phoneNumber.findFirst({
          where: { phoneNumberId: whose.phoneNumberId },
          select: { wabaId: true },
        });
  if (!number) return;
  const { wabaId } = number;
  const { count } = await tx.db.phoneNumber.updateMany({
    where: { wabaId, marketingEndpoint: { not: endpoint } },
    data: { marketingEndpoint: endpoint, updatedAt: now },
  });
  if (count === 0) return;
  await appendEvent(tx, {
    kind: "account.marketing_endpoint",
    subject: `waba:${wabaId}`,
    actor: "meta",
    occurredAt: now,
    recordedAt: now,
    facts: { endpoint },
  });
}

/** Meta lets nothing go out from the account. @param detail why, in Meta's words */
export async function accountStopped(
  tx: Transaction,
  wabaId: string,
  detail: string,
  now: Date,
): Promise<void> {
  for (const { phoneNumberId, state } of await numbersOfWaba(tx, wabaId))
    if (state === "connected") await raiseProblem(tx, "meta_channel_stopped", phoneNumberId, now, { detail });
}

/** The account works again. */
export async function accountReturned(tx: Transaction, wabaId: string, now: Date): Promise<void> {
  for (const { phoneNumberId } of await numbersOfWaba(tx, wabaId))
    await clearProblem(tx, "meta_channel_stopped", phoneNumberId, now);
}
