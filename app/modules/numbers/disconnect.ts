import type { Services } from "#app/integrations/services.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { clearProblem, type ProblemKind, raiseProblem } from "#app/modules/problems/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { asShopId, type ShopId } from "#app/platform/ids.ts";
import { tokenOf } from "./sender.ts";

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "log">;

/** What a shop that has let a number go need not mend. */
const OVER: readonly ProblemKind[] = [
  "meta_token_revoked",
  "meta_token_expires",
  "meta_channel_stopped",
  "number_quality_low",
  "number_quality_medium",
];

/** Accounts have 25 numbers at most. */
const MOST_NUMBERS = 50;

/** Whether another number of the account is connected, here or in another shop: the account's webhooks are for all of them. */
async function isStillUsed(services: Needs, wabaId: string): Promise<boolean> {
  const owners = await services.database.system.phoneNumberOwner.findMany({
    where: { wabaId },
    take: MOST_NUMBERS,
  });
  for (const { shopId, phoneNumberId } of owners) {
    const number = await services.database.shop(asShopId(shopId)).phoneNumber.findFirst({
      where: { phoneNumberId, state: { not: "disconnected" } },
      select: { id: true },
    });
    if (number) return true;
  }
  return false;
}

/** What is sent leaves from another number from now on; without one this stays the default for the day it is back. */
async function handOver(tx: Transaction, phoneNumberId: string, now: Date): Promise<void> {
  const other = await tx.db.phoneNumber.findFirst({
    where: { phoneNumberId: { not: phoneNumberId }, state: "connected" },
    orderBy: [{ isDefault: "desc" }, { connectedAt: "asc" }],
  });
  if (!other) {
    await raiseProblem(tx, "no_number", "", now);
    return;
  }
  await tx.db.phoneNumber.updateMany({
    where: { phoneNumberId },
    data: { isDefault: false, updatedAt: now },
  });
  await tx.db.phoneNumber.updateMany({ where: { id: other.id }, data: { isDefault: true, updatedAt: now } });
}

/**
 * Lets a number go: nothing is sent from it, its token is forgotten, and Meta tells nothing more of its account. What
 * waits stays, and goes out if it is connected again in time.
 * @returns false where it was not connected
 */
export async function disconnectNumber(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  phoneNumberId: string,
): Promise<boolean> {
  const { database, meta, shopTime, log } = services;
  const access = await tokenOf(services, shopId, phoneNumberId);
  const done = await database.transaction(shopId, async (tx) => {
    const now = shopTime.now();
    const { count } = await tx.db.phoneNumber.updateMany({
      where: { phoneNumberId, state: { not: "disconnected" } },
      data: { state: "disconnected", accessToken: null, disconnectedAt: now, updatedAt: now },
    });
    if (count === 0) return false;
    await handOver(tx, phoneNumberId, now);
    for (const kind of OVER) await clearProblem(tx, kind, phoneNumberId, now);
    await appendEvent(tx, {
      kind: "number.disconnected",
      subject: `number:${phoneNumberId}`,
      actor,
      occurredAt: now,
      recordedAt: now,
    });
    return true;
  });
  if (done && access && !(await isStillUsed(services, access.wabaId))) {
    const left = await meta.unsubscribeApp(access.wabaId, access.token);
    if (!left.ok) log.warn({ shopId, phoneNumberId, code: left.problem.code }, "webhooks were not ended");
  }
  return done;
}

/**
 * Has everything that is sent from now on leave from this number; what waits already leaves from the one it was meant for.
 * @returns false where it is not connected
 */
export function chooseDefault(
  { database, shopTime }: Pick<Needs, "database" | "shopTime">,
  shopId: ShopId,
  actor: Actor,
  phoneNumberId: string,
): Promise<boolean> {
  return database.transaction(shopId, async (tx) => {
    const now = shopTime.now();
    const { count } = await tx.db.phoneNumber.updateMany({
      where: { phoneNumberId, state: "connected" },
      data: { isDefault: true, updatedAt: now },
    });
    if (count === 0) return false;
    await tx.db.phoneNumber.updateMany({
      where: { phoneNumberId: { not: phoneNumberId }, isDefault: true },
      data: { isDefault: false, updatedAt: now },
    });
    await appendEvent(tx, {
      kind: "number.chosen",
      subject: `number:${phoneNumberId}`,
      actor,
      occurredAt: now,
      recordedAt: now,
    });
    return true;
  });
}

/** More are not counted. */
const MOST_COUNTED = 1_000;

/** Messages that wait for a number, 1,000 at most. */
export function waitingFor(
  { database }: Pick<Needs, "database">,
  shopId: ShopId,
  phoneNumberId: string,
): Promise<number> {
  return database
    .shop(shopId)
    .message.count({ where: { phoneNumberId, stage: "queued" }, take: MOST_COUNTED });
}
