import { contactName, maskPhone, peopleOf } from "#app/modules/contacts/index.ts";
import { accountCurrency, pricesIn } from "#app/modules/costs/index.ts";
import type { Actor } from "#app/modules/events/index.ts";
import { figuresLast, localDay } from "#app/modules/figures/index.ts";
import { latestDecisions } from "#app/modules/messages/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import { categoryOf } from "#app/modules/templates/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { purposesOf } from "./cart-settings.ts";
import { endWaiting } from "./enrol.ts";
import type { AutomationKind } from "./kinds.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

/** A person who is half-way through an automation. */
export interface PersonInside {
  readonly runId: string;
  readonly person: string;
  /** Masked. */
  readonly phone: string;
  /** The step that comes next, from 0. */
  readonly step: number;
  readonly startedAt: Date;
  readonly dueAt: Date | null;
  /** Why the step was put off, if it was. */
  readonly postponed: string | null;
  readonly watched: boolean;
}

/** A message that would have gone out, had the automation been live. */
export interface WatchedMessage {
  readonly decisionId: string;
  readonly runId: string;
  readonly person: string;
  readonly phone: string;
  readonly at: Date;
  readonly step: number;
  readonly purpose: string;
  /** The cart's total as a person writes it; null for order news. */
  readonly total: string | null;
  /** Millionths of `currency`, from the rate card; null where it has no price. */
  readonly costMicros: bigint | null;
  readonly currency: string;
}

const MOST = 50;
const WATCHED_DAYS = 30;

/** Who waits for the next step, the soonest first. Uses enrolment_waiting_idx. */
export async function peopleInside(
  services: Needs,
  shopId: ShopId,
  kind: AutomationKind,
): Promise<PersonInside[]> {
  const db = services.database.shop(shopId);
  const automation = await db.automation.findFirst({ where: { kind }, select: { id: true } });
  if (!automation) return [];
  const runs = await db.enrolment.findMany({
    where: { state: "waiting", automationId: automation.id },
    orderBy: { dueAt: "asc" },
    take: MOST,
  });
  const people = await peopleOf(
    db,
    runs.map(({ contactId }) => contactId),
  );
  const decided = await latestDecisions(
    services,
    shopId,
    runs.map(({ id }) => id),
  );
  return runs.map((run) => {
    const latest = decided.get(run.id);
    const contact = people.get(run.contactId);
    return {
      runId: run.id,
      person: contactName(contact),
      phone: maskPhone(contact?.phone ?? null),
      step: run.step,
      startedAt: run.startedAt,
      dueAt: run.dueAt,
      postponed: latest?.outcome === "postponed" ? latest.reason : null,
      watched: run.mode === "watching",
    };
  });
}

/** What would have gone out in the last 30 days, the newest first. Uses enrolment_watched_idx. */
export async function watchedMessages(
  services: Needs,
  shopId: ShopId,
  kind: AutomationKind,
): Promise<WatchedMessage[]> {
  const db = services.database.shop(shopId);
  const automation = await db.automation.findFirst({ where: { kind } });
  if (!automation) return [];
  const purposes = purposesOf(kind, automation.settings);
  const { timeZone } = await shopIn({ db });
  const today = localDay(services.shopTime.now(), timeZone);
  const prices = await pricesIn(db, await accountCurrency(db), today);
  const runs = await db.enrolment.findMany({
    where: {
      automationId: automation.id,
      mode: "watching",
      state: { in: ["waiting", "ended"] },
      startedAt: { gte: plus(services.shopTime.now(), -WATCHED_DAYS * DAY) },
      decisions: { some: { outcome: "watched" } },
    },
    orderBy: { startedAt: "desc" },
    take: MOST,
  });
  const people = await peopleOf(
    db,
    runs.map(({ contactId }) => contactId),
  );
  const decisions = await db.decision.findMany({
    where: { enrolmentId: { in: runs.map(({ id }) => id) }, outcome: "watched" },
    orderBy: { decidedAt: "desc" },
  });
  const messages = runs.flatMap((run) => {
    const contact = people.get(run.contactId);
    const own = decisions.filter(({ enrolmentId }) => enrolmentId === run.id);
    return own.map((decision): WatchedMessage => {
      const facts = decision.facts as { total?: unknown };
      const purpose = purposes[decision.step] ?? purposes.at(-1) ?? "order_confirmed";
      const recipient = { countryCode: contact?.countryCode ?? null, recipient: contact?.phone ?? "" };
      return {
        decisionId: decision.id,
        runId: run.id,
        person: contactName(contact),
        phone: maskPhone(contact?.phone ?? null),
        at: decision.decidedAt,
        step: decision.step,
        purpose,
        total: typeof facts.total === "string" ? facts.total : null,
        costMicros: prices.priceOf(recipient, categoryOf(purpose)),
        currency: prices.currency,
      };
    });
  });
  return messages.sort((left, right) => right.at.getTime() - left.at.getTime()).slice(0, MOST);
}

/** The merchant takes one person out; their waiting message is taken back. @returns false where it had ended already */
export async function endRun(services: Needs, shopId: ShopId, runId: string, actor: Actor): Promise<boolean> {
  const now = services.shopTime.now();
  const end = async (tx: Transaction): Promise<boolean> => {
    const waiting = await tx.db.enrolment.findFirst({ where: { id: runId, state: "waiting" } });
    if (!waiting) return false;
    return (await endWaiting(tx, { id: runId }, "switched_off", now, null, actor)) > 0;
  };
  return services.database.transaction(shopId, (tx) => figuresLast(tx, () => end(tx)));
}
