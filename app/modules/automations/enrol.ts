import type { CheckoutRow } from "#app/modules/checkouts/index.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { type Reason, takeBackQueued } from "#app/modules/messages/index.ts";
import type { OrderRow } from "#app/modules/orders/index.ts";
import { HOUR, MINUTE, plus, wholeSecond } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId } from "#app/platform/ids.ts";
import { CONFIRM_AGAIN, END_WAITING } from "./automations.sql.ts";
import { readCartSettings } from "./cart-settings.ts";
import { countRuns, type RunChange } from "./counted.ts";
import type { OrderKind } from "./kinds.ts";

/** Why a run ended. Screens have a sentence for each. */
export type EndReason =
  | "completed"
  | "bought"
  | "replied"
  | "stopped"
  | "switched_off"
  | "no_consent"
  | "no_phone"
  | "unusable_number"
  | "us_marketing"
  | "below_minimum"
  | "once_per_days"
  | "too_old"
  | "cart_gone"
  | "order_gone"
  | "cancelled"
  | "sold_out"
  | "no_link"
  | "uninstalled";

/** Ends that new activity in the same cart may undo: what was missing can have been added. */
const RESTARTABLE = new Set(["no_consent", "no_phone", "below_minimum", "sold_out"]);
/** An automation that a late webhook tells of old carts writes to nobody. */
const OLDEST_CART_MS = 36 * HOUR;

/** Whether something that happened then is not from before the automation was switched on. */
function countsFor<Row extends { readonly liveSince: Date | null }>(
  automation: Row | null,
  happenedAt: Date,
): automation is Row {
  return automation?.liveSince != null && happenedAt >= wholeSecond(automation.liveSince);
}

/** A cart was touched: its run begins, or its first step moves. */
export async function enrolCart(
  tx: Transaction,
  checkout: CheckoutRow,
  now: Date,
  causedBy: string,
): Promise<void> {
  if (checkout.state !== "open" || !checkout.contactId) return;
  const automation = await tx.db.automation.findFirst({
    where: { kind: "cart_recovery", mode: { not: "off" } },
  });
  if (!countsFor(automation, checkout.lastActivityAt)) return;
  if (checkout.lastActivityAt < plus(now, -OLDEST_CART_MS)) return;
  const [first] = readCartSettings(automation.settings).steps;
  const dueAt = plus(checkout.lastActivityAt, (first?.delayMinutes ?? 60) * MINUTE);
  const subject = `checkout:${checkout.token}`;
  const known = await tx.db.enrolment.findFirst({ where: { automationId: automation.id, subject } });
  if (known) {
    const restarts = known.state === "ended" && RESTARTABLE.has(known.endReason ?? "");
    if (known.step > 0 || !(known.state === "waiting" || restarts)) return;
    const { count } = await tx.db.enrolment.updateMany({
      where: { id: known.id, step: 0, state: known.state, endReason: known.endReason },
      data: {
        state: "waiting",
        endReason: null,
        endedAt: null,
        contactId: checkout.contactId,
        dueAt,
        ...(restarts ? { startedAt: checkout.lastActivityAt } : {}),
        causedBy,
        updatedAt: now,
      },
    });
    // Somebody has moved or ended it since it was read: what holds now decides.
    if (count === 0) return enrolCart(tx, checkout, now, causedBy);
    // It has not ended after all.
    if (restarts && known.endReason)
      await countRuns(tx, [
        {
          kind: automation.kind,
          at: known.endedAt ?? now,
          ended: { reason: known.endReason, count: -1 },
        },
      ]);
  } else {
    await tx.db.enrolment.create({
      data: {
        shopId: tx.shopId,
        id: newId(),
        automationId: automation.id,
        contactId: checkout.contactId,
        subject,
        mode: automation.mode,
        state: "waiting",
        dueAt,
        // When the cart was touched, not when we heard of it: what was bought in between ends the run.
        startedAt: checkout.lastActivityAt,
        causedBy,
        updatedAt: now,
      },
    });
    await countRuns(tx, [{ kind: automation.kind, at: checkout.lastActivityAt, started: 1 }]);
  }
  await markDue(tx.sql, "enrolment", tx.shopId, dueAt);
}

/** Only what is younger than this is told: a late bulk fulfilment writes to nobody. */
export const OLDEST_ORDER_NEWS_MS = 48 * HOUR;
/** Sold at a till, drafted by staff, or renewed by a subscription: nobody waits for a message. */
const NOT_FOR_SOURCES = /^(pos|shopify_draft_order|subscription_contract.*|android|iphone)$/;

