import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import {
  type ConnectProblem,
  connectByToken,
  numbersOf,
  type OfferedNumber,
} from "#app/modules/numbers/index.ts";

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
export async function readConnect({ services, shopId }: Merchant, known: string | null) {
  const numbers = await numbersOf(services, shopId);
  const number = numbers.find((one) => one.phoneNumberId === known);
  return {
    known: number
      ? {
          phoneNumberId: number.phoneNumberId,
          wabaId: number.wabaId,
          display: number.displayPhoneNumber,
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
