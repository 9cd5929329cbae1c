import { randomInt } from "node:crypto";
import type { MetaProblem } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { lookAtNumber } from "./look.ts";
import { tokenOf } from "./sender.ts";

/** Column name that is authenticated with a sealed PIN. */
export const PIN_COLUMN = "phone_number.registration_pin";

/** Why Meta did not register a number. */
export type RegistrationProblem =
  /** Two-step verification was switched on by somebody else, with digits that only they know. */
  | "pin_wrong"
  /** Nobody has typed the code that Meta sends to the number. */
  | "not_verified"
  | "too_often"
  | "refused"
  | "unavailable";

/** Six digits. */
export const newPin = () => String(randomInt(1_000_000)).padStart(6, "0");

/** By Meta's code. Source: Cloud API error codes, September 2026. */
const PROBLEM_OF: Readonly<Record<number, RegistrationProblem>> = {
  133005: "pin_wrong",
  133006: "not_verified",
  133008: "too_often",
  133009: "too_often",
  133016: "too_often",
};

export function registrationProblem({ code, action }: MetaProblem): RegistrationProblem {
  return PROBLEM_OF[code] ?? (action === "retry" ? "unavailable" : "refused");
}

export type RegisterResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly problem: RegistrationProblem | "not_connected";
      /** What Meta said, verbatim. */
      readonly detail: string;
    };

/**
 * Registers a connected number for the API, and looks at it again.
 * @param typed six digits that are known to the merchant; without them those that it was registered with before, or new ones
 */
export async function registerNumber(
  services: Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "log">,
  shopId: ShopId,
  phoneNumberId: string,
  typed?: string,
): Promise<RegisterResult> {
  const { database, meta, secrets, shopTime } = services;
  const access = await tokenOf(services, shopId, phoneNumberId);
  if (!access) return { ok: false, problem: "not_connected", detail: "" };
  const db = database.shop(shopId);
  const keep = (pin: string) =>
    db.phoneNumber.updateMany({
      where: { phoneNumberId },
      data: { registrationPin: secrets.seal(pin, shopId, PIN_COLUMN), updatedAt: shopTime.now() },
    });
  const known = await db.phoneNumber.findFirst({
    where: { phoneNumberId },
    select: { registrationPin: true },
  });
  const kept = known?.registrationPin ? secrets.open(known.registrationPin, shopId, PIN_COLUMN) : undefined;
  const pin = typed ?? kept ?? newPin();
  // Before Meta has it: nobody else would know it.
  if (kept === undefined) await keep(pin);
  const registered = await meta.register(phoneNumberId, access.token, pin);
  if (!registered.ok)
    return {
      ok: false,
      problem: registrationProblem(registered.problem),
      detail: registered.problem.detail,
    };
  if (kept !== undefined && pin !== kept) await keep(pin);
  await lookAtNumber(services, shopId, phoneNumberId);
  return { ok: true };
}
