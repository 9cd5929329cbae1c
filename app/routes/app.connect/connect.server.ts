import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import {
  type ConnectProblem,
  connectByToken,
  numbersOf,
  type OfferedNumber,
} from "#app/modules/numbers/index.ts";
import { beginSignup, lastSignup, WHEREABOUTS, type Whereabouts } from "#app/modules/signup/index.ts";

const id = z
  .string()
  .trim()
  .regex(/^(\d{5,20})?$/)
  .transform((text) => text || undefined)
  .optional();

const form = z.object({
  token: z.string().trim().min(10).max(1_000),
  phoneNumberId: id,
  wabaId: id,
});

/** What came of a form; `problem` and the names of `fields` are keys of the screen's words. */
export type ConnectAnswer =
  | { readonly ok: true; readonly phoneNumberId: string }
  | {
      readonly ok: false;
      readonly problem: ConnectProblem | "choose" | "invalid";
      readonly fields: readonly string[];
      /** What Meta said, verbatim. */
      readonly detail: string;
      /** To choose from. */
      readonly numbers: readonly OfferedNumber[];
    };

/** What the screen is filled from. @param known a number that was connected before, by its id */
export async function readConnect({ services, shopId, actor }: Merchant, known: string | null) {
  const canSignIn = services.env.META_CONFIG_ID !== undefined;
  const [numbers, last] = await Promise.all([
    numbersOf(services, shopId),
    canSignIn ? lastSignup(services, shopId, actor) : null,
  ]);
  const number = numbers.find((one) => one.phoneNumberId === known);
  return {
    canSignIn,
    last,
    known: number
      ? {
          phoneNumberId: number.phoneNumberId,
          wabaId: number.wabaId,
          display: number.displayPhoneNumber,
          where: number.facts?.onBusinessApp ? "business_app" : ("nowhere" as Whereabouts),
        }
      : null,
  };
}

/** Connects a number by the token that was pasted. */
export async function connectWith(
  { services, shopId, actor }: Merchant,
  data: FormData,
): Promise<ConnectAnswer> {
  const none = { fields: [], detail: "", numbers: [] };
  const parsed = form.safeParse(Object.fromEntries(data));
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join("."));
    return { ...none, ok: false, problem: "invalid", fields };
  }
  const connected = await connectByToken(services, shopId, actor, parsed.data);
  return connected.ok ? connected : { ...none, ...connected };
}

/** The window in which a person signs in at Meta. */
export interface BeginAnswer {
  readonly id: string;
  readonly url: string;
}

/** Begins signing in at Meta. @param where as the question was answered */
export async function beginAtMeta(
  { services, shopId, actor, language }: Merchant,
  where: unknown,
): Promise<BeginAnswer> {
  const whereabouts = WHEREABOUTS.find((one) => one === where) ?? "nowhere";
  const { id: signup, ticket } = await beginSignup(services, shopId, actor, whereabouts);
  const url = new URL("/signup", services.env.APP_URL);
  url.searchParams.set("state", ticket);
  url.searchParams.set("locale", language);
  return { id: signup, url: url.toString() };
}
