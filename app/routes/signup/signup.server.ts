import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import { numbersOf, type OfferedNumber } from "#app/modules/numbers/index.ts";
import {
  continueSignup,
  type Ending,
  finishSignup,
  openSignup,
  type SignupResult,
  type SignupSession,
  sessionWith,
  signupOf,
} from "#app/modules/signup/index.ts";
import type { SignupConfig } from "./meta-window.ts";

const COOKIE = "cw_signup";

function cookieIn(request: Request): string {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? "";
}

/** A cookie for this page alone, gone with the browser; the session in it ends earlier by itself. */
function cookieOf({ env }: Services, session: string): string {
  const secure = env.APP_URL.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${session}; Path=/signup; HttpOnly; SameSite=Lax${secure}`;
}

/** Whose window it is; undefined once it is over. */
export function sessionOf(services: Services, request: Request): Promise<SignupSession | undefined> {
  return signupOf(services, cookieIn(request));
}

/** Takes the ticket of the address for a cookie, so that neither history nor a second person can use it. */
export async function takeTicket(services: Services, ticket: string): Promise<string | undefined> {
  const session = await openSignup(services, ticket);
  return session && cookieOf(services, session);
}

/** What the page needs of Meta's script; null where the way is not set up. */
export function configOf({ env }: Services): SignupConfig | null {
  if (!env.META_CONFIG_ID) return null;
  return {
    sdkUrl: env.META_SDK_URL,
    appId: env.META_APP_ID,
    configId: env.META_CONFIG_ID,
    version: env.GRAPH_VERSION,
    dialogOrigin: env.META_DIALOG_ORIGIN,
  };
}

const some = z
  .string()
  .max(2_000)
  .transform((text) => text || undefined)
  .optional();
const id = z
  .string()
  .regex(/^(\d{5,20})?$/)
  .transform((text) => text || undefined)
  .optional()
  .catch(undefined);

const form = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("finish"),
    code: some,
    event: some,
    wabaId: id,
    phoneNumberId: id,
    step: some,
    error: some,
  }),
  z.object({
    intent: z.literal("choose"),
    phoneNumberId: z.string().min(1).max(40),
    wabaId: z.string().min(1).max(40),
  }),
  z.object({ intent: z.literal("again") }),
]);

/** What the page shows; `over` where the window is no longer of use. */
export interface SignupAnswer {
  readonly ending: Ending | "over";
  readonly reason: string | null;
  readonly detail: string | null;
  /** As Meta writes it. */
  readonly number: string;
  readonly numbers: readonly OfferedNumber[];
  /** The same access can be tried once more. */
  readonly canRetry: boolean;
}

export const OVER: SignupAnswer = {
  ...{ ending: "over", reason: null, detail: null, number: "", numbers: [], canRetry: false },
};

async function answerOf(
  services: Services,
  { shopId }: SignupSession,
  { token, phoneNumberId, ...result }: SignupResult,
): Promise<SignupAnswer> {
  const known = phoneNumberId === null ? [] : await numbersOf(services, shopId);
  const number = known.find((one) => one.phoneNumberId === phoneNumberId)?.displayPhoneNumber ?? "";
  return { ...result, number, canRetry: token !== undefined };
}

/**
 * Does what the page asks for.
 * @returns with a cookie where something that Meta has given is still needed
 */
export async function actOnSignup(
  services: Services,
  request: Request,
): Promise<{ answer: SignupAnswer; cookie: string | undefined }> {
  const isOwn = request.headers.get("origin") === new URL(services.env.APP_URL).origin;
  const session = isOwn ? await sessionOf(services, request) : undefined;
  const parsed = form.safeParse(Object.fromEntries(await request.formData()));
  if (!session || !parsed.success) return { answer: OVER, cookie: undefined };
  const asked = parsed.data;
  const result =
    asked.intent === "finish"
      ? await finishSignup(services, session, asked)
      : await continueSignup(services, session, asked.intent === "choose" ? asked : undefined);
  return {
    answer: await answerOf(services, session, result),
    cookie: result.token && cookieOf(services, sessionWith(services, session, result.token)),
  };
}
