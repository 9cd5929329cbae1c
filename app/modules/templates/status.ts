import type {
  TemplateCategoryValue,
  TemplateQualityValue,
  TemplateStatusValue,
} from "#app/integrations/meta/index.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { wholeSecond } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";

export type VersionStatus = "draft" | "pending" | "approved" | "rejected" | "paused" | "disabled";

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

/** Meta decided about a text, or changed its mind. @returns false where the text is not one of this shop's */
export async function applyTemplateStatus(
  tx: Transaction,
  value: TemplateStatusValue,
  news: { readonly occurredAt: Date; readonly now: Date; readonly causedBy: string },
): Promise<boolean> {
  const version = await tx.db.templateVersion.findFirst({
    where: { metaTemplateId: value.message_template_id },
    include: { template: true },
  });
  const status = STATUS_OF_META[value.event];
  if (!version) return false;
  // Meta tries again what it got no answer for: news from before the last decision undo nothing.
  if (!status || (version.decidedAt && news.occurredAt < wholeSecond(version.decidedAt))) return true;
  // The same news in another delivery: nothing is told twice.
  const known = status === "pending" || version.decidedAt?.getTime() === news.occurredAt.getTime();
  if (version.status === status && known) return true;
  const reason = value.rejection_info?.reason ?? (value.reason === "NONE" ? null : (value.reason ?? null));
  await tx.db.templateVersion.updateMany({
    where: { id: version.id },
    data: {
      status,
      rejectedReason: status === "rejected" ? reason : null,
      ...(status === "pending" ? {} : { decidedAt: news.occurredAt }),
      updatedAt: news.now,
    },
  });
  const subject = `${version.template.name}:${version.language}`;
  const facts = { name: version.template.name, language: version.language, reason };
  if (status === "rejected") await raiseProblem(tx, "template_rejected", subject, news.now, facts);
  else if (status === "paused" || status === "disabled")
    await raiseProblem(tx, "template_paused", subject, news.now, facts);
  else if (status === "approved") {
    await clearProblem(tx, "template_rejected", subject, news.now);
    await clearProblem(tx, "template_paused", subject, news.now);
    // Steps that waited for this text are decided now.
    await markDue(tx.sql, "enrolment", tx.shopId, news.now);
  }
  await appendEvent(tx, {
    kind: `template.${status}`,
    subject: `template:${version.template.name}`,
    actor: "meta",
    occurredAt: news.occurredAt,
    recordedAt: news.now,
    causedBy: news.causedBy,
    facts,
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
