import type { MetaProblem, MetaResult, SendReceipt } from "#app/integrations/meta/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { setReachability } from "#app/modules/contacts/index.ts";
import { addFigure } from "#app/modules/figures/index.ts";
import { numberRevoked } from "#app/modules/numbers/index.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { rateCard } from "#contracts/meta/rate-card.ts";
import type { Claimed, Lane } from "./claim.ts";
import { estimateCost } from "./cost.ts";
import { ACCEPTED } from "./messages.sql.ts";
import { afterFailure } from "./outcome.ts";
import { setStatus } from "./set-status.ts";

/** One call and what came of it. */
export interface Sent {
  readonly message: Claimed;
  readonly result: MetaResult<SendReceipt>;
}

const ACCESS_TOKEN_INVALID = 190;

async function recordAccepted(
  tx: Transaction,
  lane: Lane,
  sent: readonly { message: Claimed; receipt: SendReceipt }[],
  now: Date,
): Promise<void> {
  const costs = sent.map(({ message }) => estimateCost(message, message.category).costMicros);
  await tx.sql(ACCEPTED, [
    tx.shopId,
    lane.token,
    sent.map(({ message }) => message.id),
    sent.map(({ receipt }) => receipt.wamid),
    sent.map(({ receipt }) => receipt.held),
    costs,
    rateCard.currency,
    now,
  ]);
  await tx.db.event.createMany({
    data: sent.map(({ message, receipt }) => ({
      shopId: tx.shopId,
      id: newId(),
      kind: "message.accepted",
      subject: `message:${message.id}`,
      contactId: message.contactId,
      actor: "meta",
      occurredAt: now,
      recordedAt: now,
      causedBy: `message:${message.id}`,
      facts: { wamid: receipt.wamid, held: receipt.held } as Prisma.InputJsonObject,
    })),
  });
  const { timeZone } = await shopIn(tx);
  const byOrigin = new Map<string, bigint>();
  for (const { message } of sent) {
    const origin = message.automationKind ?? message.purpose;
    byOrigin.set(origin, (byOrigin.get(origin) ?? 0n) + 1n);
  }
  for (const [origin, amount] of byOrigin) {
    await addFigure(tx, { metric: "messages_sent", at: now, timeZone, amount, origin });
  }
  await clearProblem(tx, "meta_channel_stopped", lane.phoneNumberId, now);
}

/** What an error of Meta's says beyond this one message: of the person, of the number, of the text. */
export async function learnFrom(
  tx: Transaction,
  message: { readonly contactId: string; readonly templateVersionId: string | null },
  phoneNumberId: string,
  problem: MetaProblem,
  now: Date,
): Promise<void> {
  const { code, detail, action } = problem;
  if (code === 131026) await setReachability(tx, message.contactId, "unusable", now);
  if (code === 131050) {
    await recordConsent(
      tx,
      {
        contactId: message.contactId,
        purpose: "marketing",
        granted: false,
        source: "whatsapp_setting",
        wording: detail,
        wordingVersion: "meta-131050",
        locale: null,
        phone: null,
        evidence: { code },
        actor: "meta",
        occurredAt: now,
        causedBy: null,
      },
      now,
    );
  }
  if (code === 132015 || code === 132016) {
    const status = code === 132015 ? "paused" : "disabled";
    await tx.db.templateVersion.updateMany({
      where: { id: message.templateVersionId ?? "" },
      data: { status, updatedAt: now },
    });
  }
  if (action !== "stop_channel") return;
  if (code === ACCESS_TOKEN_INVALID) await numberRevoked(tx, phoneNumberId, detail, now);
  else await raiseProblem(tx, "meta_channel_stopped", phoneNumberId, now, { code, detail });
}

async function recordFailure(
  tx: Transaction,
  lane: Lane,
  message: Claimed,
  problem: MetaProblem,
  now: Date,
): Promise<boolean> {
  const failure = afterFailure(problem, message.attempts, now);
  // A status webhook may have been faster, or the lane may have another owner: neither is undone.
  const ours = { status: "sending", claimToken: lane.token };
  let changed: boolean;
  if (failure.status === "queued") {
    const { count } = await tx.db.message.updateMany({
      where: { id: message.id, ...ours },
      data: {
        status: "queued",
        reason: failure.reason,
        ...(failure.notBefore ? { notBefore: failure.notBefore } : {}),
        errorCode: problem.code,
        errorDetail: problem.detail.slice(0, 1_000),
        updatedAt: now,
      },
    });
    changed = count > 0;
  } else {
    if (failure.notBefore) {
      const data = { notBefore: failure.notBefore };
      await tx.db.message.updateMany({ where: { id: message.id, ...ours }, data });
    }
    changed = await setStatus(tx, message, failure.status, failure.reason, now, ours, problem);
  }
  if (!changed) return failure.stopsLane;
  await learnFrom(tx, message, lane.phoneNumberId, problem, now);
  return failure.stopsLane;
}

/**
 * Records what came of a batch of calls, under the token that claimed it.
 * @returns whether nothing more may leave from this number for now
 */
export async function recordBatch(
  tx: Transaction,
  lane: Lane,
  batch: readonly Sent[],
  now: Date,
): Promise<boolean> {
  const accepted = batch.flatMap(({ message, result }) =>
    result.ok ? [{ message, receipt: result.value }] : [],
  );
  if (accepted.length > 0) await recordAccepted(tx, lane, accepted, now);
  let stops = false;
  for (const { message, result } of batch) {
    if (!result.ok) stops = (await recordFailure(tx, lane, message, result.problem, now)) || stops;
  }
  return stops;
}
