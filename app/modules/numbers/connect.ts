import type { PhoneNumberAnswer, SendEndpoint } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { clearProblem } from "#app/modules/problems/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { needsRegistration, THROUGHPUT } from "./meta-words.ts";
import { own } from "./own.ts";
import { type Refused, refused, refusedBy } from "./refusal.ts";
import { newPin, PIN_COLUMN } from "./register.ts";
import { TOKEN_COLUMN } from "./sender.ts";
import { readToken } from "./token.ts";

export type ConnectResult = { readonly ok: true } | Refused;

/** A number, its account, and a token that may use both. */
export interface ConnectRequest {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly token: string;
  /** It stays in the WhatsApp Business app, as far as the browser said; what Meta says of it counts before that. */
  readonly onBusinessApp?: boolean;
}

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "signals" | "env" | "log">;

interface Checked {
  readonly number: PhoneNumberAnswer;
  readonly currency: string;
  readonly businessId: string | null;
  readonly marketingEndpoint: SendEndpoint;
}

/** Asks Meta whether token, account and number belong together, and subscribes to the account's webhooks. */
async function check(services: Needs, request: ConnectRequest): Promise<Checked | Refused> {
  const { meta } = services;
  const { phoneNumberId, wabaId, token } = request;
  const reach = await readToken(services, token);
  if (!reach.ok) return reach;
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
    number: { is_on_biz_app: request.onBusinessApp, ...number.value },
    currency: waba.value.currency ?? "USD",
    businessId: waba.value.owner_business_info?.id ?? null,
  };
}

function valuesOf(request: ConnectRequest, { number, ...account }: Checked, now: Date) {
  return {
    wabaId: request.wabaId,
    businessId: account.businessId,
    marketingEndpoint: account.marketingEndpoint,
    displayPhoneNumber: number.display_phone_number,
    verifiedName: number.verified_name ?? null,
    qualityRating: number.quality_rating ?? null,
    throughput: THROUGHPUT[number.throughput?.level ?? ""] ?? 80,
    messagingLimit: number.whatsapp_business_manager_messaging_limit ?? null,
    wabaCurrency: account.currency,
    checkedAt: now,
    updatedAt: now,
  };
}
type Values = ReturnType<typeof valuesOf>;

/**
 * Registers the number for the API where Meta says that it is not. Refused, it is connected all the same: its page says
 * what is missing.
 */
async function register(services: Needs, shopId: ShopId, request: ConnectRequest, values: Values) {
  const { database, meta, secrets } = services;
  const { phoneNumberId, token } = request;
  // The PIN is kept before Meta has it: nobody else would know it.
  const pin = await database.transaction(shopId, async (tx) => {
    const known = await tx.db.phoneNumber.findFirst({ where: { phoneNumberId } });
    if (known?.registrationPin) return secrets.open(known.registrationPin, shopId, PIN_COLUMN);
    const made = newPin();
    const registrationPin = secrets.seal(made, shopId, PIN_COLUMN);
    if (known) await tx.db.phoneNumber.updateMany({ where: { id: known.id }, data: { registrationPin } });
    else
      await tx.db.phoneNumber.create({
        data: {
          ...{
            shopId,
            id: newId(),
            phoneNumberId,
            connectedAt: values.updatedAt,
            ...values,
            registrationPin,
          },
          ...{ state: "disconnected", isDefault: false, disconnectedAt: values.updatedAt },
        },
      });
    return made;
  });
  const registered = await meta.register(phoneNumberId, token, pin);
  if (!registered.ok)
    services.log.warn(
      { shopId, phoneNumberId, code: registered.problem.code },
      "a number was not registered",
    );
}

/** What is sent leaves from one number: the first that is connected, until the merchant chooses another. */
async function isToBeDefault(tx: Transaction, phoneNumberId: string): Promise<boolean> {
  const other = await tx.db.phoneNumber.findFirst({
    where: { phoneNumberId: { not: phoneNumberId }, state: "connected", isDefault: true },
    select: { id: true },
  });
  return other === null;
}

/** Connects a number by a token. What is wrong is said, and nothing is changed. */
export async function connectNumber(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  request: ConnectRequest,
): Promise<ConnectResult> {
  const checked = await check(services, request);
  if ("ok" in checked) return checked;
  if (!(await own(services, shopId, request)))
    return refused("number_taken", "This number is connected to another shop.");
  const now = services.shopTime.now();
  const values = valuesOf(request, checked, now);
  if (needsRegistration(checked.number)) await register(services, shopId, request, values);
  await services.database.transaction(shopId, async (tx) => {
    const { phoneNumberId } = request;
    const isDefault = await isToBeDefault(tx, phoneNumberId);
    if (isDefault)
      await tx.db.phoneNumber.updateMany({
        where: { phoneNumberId: { not: phoneNumberId } },
        data: { isDefault: false, updatedAt: now },
      });
    const connected = {
      ...values,
      ...{ state: "connected", isDefault, disconnectedAt: null },
      accessToken: services.secrets.seal(request.token, shopId, TOKEN_COLUMN),
    };
    const known = await tx.db.phoneNumber.findFirst({ where: { phoneNumberId } });
    if (known) await tx.db.phoneNumber.updateMany({ where: { id: known.id }, data: connected });
    else
      await tx.db.phoneNumber.create({
        data: { shopId, id: newId(), phoneNumberId, connectedAt: now, ...connected },
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
