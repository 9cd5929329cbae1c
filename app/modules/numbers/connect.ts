import type { MetaProblem, PhoneNumberAnswer, SendEndpoint } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { clearProblem } from "#app/modules/problems/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { markDue } from "#app/platform/due.ts";
import { asShopId, newId, type ShopId } from "#app/platform/ids.ts";
import { TOKEN_COLUMN } from "./sender.ts";

export type ConnectProblem =
  | "token_invalid"
  | "permission_missing"
  | "number_not_found"
  | "waba_not_found"
  | "number_taken"
  | "unavailable";

export type ConnectResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: ConnectProblem; readonly detail: string };

/** Meta's ids and the system user's token, as a merchant copies them from Meta's Business settings. */
export interface ConnectRequest {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly token: string;
}

/** Both are needed: one to send and to be told, one to manage templates. */
export const PERMISSIONS = ["whatsapp_business_messaging", "whatsapp_business_management"];
/** Messages a second by the level that Meta names. */
export const THROUGHPUT: Readonly<Record<string, number>> = { STANDARD: 80, HIGH: 1_000 };

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "signals">;

interface Checked {
  readonly number: PhoneNumberAnswer;
  readonly currency: string;
  readonly businessId: string | null;
  readonly marketingEndpoint: SendEndpoint;
}

const refused = (problem: ConnectProblem, detail: string): ConnectResult => ({ ok: false, problem, detail });

function refusedBy(problem: MetaProblem, missing: ConnectProblem): ConnectResult {
  if (problem.action === "retry") return refused("unavailable", problem.detail);
  if (problem.code === 190) return refused("token_invalid", problem.detail);
  return refused(missing, problem.detail);
}

/** Asks Meta whether token, account and number belong together, and subscribes to the account's webhooks. */
async function check(services: Needs, request: ConnectRequest): Promise<Checked | ConnectResult> {
  const { meta } = services;
  const { phoneNumberId, wabaId, token } = request;
  const debugged = await meta.debugToken(token);
  if (!debugged.ok) return refusedBy(debugged.problem, "token_invalid");
  if (!debugged.value.is_valid) return refused("token_invalid", "Meta says that the token is not valid.");
  const missing = PERMISSIONS.filter((permission) => !debugged.value.scopes.includes(permission));
  if (missing.length > 0) return refused("permission_missing", missing.join(", "));
  const waba = await meta.waba(wabaId, token);
  if (!waba.ok) return refusedBy(waba.problem, "waba_not_found");
  const numbers = await meta.numbersOf(wabaId, token);
  if (!numbers.ok) return refusedBy(numbers.problem, "waba_not_found");
  // A token may see several accounts: texts of one can't be sent from a number of another.
  if (!numbers.value.includes(phoneNumberId))
    return refused("number_not_found", "This number is not one of this WhatsApp Business account's.");
  const number = await meta.phoneNumber(phoneNumberId, token);
  if (!number.ok) return refusedBy(number.problem, "number_not_found");
  const subscribed = await meta.subscribeApp(wabaId, token);
  if (!subscribed.ok) return refusedBy(subscribed.problem, "permission_missing");
  // Where Meta does not say, promotions leave as everything else, until a webhook or a refusal says otherwise.
  const onboarded = await meta.isMarketingOnboarded(wabaId, token);
  return {
    marketingEndpoint: onboarded.ok && onboarded.value ? "marketing_messages" : "messages",
    number: number.value,
    currency: waba.value.currency ?? "USD",
    businessId: waba.value.owner_business_info?.id ?? null,
  };
}

const OWN = `
  INSERT INTO phone_number_owner (phone_number_id, waba_id, shop_id) VALUES ($1, $2, $3::uuid)
  ON CONFLICT (phone_number_id) DO UPDATE SET waba_id = excluded.waba_id, shop_id = excluded.shop_id
    WHERE phone_number_owner.shop_id IN (excluded.shop_id, $4::uuid)
  RETURNING shop_id`;

/**
 * Makes the number this shop's. Two installed shops can't share one: replies could not be told apart; that of a
 * shop which has uninstalled is free.
 */
async function own(services: Needs, shopId: ShopId, request: ConnectRequest): Promise<boolean> {
  const { phoneNumberId, wabaId } = request;
  const owner = await services.database.system.phoneNumberOwner.findUnique({ where: { phoneNumberId } });
  const left =
    owner && (await getShop(services, asShopId(owner.shopId))).status === "uninstalled"
      ? owner.shopId
      : shopId;
  const rows = await services.database.sql(OWN, [phoneNumberId, wabaId, shopId, left]);
  return rows.length > 0;
}

/** Connects a number by a system user's token. What is wrong is said, and nothing is changed. */
export async function connectNumber(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  request: ConnectRequest,
): Promise<ConnectResult> {
  const checked = await check(services, request);
  if ("ok" in checked) return checked;
  if (!(await own(services, shopId, request))) {
    return refused("number_taken", "This number is connected to another shop.");
  }
  const now = services.shopTime.now();
  const { number } = checked;
  const values = {
    wabaId: request.wabaId,
    businessId: checked.businessId,
    marketingEndpoint: checked.marketingEndpoint,
    displayPhoneNumber: number.display_phone_number,
    verifiedName: number.verified_name ?? null,
    qualityRating: number.quality_rating ?? null,
    throughput: THROUGHPUT[number.throughput?.level ?? ""] ?? 80,
    messagingLimit: number.whatsapp_business_manager_messaging_limit ?? null,
    wabaCurrency: checked.currency,
    accessToken: services.secrets.seal(request.token, shopId, TOKEN_COLUMN),
    state: "connected",
    isDefault: true,
    checkedAt: now,
    disconnectedAt: null,
    updatedAt: now,
  };
  await services.database.transaction(shopId, async (tx) => {
    const { phoneNumberId } = request;
    await tx.db.phoneNumber.updateMany({
      where: { phoneNumberId: { not: phoneNumberId } },
      data: { isDefault: false, updatedAt: now },
    });
    const known = await tx.db.phoneNumber.findFirst({ where: { phoneNumberId } });
    if (known) await tx.db.phoneNumber.updateMany({ where: { id: known.id }, data: values });
    else
      await tx.db.phoneNumber.create({
        data: { shopId, id: newId(), phoneNumberId, connectedAt: now, ...values },
      });
    await clearProblem(tx, "no_number", "", now);
    await clearProblem(tx, "meta_token_revoked", phoneNumberId, now);
    await clearProblem(tx, "meta_channel_stopped", phoneNumberId, now);
    await appendEvent(tx, {
      kind: "number.connected",
      subject: `number:${phoneNumberId}`,
      actor,
      occurredAt: now,
      recordedAt: now,
    });
    // What waited for the number goes out now.
    await markDue(tx.sql, "message", shopId, now);
    await markDue(tx.sql, "health", shopId, now);
    await markDue(tx.sql, "texts", shopId, now);
  });
  services.signals.raise("dispatch");
  services.signals.raise("due");
  return { ok: true };
}
