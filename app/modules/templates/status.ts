import type {
  TemplateCategoryValue,
  TemplateQualityValue,
  TemplateStatusValue,
} from "#app/integrations/meta/index.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { HOUR, plus, SECOND, wholeSecond } from "#app/platform/clock.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { UNASSIGNED } from "./purposes.ts";

/** `replaced`: Meta has another in its place. */
export type VersionStatus =
  | "draft"
  | "pending"
  | "approved"
  | "rejected"
  | "paused"
  | "disabled"
  | "replaced";

/** What we call each event or status of Meta's; others change nothing. */
export const STATUS_OF_META: Readonly<Record<string, VersionStatus>> = {
  APPROVED: "approved",
  REINSTATED: "approved",
  UNARCHIVED: "approved",
  PENDING: "pending",
  IN_APPEAL: "pending",
  REJECTED: "rejected",
  PAUSED: "paused",
  FLAGGED: "approved",
  DISABLED: "disabled",
  ARCHIVED: "disabled",
  DELETED: "disabled",
  PENDING_DELETION: "disabled",
  LIMIT_EXCEEDED: "rejected",
};

/** How long Meta lets a text rest for low quality, by the title of its news. Source: Meta, "Template pausing". */
const REST_MS: Readonly<Record<string, number>> = { FIRST_PAUSE: 3 * HOUR, SECOND_PAUSE: 6 * HOUR };

/** Meta's clock may be behind ours, and what it tells are whole seconds. */
const BEHIND_MS = 5 * SECOND;

/** What Meta decided of a text, from a webhook or from its list. */
export interface Decision {
  readonly status: VersionStatus;
  readonly reason: string | null;
  readonly advice: string | null;
  readonly pausedUntil: Date | null;
  readonly occurredAt: Date;
  readonly now: Date;
  readonly causedBy: string | null;
}

type Version = Prisma.TemplateVersionGetPayload<{ include: { template: true } }>;

/** The version that Meta's id means: of a text that was changed the newest. */
export function versionAtMeta(tx: Transaction, metaTemplateId: string): Promise<Version | null> {
  return tx.db.templateVersion.findFirst({
    where: { metaTemplateId, status: { not: "replaced" } },
    orderBy: { createdAt: "desc" },
    include: { template: true },
  });
}

async function showProblem(tx: Transaction, version: Version, decided: Decision): Promise<void> {
  const { status, reason, now } = decided;
  const subject = `${version.template.name}:${version.language}`;
  const facts = { name: version.template.name, language: version.language, reason, id: version.templateId };
  if (status === "rejected") await raiseProblem(tx, "template_rejected", subject, now, facts);
  else if (status === "paused" || status === "disabled")
    await raiseProblem(tx, "template_paused", subject, now, facts);
  else if (status === "approved") {
    await clearProblem(tx, "template_rejected", subject, now);
    await clearProblem(tx, "template_paused", subject, now);
    // Steps that waited for this text are decided now.
    await markDue(tx.sql, "enrolment", tx.shopId, now);
  }
}

/**
 * Keeps what Meta decided of a text, shows or takes back what is wrong, and tells it in the event log. A change of an
 * approved text takes its place once it is approved itself; until then, and where it is rejected, the older one is sent.
 */
export async function decide(tx: Transaction, version: Version, decided: Decision): Promise<void> {
  const { status, reason, occurredAt, now } = decided;
  const { metaTemplateId } = version;
  await tx.db.templateVersion.updateMany({
    where: { id: version.id },
    data: {
      status,
      rejectedReason: status === "rejected" ? reason : null,
      rejectedAdvice: status === "rejected" ? decided.advice : null,
      pausedUntil: status === "paused" ? decided.pausedUntil : null,
      ...(status === "pending" ? {} : { decidedAt: occurredAt }),
      updatedAt: now,
    },
  });
  // What stops the text stops the one that is still sent, too.
  const older = { metaTemplateId, id: { not: version.id }, status: { not: "replaced" } };
  if (status === "approved")
    await tx.db.templateVersion.updateMany({ where: older, data: { status: "replaced", updatedAt: now } });
  if (status === "paused" || status === "disabled")
    await tx.db.templateVersion.updateMany({ where: older, data: { status, updatedAt: now } });
  // Of texts that nothing sends nobody needs to be told.
  if (version.template.purpose !== UNASSIGNED) await showProblem(tx, version, decided);
  await appendEvent(tx, {
    kind: `template.${status}`,
    subject: `template:${version.template.name}`,
    actor: "meta",
    occurredAt,
    recordedAt: now,
    causedBy: decided.causedBy,
    facts: { name: version.template.name, language: version.language, reason },
  });
}

/** Meta decided about a text, or changed its mind. @returns false where the text is not one of this shop's */
export async function applyTemplateStatus(
  tx: Transaction,
  value: TemplateStatusValue,
  news: { readonly occurredAt: Date; readonly now: Date; readonly causedBy: string },
): Promise<boolean> {
  const version = await versionAtMeta(tx, value.message_template_id);
  const status = STATUS_OF_META[value.event];
  if (!version) {
    // Made elsewhere: it is found when the account is looked at.
    await markDue(tx.sql, "texts", tx.shopId, news.now);
    return false;
  }
  // Meta tries again what it got no answer for: news from before the last decision undo nothing.
  if (!status || (version.decidedAt && news.occurredAt < wholeSecond(version.decidedAt))) return true;
  // Nor do news of the text as it was before it was changed.
  if (version.submittedAt && news.occurredAt < plus(version.submittedAt, -BEHIND_MS)) return true;
  // The same news in another delivery: nothing is told twice.
  const known = status === "pending" || version.decidedAt?.getTime() === news.occurredAt.getTime();
  if (version.status === status && known) return true;
  const rest = REST_MS[value.other_info?.title ?? ""];
  await decide(tx, version, {
    ...news,
    status,
    reason: value.rejection_info?.reason ?? (value.reason === "NONE" ? null : (value.reason ?? null)),
    advice: value.rejection_info?.recommendation ?? null,
    pausedUntil: rest === undefined ? null : plus(news.occurredAt, rest),
  });
  return true;
}

export async function applyTemplateQuality(
  tx: Transaction,
  value: TemplateQualityValue,
  now: Date,
): Promise<void> {
  await tx.db.templateVersion.updateMany({
    where: { metaTemplateId: value.message_template_id },
    data: { qualityScore: value.new_quality_score, updatedAt: now },
  });
}

/** A notice of 24 hours names the coming category; only the actual change counts. */
export async function applyTemplateCategory(
  tx: Transaction,
  value: TemplateCategoryValue,
  now: Date,
): Promise<void> {
  if (value.correct_category) return;
  await tx.db.templateVersion.updateMany({
    where: { metaTemplateId: value.message_template_id },
    data: { category: value.new_category, updatedAt: now },
  });
}