export interface OrderNews {
  readonly kind: OrderKind;
  readonly order: OrderRow;
  /** `order:<gid>` or `fulfillment:<gid>`: one message for each. */
  readonly subject: string;
  /** When it happened, shop time. */
  readonly happenedAt: Date;
  readonly now: Date;
  readonly causedBy: string;
}

/** Something happened to an order: its message is decided at once. */
export async function enrolOrderNews(tx: Transaction, news: OrderNews): Promise<void> {
  const { order, now } = news;
  if (!order.contactId || order.test || order.deletedAt || NOT_FOR_SOURCES.test(order.sourceName ?? ""))
    return;
  if (news.happenedAt < plus(now, -OLDEST_ORDER_NEWS_MS)) return;
  const automation = await tx.db.automation.findFirst({ where: { kind: news.kind, mode: { not: "off" } } });
  if (!countsFor(automation, news.happenedAt)) return;
  const { count } = await tx.db.enrolment.createMany({
    data: [
      {
        shopId: tx.shopId,
        id: newId(),
        automationId: automation.id,
        contactId: order.contactId,
        subject: news.subject,
        mode: automation.mode,
        state: "waiting",
        dueAt: now,
        startedAt: now,
        causedBy: news.causedBy,
        updatedAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return;
  await countRuns(tx, [{ kind: news.kind, at: now, started: 1 }]);
  await markDue(tx.sql, "enrolment", tx.shopId, now);
}

/** So long after an order its confirmation is still worth telling. */
const STILL_NEWS_MS = HOUR;

/**
 * Who agrees on the thank-you page had not agreed when the order came, a moment before: its confirmation is decided
 * anew.
 */
export async function confirmAfterConsent(tx: Transaction, contactId: string, now: Date): Promise<void> {
  const since = plus(now, -STILL_NEWS_MS);
  const again = await tx.sql<{ endedAt: Date | null }>(CONFIRM_AGAIN, [tx.shopId, contactId, since, now]);
  if (again.length === 0) return;
  await markDue(tx.sql, "enrolment", tx.shopId, now);
  await countRuns(
    tx,
    again.map(({ endedAt }): RunChange => {
      const undone = { reason: "no_consent", count: -1 };
      return { kind: "order_confirmed", at: endedAt ?? now, ended: undone };
    }),
  );
}

export type WhichEnrolments =
  | { readonly automationId: string }
  | { readonly id: string }
  | { readonly subject: string }
  /** Runs of cart recovery alone: order news go on after a reply or a purchase. */
  | { readonly cartsOf: string; readonly begunBy?: Date };

/** Ends runs that wait, and takes back their messages that wait in the lane. @returns how many ended */
export async function endWaiting(
  tx: Transaction,
  which: WhichEnrolments,
  reason: EndReason,
  now: Date,
  causedBy: string | null,
  actor: Actor = "system",
): Promise<number> {
  const where =
    "cartsOf" in which
      ? {
          contactId: which.cartsOf,
          automation: { is: { kind: "cart_recovery" } },
          ...(which.begunBy ? { startedAt: { lte: which.begunBy } } : {}),
        }
      : which;
  // A run of one message has ended while that message still waits in the lane: it is taken back too.
  const runs = await tx.db.enrolment.findMany({
    where: {
      ...where,
      OR: [
        { state: "waiting" },
        { state: "ended", endReason: "completed", updatedAt: { gte: plus(now, -72 * HOUR) } },
      ],
    },
    select: { id: true, contactId: true, automation: { select: { kind: true } } },
    take: 1_000,
  });
  if (runs.length === 0) return 0;
  const ids = runs.map((run) => run.id);
  const ended = await tx.sql<{ id: string }>(END_WAITING, [tx.shopId, ids, reason, now]);
  const taken = TAKEN_BACK[reason];
  if (taken) await takeBackQueued(tx, { enrolmentIds: ids }, taken, now);
  const endedIds = new Set(ended.map(({ id }) => id));
  const endedRuns = runs.filter(({ id }) => endedIds.has(id));
  for (const run of endedRuns) {
    await appendEvent(tx, {
      kind: "enrolment.ended",
      subject: `enrolment:${run.id}`,
      contactId: run.contactId,
      actor,
      occurredAt: now,
      recordedAt: now,
      causedBy,
      facts: { reason },
    });
  }
  await countRuns(
    tx,
    endedRuns.map(
      ({ automation }): RunChange => ({ kind: automation.kind, at: now, ended: { reason, count: 1 } }),
    ),
  );
  return endedRuns.length;
}

/** What the waiting message of an ended run says; ends that no message can have followed are absent. */
const TAKEN_BACK: Partial<Record<EndReason, Reason>> = {
  bought: "bought",
  replied: "replied",
  stopped: "stopped",
  switched_off: "switched_off",
};
