import { appendEvent } from "#app/modules/events/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { Reason } from "./outcome.ts";
import { waitAgain } from "./wait-again.ts";

/**
 * Ends a message without a call, or after one that failed for good; says why, and tells the event log.
 * @param from where it stands now, as far as it was read: what happened since is not undone
 * @returns false where it stands elsewhere meanwhile
 */
export async function setStatus(
  tx: Transaction,
  message: { readonly id: string; readonly contactId: string },
  status: "suppressed" | "failed" | "uncertain",
  reason: Reason | null,
  now: Date,
  from: { readonly status: string },
  error: { readonly code: number; readonly detail: string } | null = null,
): Promise<boolean> {
  const { count } = await tx.db.message.updateMany({
    where: { id: message.id, ...from },
    data: {
      status,
      reason,
      ...(status === "failed" ? { failedAt: now } : {}),
      ...(error ? { errorCode: error.code, errorDetail: error.detail.slice(0, 1_000) } : {}),
      updatedAt: now,
    },
  });
  if (count === 0) return false;
  await appendEvent(tx, {
    kind: `message.${status}`,
    subject: `message:${message.id}`,
    contactId: message.contactId,
    actor: error ? "meta" : "system",
    occurredAt: now,
    recordedAt: now,
    causedBy: `message:${message.id}`,
    facts: { reason, ...(error ? { code: error.code } : {}) },
  });
  if (status !== "uncertain") await waitAgain(tx, message, now);
  return true;
}

/**
 * Takes back what waits in the lane, because it has lost its sense. What is being sent already can't be stopped.
 * @returns how many were taken back
 */
export async function takeBackQueued(
  tx: Transaction,
  where:
    | { readonly enrolmentIds: readonly string[] }
    | { readonly contactId: string; readonly category: string }
    | { readonly contactId: string; readonly automationKind: string },
  reason: Reason,
  now: Date,
): Promise<number> {
  const which = "enrolmentIds" in where ? { enrolmentId: { in: [...where.enrolmentIds] } } : where;
  const waiting = await tx.db.message.findMany({
    where: { ...which, status: "queued" },
    select: { id: true, contactId: true },
    take: 500,
  });
  let taken = 0;
  for (const message of waiting) {
    if (await setStatus(tx, message, "suppressed", reason, now, { status: "queued" })) taken += 1;
  }
  return taken;
}
