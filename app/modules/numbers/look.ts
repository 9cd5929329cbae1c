import type { MetaResult } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { appendEvent } from "#app/modules/events/index.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { HOUR, plus } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { isExpiringSoon, type NumberFacts } from "./checks.ts";
import { FORGOTTEN_LOOKS } from "./look.sql.ts";
import { isRegistered, PERMISSIONS, THROUGHPUT } from "./meta-words.ts";
import { tokenOf } from "./sender.ts";
import { numberRevoked } from "./stop.ts";

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "log">;

/** `revoked`: Meta takes the token no more; `unreachable`: Meta did not answer, and nothing was changed. */
export type LookResult = "looked" | "revoked" | "unreachable" | "not_connected";

/** Shop time between two looks; what happens meanwhile comes by webhook. */
export const LOOK_EVERY_MS = 6 * HOUR;

const orNull = <T>(result: MetaResult<T>): T | null => (result.ok ? result.value : null);

/** Asks Meta everything there is to know; only without an answer about token or number there is nothing to say. */
async function askMeta({ meta }: Needs, phoneNumberId: string, wabaId: string, token: string) {
  const debugged = await meta.debugToken(token);
  if (!debugged.ok) return "unreachable";
  if (!debugged.value.is_valid) return "revoked";
  const number = await meta.phoneNumber(phoneNumberId, token);
  if (!number.ok) return number.problem.code === 190 ? "revoked" : "unreachable";
  let webhooks = orNull(await meta.isSubscribed(wabaId, token));
  // Mended at once: it needs nobody.
  if (webhooks === false) webhooks = (await meta.subscribeApp(wabaId, token)).ok;
  const standing = orNull(await meta.accountStanding(wabaId, token));
  const { scopes, expires_at } = debugged.value;
  const facts: NumberFacts = {
    missingPermissions: PERMISSIONS.filter((permission) => !scopes.includes(permission)),
    tokenExpiresAt: expires_at ? new Date(expires_at * 1_000).toISOString() : null,
    registered: isRegistered(number.value),
    onBusinessApp: number.value.is_on_biz_app ?? null,
    webhooks,
    payment: orNull(await meta.isFunded(wabaId, token)),
    nameStatus: number.value.name_status ?? null,
    newNameStatus: number.value.new_name_status ?? null,
    review: standing?.account_review_status ?? null,
    verification: standing?.business_verification_status ?? null,
  };
  return { facts, number: number.value };
}

const QUALITY_PROBLEM = { RED: "number_quality_low", YELLOW: "number_quality_medium" } as const;

/** Shows what is wrong with the quality and the token, and takes back what no longer is. */
async function judge(
  tx: Transaction,
  subject: string,
  facts: Record<string, unknown>,
  wrong: { readonly quality: string | null; readonly expiring: boolean },
  now: Date,
): Promise<void> {
  for (const [rating, kind] of Object.entries(QUALITY_PROBLEM)) {
    if (wrong.quality === rating) await raiseProblem(tx, kind, subject, now, facts);
    else await clearProblem(tx, kind, subject, now);
  }
  if (wrong.expiring) await raiseProblem(tx, "meta_token_expires", subject, now, facts);
  else await clearProblem(tx, "meta_token_expires", subject, now);
}

/** Looks at a number at Meta, keeps what is found, and shows or takes back what is wrong with it. */
export async function lookAtNumber(
  services: Needs,
  shopId: ShopId,
  phoneNumberId: string,
): Promise<LookResult> {
  const access = await tokenOf(services, shopId, phoneNumberId);
  if (!access) return "not_connected";
  const asked = await askMeta(services, phoneNumberId, access.wabaId, access.token);
  const now = services.shopTime.now();
  if (asked === "unreachable") return asked;
  await services.database.transaction(shopId, async (tx) => {
    if (asked === "revoked") {
      await numberRevoked(tx, phoneNumberId, "Meta says that the token is not valid.", now);
      return;
    }
    const { facts, number } = asked;
    const known = await tx.db.phoneNumber.findFirst({ where: { phoneNumberId } });
    if (!known) return;
    const quality = number.quality_rating ?? known.qualityRating;
    await tx.db.phoneNumber.updateMany({
      where: { id: known.id },
      data: {
        facts,
        displayPhoneNumber: number.display_phone_number,
        verifiedName: number.verified_name ?? known.verifiedName,
        qualityRating: quality,
        throughput: THROUGHPUT[number.throughput?.level ?? ""] ?? known.throughput,
        messagingLimit: number.whatsapp_business_manager_messaging_limit ?? known.messagingLimit,
        checkedAt: now,
        updatedAt: now,
      },
    });
    if (quality !== null && (quality !== known.qualityRating || known.facts === null))
      await appendEvent(tx, {
        kind: "number.quality",
        subject: `number:${phoneNumberId}`,
        actor: "meta",
        occurredAt: now,
        recordedAt: now,
        facts: { quality },
      });
    const shown = { number: number.display_phone_number };
    await judge(tx, phoneNumberId, shown, { quality, expiring: isExpiringSoon(facts, now) }, now);
  });
  return asked === "revoked" ? asked : "looked";
}

/** Has the shop's numbers looked at soon: something was heard of them. */
export async function lookSoon(tx: Transaction, now: Date): Promise<void> {
  await markDue(tx.sql, "health", tx.shopId, now);
}

/**
 * Looks at the numbers of the shops whose turn it is.
 * @returns how many shops were looked at
 */
export async function lookAtDueNumbers(services: Needs): Promise<number> {
  const { database, shopTime, log } = services;
  const hints = await readyShops(database.sql, "health", shopTime.now());
  for (const hint of hints) {
    if (!(await consumeHint(database.sql, "health", hint))) continue;
    const { shopId } = hint;
    const numbers = await database
      .shop(shopId)
      .phoneNumber.findMany({ where: { state: "connected" }, select: { phoneNumberId: true }, take: 20 });
    for (const { phoneNumberId } of numbers) {
      const result = await lookAtNumber(services, shopId, phoneNumberId);
      if (result !== "looked") log.warn({ shopId, phoneNumberId, result }, "number not looked at");
    }
    if (numbers.length > 0)
      await markDue(database.sql, "health", shopId, plus(shopTime.now(), LOOK_EVERY_MS));
  }
  return hints.length;
}

/** Finds shops with a number whose hint was lost: its numbers and its texts are looked at alike. */
export async function sweepNumbers({
  database,
  shopTime,
}: Pick<Needs, "database" | "shopTime">): Promise<void> {
  for (const kind of ["health", "texts"])
    await database.sql(FORGOTTEN_LOOKS, [shopTime.now(), LOOK_EVERY_MS / 1_000, kind]);
}
