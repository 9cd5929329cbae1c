import { appendEvent } from "#app/modules/events/index.ts";
import { createLink, newLinkCode } from "#app/modules/links/index.ts";
import { enqueueMessage, type MessagePurpose } from "#app/modules/messages/index.ts";
import {
  type ChosenTemplate,
  cartPictureOf,
  type MeaningValues,
  renderTemplate,
  straightTo,
} from "#app/modules/templates/index.ts";
import type { Prisma } from "#app/platform/database/index.ts";
import type { Env } from "#app/platform/env.ts";
import { newId } from "#app/platform/ids.ts";
import { countRuns } from "./counted.ts";
import type { StepDecision } from "./decide.ts";
import type { Run } from "./run.ts";

/** What a step would send. */
export interface PlannedMessage {
  readonly template: ChosenTemplate;
  readonly recipient: string;
  readonly purpose: MessagePurpose;
  readonly picture: string | undefined;
  readonly linkTarget: string | null;
  /** What the shop's analytics call a visit by this link; null where it leads to another's site. */
  readonly campaign: string | null;
  readonly expiresAt: Date;
  readonly values: MeaningValues;
}

/** A decided step: what it saw, and what follows. */
export interface StepPlan {
  readonly decision: StepDecision;
  /** The facts, as the merchant reads them on the message's page. */
  readonly shown: Record<string, unknown>;
  /** Shop time of the step after this one, if there is one. */
  readonly next: Date | undefined;
  readonly message?: PlannedMessage;
}

interface Recorded {
  readonly outcome: "sent" | "watched" | "ended" | "postponed";
  readonly reason: string;
  readonly messageId: string | null;
}

async function queue(run: Run, planned: PlannedMessage, env: Env, decisionId: string): Promise<string> {
  const { tx, enrolment, automation, contact, sender, now } = run;
  if (!sender) throw new Error("a step was decided to send without a number");
  const { template } = planned;
  const id = newId();
  const { link } = template.bindings;
  const isOurs = link !== null && link.base === undefined;
  const code = isOurs && planned.linkTarget ? newLinkCode(tx.shopId) : undefined;
  const linkCode = code ?? straightTo(template, planned.linkTarget);
  const picture = planned.picture ?? cartPictureOf(env);
  const { content, preview } = renderTemplate(template, { values: planned.values, picture, linkCode });
  const isNew = await enqueueMessage(
    tx,
    {
      id,
      dedupeKey: `${automation.kind}:${enrolment.subject}:${enrolment.step}:${contact.id}`,
      phoneNumberId: sender.phoneNumberId,
      contactId: contact.id,
      recipient: planned.recipient,
      countryCode: contact.countryCode,
      purpose: planned.purpose,
      category: template.category,
      templateVersionId: template.versionId,
      automationKind: automation.kind,
      enrolmentId: enrolment.id,
      subject: enrolment.subject,
      step: enrolment.step,
      content,
      preview,
      notBefore: now,
      expiresAt: planned.expiresAt,
      causedBy: `decision:${decisionId}`,
      actor: "system",
    },
    now,
  );
  if (isNew && code && planned.linkTarget && link) {
    const { linkTarget: target, campaign } = planned;
    await createLink(tx, { code, messageId: id, kind: link.kind, target, campaign }, now);
  }
  return id;
}

async function carryOut(run: Run, plan: StepPlan, env: Env, decisionId: string): Promise<Recorded> {
  const { decision } = plan;
  if (decision.outcome === "end") return { outcome: "ended", reason: decision.reason, messageId: null };
  if (decision.outcome === "postpone")
    return { outcome: "postponed", reason: decision.reason, messageId: null };
  if (run.enrolment.mode === "watching" || !plan.message) {
    return { outcome: "watched", reason: "watching", messageId: null };
  }
  const messageId = await queue(run, plan.message, env, decisionId);
  return { outcome: "sent", reason: "due", messageId };
}

/** Where the run stands after this decision. */
function after(run: Run, plan: StepPlan, recorded: Recorded) {
  const { decision } = plan;
  if (decision.outcome === "postpone") return { dueAt: decision.until };
  const ended = { state: "ended", dueAt: null, endedAt: run.now };
  if (decision.outcome === "end") return { ...ended, endReason: decision.reason };
  const step = run.enrolment.step + 1;
  if (!plan.next || recorded.outcome === "ended") return { ...ended, endReason: "completed", step };
  return { step, dueAt: plan.next };
}

/** The decision before, where it put the same step off for the same reason: it is renewed, not told again. */
async function samePostponement(
  { tx, enrolment }: Run,
  recorded: Recorded,
): Promise<{ id: string; times: number } | undefined> {
  if (recorded.outcome !== "postponed") return undefined;
  const last = await tx.db.decision.findFirst({
    where: { enrolmentId: enrolment.id },
    orderBy: { decidedAt: "desc" },
    select: { id: true, step: true, outcome: true, reason: true, facts: true },
  });
  const same =
    last?.step === enrolment.step && last.outcome === "postponed" && last.reason === recorded.reason;
  const { times } = (last?.facts ?? {}) as { times?: unknown };
  return same ? { id: last.id, times: typeof times === "number" ? times : 1 } : undefined;
}

/** Carries a decided step out, and keeps the decision with the facts that it saw. */
export async function carryOutStep(run: Run, plan: StepPlan, env: Env): Promise<void> {
  const { tx, enrolment, contact, now } = run;
  const decisionId = newId();
  const recorded = await carryOut(run, plan, env, decisionId);
  const until = plan.decision.outcome === "postpone" ? { until: plan.decision.until.toISOString() } : {};
  const watched =
    recorded.outcome === "watched" && plan.message
      ? { wouldSend: plan.message.template.name, to: contact.id }
      : {};
  const values = {
    outcome: recorded.outcome,
    reason: recorded.reason,
    facts: { ...plan.shown, ...until, ...watched } as Prisma.InputJsonObject,
    messageId: recorded.messageId,
    decidedAt: now,
  };
  const again = await samePostponement(run, recorded);
  if (again) {
    const facts = { ...values.facts, times: again.times + 1 };
    await tx.db.decision.updateMany({ where: { id: again.id }, data: { ...values, facts } });
  } else
    await tx.db.decision.create({
      data: { shopId: tx.shopId, id: decisionId, enrolmentId: enrolment.id, step: enrolment.step, ...values },
    });
  await tx.db.enrolment.updateMany({
    where: { id: enrolment.id },
    data: { ...after(run, plan, recorded), updatedAt: now },
  });
  if (plan.decision.outcome === "end")
    await countRuns(tx, [
      { kind: run.automation.kind, at: now, ended: { reason: plan.decision.reason, count: 1 } },
    ]);
  if (again) return;
  await appendEvent(tx, {
    kind: `decision.${recorded.outcome}`,
    subject: `enrolment:${enrolment.id}`,
    contactId: contact.id,
    actor: "system",
    occurredAt: now,
    recordedAt: now,
    causedBy: enrolment.causedBy,
    facts: { decision: decisionId, reason: recorded.reason, messageId: recorded.messageId },
  });
}
