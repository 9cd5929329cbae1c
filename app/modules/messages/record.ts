import type { MetaProblem, MetaResult, SendEndpoint, SendReceipt } from "#app/integrations/meta/index.ts";
import { recordConsent } from "#app/modules/consent/index.ts";
import { setReachability } from "#app/modules/contacts/index.ts";
import type { Prices } from "#app/modules/costs/index.ts";
import { localDay } from "#app/modules/figures/index.ts";
import { countingCarts } from "#app/modules/funnel/index.ts";
import { learnMarketingEndpoint, numberRevoked } from "#app/modules/numbers/index.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { Claim, Claimed, Lane } from "./claim.ts";
import { ACCEPTED, REST } from "./lane.sql.ts";
import { afterFailure, LANE_REST_MS } from "./outcome.ts";
import { setStatus } from "./set-status.ts";

/** One call, to which endpoint, and what came of it. */
export interface Sent {
  readonly message: Claimed;
  readonly endpoint: SendEndpoint;
  readonly result: MetaResult<SendReceipt>;
}

interface Accepted {
  readonly message: Claimed;
  readonly endpoint: SendEndpoint;
  readonly receipt: SendReceipt;
}

const ACCESS_TOKEN_INVALID = 190;
/** Only promotions may leave this way, of accounts that have accepted its terms. */
const NOT_BY_MARKETING_MESSAGES = 131055;

type Needs = Pick<PlatformServices, "database">;

/** Parameters of ACCEPTED. */
function acceptedParameters(
  lane: Lane,
  claim: Claim,
  sent: readonly Accepted[],
  prices: Prices,
  now: Date,
): unknown[] {
  const origins = [...new Set(sent.map(({ message }) => message.automationKind ?? message.purpose))];
  const held = sent.flatMap(({ message, receipt }) => (receipt.held ? [message.id] : []));
  return [
    lane.shopId,
    claim.id,
    sent.map(({ message }) => message.id),
    sent.map(({ receipt }) => receipt.wamid),
    sent.map(({ receipt }) => receipt.held),
    sent.map(({ message }) => prices.priceOf(message, message.category)),
    prices.currency,
    now,
    newId(),
    origins,
    origins.map(() => newId()),
    localDay(now, claim.timeZone).toISOString().slice(0, 10),
    held,
    held.map(() => newId()),
    lane.phoneNumberId,
    newId(),
    sent.map(({ endpoint }) => endpoint),
  ];
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
  if (action === "other_endpoint") {
    const endpoint = code === NOT_BY_MARKETING_MESSAGES ? "messages" : "marketing_messages";
    await learnMarketingEndpoint(tx, { phoneNumberId }, endpoint, now);
  }
  if (action !== "stop_channel") return;
  if (code === ACCESS_TOKEN_INVALID) await numberRevoked(tx, phoneNumberId, detail, now);
  else await raiseProblem(tx, "meta_channel_stopped", phoneNumberId, now, { code, detail });
}

/** @returns whether nothing more may leave from this number for now */
async function recordFailure(
  tx: Transaction,
  lane: Lane,
  { message, endpoint, problem }: Pick<Sent, "message" | "endpoint"> & { readonly problem: MetaProblem },
  now: Date,
): Promise<boolean> {
  const failure = afterFailure(problem, message, now);
  // A status webhook may have been faster: it is not undone.
  const { count } = await tx.db.message.updateMany({
    where: { id: message.id, status: "queued" },
    data: {
      attempts: { increment: 1 },
      ...(failure.notBefore ? { notBefore: failure.notBefore } : {}),
      ...(failure.counts === "retry" ? { retries: { increment: 1 } } : {}),
      ...(failure.counts === "uncertain" ? { uncertainTries: { increment: 1 } } : {}),
      endpoint,
      errorCode: problem.code,
      errorDetail: problem.detail.slice(0, 1_000),
      updatedAt: now,
    },
  });
  if (count === 0) return failure.stopsLane;
  if (failure.status !== "queued")
    await setStatus(tx, message, failure.status, failure.reason, now, { status: "queued" }, problem);
  await learnFrom(tx, message, lane.phoneNumberId, problem, now);
  return failure.stopsLane;
}

/**
 * Records what came of a batch of calls, and lets go of the claim.
 * @param prices the messages' costs are estimated by them, until Meta names its own
 * @returns whether nothing more may leave from this number for now
 */
export async function recordBatch(
  services: Needs,
  lane: Lane,
  claim: Claim,
  batch: readonly Sent[],
  prices: Prices,
  now: Date,
): Promise<boolean> {
  const accepted = batch.flatMap(({ result, ...call }) =>
    result.ok ? [{ ...call, receipt: result.value }] : [],
  );
  const refused = batch.flatMap(({ result, ...call }) =>
    result.ok ? [] : [{ ...call, problem: result.problem }],
  );
  const parameters = acceptedParameters(lane, claim, accepted, prices, now);
  const subjects = batch.map(({ message }) => message.subject);
  if (refused.length === 0) {
    // Tried again after a deadlock: what nobody has recorded would be uncertain.
    await services.database.sqlTransaction(lane.shopId, (tx) =>
      countingCarts(tx, subjects, () => tx.sql(ACCEPTED, parameters)),
    );
    return false;
  }
  return services.database.transaction(lane.shopId, (tx) =>
    countingCarts(tx, subjects, async () => {
      await tx.sql(ACCEPTED, parameters);
      let stops = false;
      for (const one of refused) stops = (await recordFailure(tx, lane, one, now)) || stops;
      if (stops) await tx.sql(REST, [lane.phoneNumberId, plus(now, LANE_REST_MS)]);
      return stops;
    }),
  );
}

/** The number sends again: what was said of it is taken back. */
export async function sendsAgain(services: Needs, lane: Lane, now: Date): Promise<void> {
  await services.database.transaction(lane.shopId, (tx) =>
    clearProblem(tx, "meta_channel_stopped", lane.phoneNumberId, now),
  );
}
