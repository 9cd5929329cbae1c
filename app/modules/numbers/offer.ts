import type { PhoneNumberAnswer } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { type Refused, refused, refusedBy } from "./refusal.ts";
import type { TokenReach } from "./token.ts";

/** A number that a token may use. */
export interface OfferedNumber {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly displayPhoneNumber: string;
  readonly verifiedName: string | null;
  /** Also in use in the WhatsApp Business app. */
  readonly onBusinessApp: boolean;
}

/** More are not looked through: their ids can be typed. */
const MOST_ACCOUNTS = 10;
const MOST_NUMBERS = 25;

async function numbersOfAccount(
  { meta }: Pick<Services, "meta">,
  wabaId: string,
  token: string,
): Promise<readonly OfferedNumber[] | Refused> {
  const ids = await meta.numbersOf(wabaId, token);
  if (!ids.ok) return refusedBy(ids.problem, "waba_not_found");
  const asked = await Promise.all(ids.value.slice(0, MOST_NUMBERS).map((id) => meta.phoneNumber(id, token)));
  const found = asked.flatMap((answer): PhoneNumberAnswer[] => (answer.ok ? [answer.value] : []));
  return found.map(({ id, display_phone_number, verified_name, is_on_biz_app }) => ({
    phoneNumberId: id,
    wabaId,
    displayPhoneNumber: display_phone_number,
    verifiedName: verified_name ?? null,
    onBusinessApp: is_on_biz_app === true,
  }));
}

/**
 * The numbers of the accounts that a token reaches.
 * @param wabaId of the one account to look at, where it is known
 */
export async function numbersWithin(
  services: Pick<Services, "meta">,
  token: string,
  reach: TokenReach,
  wabaId?: string,
): Promise<readonly OfferedNumber[] | Refused> {
  if (wabaId !== undefined && reach.wabaIds && !reach.wabaIds.includes(wabaId))
    return refused("waba_not_found", "The token was not given on this account.");
  const wabaIds = wabaId === undefined ? reach.wabaIds : [wabaId];
  if (!wabaIds || wabaIds.length === 0) return refused("accounts_unnamed");
  const answers = await Promise.all(
    wabaIds.slice(0, MOST_ACCOUNTS).map((id) => numbersOfAccount(services, id, token)),
  );
  const numbers = answers.flatMap((answer) => ("ok" in answer ? [] : answer));
  if (numbers.length > 0) return numbers;
  return answers.find((answer): answer is Refused => "ok" in answer) ?? refused("no_number");
}
