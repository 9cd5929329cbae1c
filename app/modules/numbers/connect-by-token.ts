import type { Services } from "#app/integrations/services.ts";
import type { Actor } from "#app/modules/events/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { connectNumber } from "./connect.ts";
import { lookAtNumber } from "./look.ts";
import { numbersWithin, type OfferedNumber } from "./offer.ts";
import type { Refused } from "./refusal.ts";
import { readToken } from "./token.ts";

/** A token, and whatever else is known of the number. */
export interface TokenRequest {
  readonly token: string;
  readonly phoneNumberId?: string | undefined;
  readonly wabaId?: string | undefined;
  /** See ConnectRequest. */
  readonly onBusinessApp?: boolean;
}

export type TokenResult =
  | { readonly ok: true; readonly phoneNumberId: string }
  /** The token reaches several numbers: which one? */
  | { readonly ok: false; readonly problem: "choose"; readonly numbers: readonly OfferedNumber[] }
  | Refused;

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "signals" | "env" | "log">;

/** Connects the one number that the token reaches, or says which ones there are to choose from. */
export async function connectByToken(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  request: TokenRequest,
): Promise<TokenResult> {
  const { token, phoneNumberId, wabaId, onBusinessApp = false } = request;
  const number = await findNumber(services, { token, phoneNumberId, wabaId });
  if ("ok" in number) return number;
  const connected = await connectNumber(services, shopId, actor, { ...number, token, onBusinessApp });
  if (!connected.ok) return connected;
  // Whatever is still missing is shown on the number's page from the start.
  await lookAtNumber(services, shopId, number.phoneNumberId);
  return { ok: true, phoneNumberId: number.phoneNumberId };
}

async function findNumber(
  services: Needs,
  { token, phoneNumberId, wabaId }: TokenRequest,
): Promise<{ phoneNumberId: string; wabaId: string } | Exclude<TokenResult, { ok: true }>> {
  if (phoneNumberId !== undefined && wabaId !== undefined) return { phoneNumberId, wabaId };
  const reach = await readToken(services, token);
  if (!reach.ok) return reach;
  const offered = await numbersWithin(services, token, reach, wabaId);
  if ("ok" in offered) return offered;
  const numbers = offered.filter((one) => phoneNumberId === undefined || one.phoneNumberId === phoneNumberId);
  const [only, ...others] = numbers;
  if (!only) return { ok: false, problem: "number_not_found", detail: "" };
  if (others.length > 0) return { ok: false, problem: "choose", numbers };
  return only;
}
