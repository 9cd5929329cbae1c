import { MINUTE, plus } from "#app/platform/clock.ts";
import type { Prisma, ShopClient, Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

export type ProblemKind =
  | "shopify_token_revoked"
  | "shopify_access_denied"
  | "meta_token_revoked"
  | "meta_channel_stopped"
  | "meta_token_expires"
  | "number_quality_low"
  | "number_quality_medium"
  | "template_rejected"
  | "template_paused"
  | "no_number"
  | "budget_nearly_used"
  | "budget_used_up"
  | "media_space_used";

export type Severity = "critical" | "warning" | "info";

export interface ProblemView {
  readonly kind: ProblemKind;
  readonly subject: string;
  readonly severity: Severity;
  readonly since: Date;
  readonly facts: Record<string, unknown>;
}

const SEVERITY: Record<ProblemKind, Severity> = {
  shopify_token_revoked: "critical",
  shopify_access_denied: "critical",
  meta_token_revoked: "critical",
  meta_channel_stopped: "critical",
  meta_token_expires: "warning",
  number_quality_low: "critical",
  number_quality_medium: "warning",
  template_rejected: "warning",
  template_paused: "warning",
  no_number: "warning",
  budget_nearly_used: "warning",
  budget_used_up: "critical",
  media_space_used: "warning",
};

/** Faults come in swarms: those of a minute are told in one mail. */
const ALERT_AFTER_MS = MINUTE;

/** Shows a fault to the merchant, or keeps it shown; a cleared one begins anew. New ones are told by mail. */
export async function raiseProblem(
  tx: Transaction,
  kind: ProblemKind,
  subject: string,
  now: Date,
  facts: Record<string, unknown> = {},
): Promise<void> {
  const known = await tx.db.problem.findFirst({ where: { kind, subject } });
  if (!known || known.clearedAt !== null)
    await markDue(tx.sql, "alert", tx.shopId, plus(now, ALERT_AFTER_MS));
  const values = {
    severity: SEVERITY[kind],
    facts: facts as Prisma.InputJsonObject,
    lastSeenAt: now,
    clearedAt: null,
  };
  if (!known) {
    await tx.db.problem.create({
      data: { shopId: tx.shopId, id: newId(), kind, subject, since: now, ...values },
    });
    return;
  }
  await tx.db.problem.updateMany({
    where: { id: known.id },
    data: known.clearedAt === null ? values : { ...values, since: now },
  });
}

/** The check that found a fault finds it mended. */
export async function clearProblem(
  tx: Transaction,
  kind: ProblemKind,
  subject: string,
  now: Date,
): Promise<void> {
  await tx.db.problem.updateMany({ where: { kind, subject, clearedAt: null }, data: { clearedAt: now } });
}

const ORDER: readonly Severity[] = ["critical", "warning", "info"];

/** What is wrong now, the most severe and oldest first. */
export function openProblems(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
): Promise<ProblemView[]> {
  return problemsIn(services.database.shop(shopId));
}

/** As {@link openProblems}, also inside of a transaction. */
export async function problemsIn(db: ShopClient): Promise<ProblemView[]> {
  const rows = await db.problem.findMany({
    where: { clearedAt: null },
    orderBy: { since: "asc" },
    take: 100,
  });
  return rows
    .map((row) => ({
      kind: row.kind as ProblemKind,
      subject: row.subject,
      severity: row.severity as Severity,
      since: row.since,
      facts: row.facts as Record<string, unknown>,
    }))
    .sort((left, right) => ORDER.indexOf(left.severity) - ORDER.indexOf(right.severity));
}
