import { contactName } from "#app/modules/contacts/index.ts";
import { ALERT_AFTER_MS, SERVICE_WINDOW_MS } from "#app/modules/messages/index.ts";
import type { ProblemKind } from "#app/modules/problems/index.ts";
import { plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { ProblemTold, ReplyTold } from "./compose.ts";

/** A mail tells of so many at most; the screens show them all. */
const MOST = 200;

export const STOPPED: readonly ProblemKind[] = [
  "shopify_token_revoked",
  "meta_token_revoked",
  "meta_channel_stopped",
];
export const BUDGET: readonly ProblemKind[] = ["budget_nearly_used", "budget_used_up"];
export const TEXT_TROUBLE: readonly ProblemKind[] = ["template_rejected", "template_paused"];

/** Replies that nobody was told of, from the moment that the oldest may be told. */
export type Gathered =
  | { readonly ready: true; readonly replies: readonly ReplyTold[] }
  /** More may follow within minutes. */
  | { readonly ready: false; readonly at: Date };

/** Takes the replies that wait and were in no mail yet: from here on they are told. */
export async function takeReplies(tx: Transaction, now: Date): Promise<Gathered> {
  const untold = { state: "waiting", alertedAt: null };
  const rows = await tx.db.inboundMessage.findMany({
    where: untold,
    orderBy: [{ receivedAt: "asc" }, { id: "asc" }],
    take: MOST,
    include: {
      contact: { select: { firstName: true, lastName: true, profileName: true, lastInboundAt: true } },
    },
  });
  const [oldest] = rows;
  if (!oldest) return { ready: true, replies: [] };
  const at = plus(oldest.recordedAt, ALERT_AFTER_MS);
  if (at > now) return { ready: false, at };
  // Another worker may be at it: what it took is no longer null, and is not ours.
  const taken = await tx.db.inboundMessage.updateManyAndReturn({
    where: { id: { in: rows.map(({ id }) => id) }, ...untold },
    data: { alertedAt: now },
    select: { id: true },
  });
  const ours = new Set(taken.map(({ id }) => id));
  return {
    ready: true,
    replies: rows
      .filter(({ id }) => ours.has(id))
      .map((row) => ({
        contactId: row.contactId,
        person: contactName(row.contact),
        text: row.text,
        kind: row.kind,
        openUntil: plus(row.contact.lastInboundAt ?? row.receivedAt, SERVICE_WINDOW_MS),
      })),
  };
}

/** Takes the open faults of these kinds that nobody was told of since they began. */
export async function takeProblems(
  tx: Transaction,
  kinds: readonly ProblemKind[],
  now: Date,
): Promise<ProblemTold[]> {
  const open = await tx.db.problem.findMany({
    where: { clearedAt: null, kind: { in: [...kinds] } },
    orderBy: { since: "asc" },
    take: MOST,
  });
  const told: ProblemTold[] = [];
  for (const { id, kind, since, alertedAt, facts } of open) {
    if (alertedAt && alertedAt >= since) continue;
    const { count } = await tx.db.problem.updateMany({
      where: { id, alertedAt, clearedAt: null },
      data: { alertedAt: now },
    });
    if (count > 0) told.push({ kind: kind as ProblemKind, since, facts: facts as Record<string, unknown> });
  }
  return told;
}
