import { contactName, maskPhone } from "#app/modules/contacts/index.ts";
import type { Actor } from "#app/modules/events/index.ts";
import { estimateCost } from "#app/modules/messages/index.ts";
import { categoryOf } from "#app/modules/templates/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
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
  /** Millionths of `currency`, from the rate card. */
  readonly costMicros: bigint;
  readonly currency: string;
}

const CONTACT = {
  select: { firstName: true, lastName: true, profileName: true, phone: true, countryCode: true },
} as const;
const MOST = 50;
const WATCHED_DAYS = 30;

/** Who waits for the next step, the soonest first. Uses enrolment (shop_id, state, due_at). */
export async function peopleInside(
  services: Needs,
  shopId: ShopId,
  kind: AutomationKind,
): Promise<PersonInside[]> {
  const runs = await services.database.shop(shopId).enrolment.findMany({
    where: { state: "waiting", automation: { is: { kind } } },
    include: { contact: CONTACT, decisions: { orderBy: { decidedAt: "desc" }, take: 1 } },
    orderBy: { dueAt: "asc" },
    take: MOST,
  });
  return runs.map((run) => {
    const [latest] = run.decisions;
    return {
      runId: run.id,
      person: contactName(run.contact),
      phone: maskPhone(run.contact.phone),
      step: run.step,
      startedAt: run.startedAt,
      dueAt: run.dueAt,
      postponed: latest?.outcome === "postponed" ? latest.reason : null,
      watched: run.mode === "watching",
    };
  });
}

/** What would have gone out in the last 30 days, the newest first. */
export async function watchedMessages(
  services: Needs,
  shopId: ShopId,
  kind: AutomationKind,
): Promise<WatchedMessage[]> {
  const db = services.database.shop(shopId);
  const automation = await db.automation.findFirst({ where: { kind } });
  if (!automation) return [];
  const purposes = purposesOf(kind, automation.settings);
  const runs = await db.enrolment.findMany({
    where: {
      automationId: automation.id,
      mode: "watching",
      state: { in: ["waiting", "ended"] },
      startedAt: { gte: plus(services.shopTime.now(), -WATCHED_DAYS * DAY) },
      decisions: { some: { outcome: "watched" } },
    },
    include: {
      contact: CONTACT,
      decisions: { where: { outcome: "watched" }, orderBy: { decidedAt: "desc" } },
    },
    orderBy: { startedAt: "desc" },
    take: MOST,
  });
  const messages = runs.flatMap((run) =>
    run.decisions.map((decision): WatchedMessage => {
      const facts = decision.facts as { total?: unknown };
      const purpose = purposes[decision.step] ?? purposes.at(-1) ?? "order_confirmed";
      const recipient = { countryCode: run.contact.countryCode, recipient: run.contact.phone ?? "" };
      const cost = estimateCost(recipient, categoryOf(purpose));
      return {
        decisionId: decision.id,
        runId: run.id,
        person: contactName(run.contact),
        phone: maskPhone(run.contact.phone),
        at: decision.decidedAt,
        step: decision.step,
        purpose,
        total: typeof facts.total === "string" ? facts.total : null,
        ...cost,
      };
    }),
  );
  return messages.sort((left, right) => right.at.getTime() - left.at.getTime()).slice(0, MOST);
}

/** The merchant takes one person out; their waiting message is taken back. @returns false where it had ended already */
export async function endRun(services: Needs, shopId: ShopId, runId: string, actor: Actor): Promise<boolean> {
  const now = services.shopTime.now();
  return services.database.transaction(shopId, async (tx) => {
    const waiting = await tx.db.enrolment.findFirst({ where: { id: runId, state: "waiting" } });
    if (!waiting) return false;
    return (await endWaiting(tx, { id: runId }, "switched_off", now, null, actor)) > 0;
  });
}
