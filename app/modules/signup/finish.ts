import type { Services } from "#app/integrations/services.ts";
import {
  connectByToken,
  numbersWithin,
  type OfferedNumber,
  readToken,
  type TokenResult,
} from "#app/modules/numbers/index.ts";
import type { Ending, SignupSession } from "./attempt.ts";

/**
 * What Meta told the browser when its dialog ended. Nothing of it is believed without having asked Meta.
 * Source: Meta, "Embedded Signup, Implementation" (session logging).
 */
export interface SignupNews {
  /** `FINISH`, `FINISH_ONLY_WABA`, `FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING`, `CANCEL`; absent where nothing came. */
  readonly event?: string | undefined;
  readonly code?: string | undefined;
  readonly wabaId?: string | undefined;
  /** Of a number from the WhatsApp Business app it may be missing. */
  readonly phoneNumberId?: string | undefined;
  /** Where it was left off. */
  readonly step?: string | undefined;
  /** Meta's words for an error. */
  readonly error?: string | undefined;
}

export interface SignupResult {
  readonly ending: Ending;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly phoneNumberId: string | null;
  /** To choose from. */
  readonly numbers: readonly OfferedNumber[];
  /** What Meta has given, while something can still be done with it. */
  readonly token?: string;
}

type Needs = Pick<
  Services,
  "database" | "meta" | "secrets" | "shopTime" | "systemTime" | "signals" | "env" | "log"
>;

const NOTHING = { reason: null, detail: null, phoneNumberId: null, numbers: [] };
/** The number stays in the app. */
const COEXISTENCE = "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING";
/** The merchant has left the number out. */
const WITHOUT_NUMBER = "FINISH_ONLY_WABA";

async function keep(
  { database, systemTime }: Needs,
  { shopId, id }: SignupSession,
  { ending, reason, detail, phoneNumberId }: SignupResult,
): Promise<void> {
  await database.shop(shopId).signup.updateMany({
    where: { id },
    data: { ...{ ending, reason, detail, phoneNumberId }, updatedAt: systemTime.now() },
  });
}

function resultOf(result: TokenResult, token: string): SignupResult {
  if (result.ok) return { ...NOTHING, ending: "connected", phoneNumberId: result.phoneNumberId };
  if (result.problem === "choose") return { ...NOTHING, ending: "choose", numbers: result.numbers, token };
  const { problem, detail } = result;
  if (problem === "no_number") return { ...NOTHING, ending: "no_number", detail, token };
  const again = problem === "unavailable" ? { token } : {};
  return { ...NOTHING, ending: "refused", reason: problem, detail, ...again };
}

/** Connects the number that was meant, or says which ones there are. */
async function connectMeant(
  services: Needs,
  { shopId, actor }: SignupSession,
  token: string,
  news: SignupNews,
): Promise<TokenResult> {
  const reach = await readToken(services, token);
  if (!reach.ok) return reach;
  // What the browser says counts as far as the token reaches.
  const wabaId = news.wabaId && (reach.wabaIds?.includes(news.wabaId) ?? true) ? news.wabaId : undefined;
  const offered = await numbersWithin(services, token, reach, wabaId);
  if ("ok" in offered) return offered;
  const onBusinessApp = news.event === COEXISTENCE;
  const meant = offered.filter(({ phoneNumberId }) => phoneNumberId === news.phoneNumberId);
  const inApp = onBusinessApp ? offered.filter((number) => number.onBusinessApp) : offered;
  const [number, ...others] = meant.length > 0 ? meant : inApp.length > 0 ? inApp : offered;
  const isClear = number && others.length === 0 && (meant.length > 0 || news.event !== WITHOUT_NUMBER);
  if (!isClear) return { ok: false, problem: "choose", numbers: offered };
  const { phoneNumberId } = number;
  const request = { token, phoneNumberId, wabaId: number.wabaId, onBusinessApp };
  return connectByToken(services, shopId, actor, request);
}

/** Takes up what Meta's dialog ended with: every ending leads somewhere. */
export async function finishSignup(
  services: Needs,
  session: SignupSession,
  news: SignupNews,
): Promise<SignupResult> {
  const result = await finish(services, session, news);
  await keep(services, session, result);
  return result;
}

async function finish(services: Needs, session: SignupSession, news: SignupNews): Promise<SignupResult> {
  if (news.code === undefined) {
    const failed = news.error !== undefined;
    return {
      ...NOTHING,
      ending: failed ? "failed" : "cancelled",
      reason: news.step ?? null,
      detail: news.error ?? null,
    };
  }
  const exchanged = await services.meta.exchangeCode(news.code);
  if (!exchanged.ok) {
    const { action, detail } = exchanged.problem;
    const reason = action === "retry" ? "unavailable" : "code_refused";
    return { ...NOTHING, ending: "refused", reason, detail };
  }
  const token = exchanged.value.access_token;
  return resultOf(await connectMeant(services, session, token, news), token);
}

/**
 * Goes on where a number was still to be chosen or added.
 * @param chosen absent: looks again for numbers
 */
export async function continueSignup(
  services: Needs,
  session: SignupSession,
  chosen: { readonly phoneNumberId: string; readonly wabaId: string } | undefined,
): Promise<SignupResult> {
  const { shopId, actor, token, whereabouts } = session;
  if (token === undefined) return { ...NOTHING, ending: "refused", reason: "code_refused" };
  const onBusinessApp = whereabouts === "business_app";
  const connected = await connectByToken(services, shopId, actor, { token, ...chosen, onBusinessApp });
  const result = resultOf(connected, token);
  await keep(services, session, result);
  return result;
}
