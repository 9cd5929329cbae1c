import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import { pauseSending, resumeSending } from "#app/modules/shops/index.ts";
import { setSetupDismissed } from "#app/modules/shops/setup.ts";
import { prepareTemplates } from "#app/modules/templates/index.ts";

const intent = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("pause"),
    scope: z.enum(["marketing", "all"]),
    reason: z.string().trim().max(200).default(""),
  }),
  z.object({ intent: z.literal("resume") }),
  z.object({ intent: z.literal("prepare-texts") }),
  z.object({ intent: z.literal("dismiss-setup") }),
  z.object({ intent: z.literal("recall-setup") }),
]);

/** What came of an intent; `problem` is a key of the screen's words. */
export type IntentResult =
  | { readonly ok: true; readonly intent: string }
  | {
      readonly ok: false;
      readonly intent: string;
      readonly problem: "invalid" | "no_number" | "refused" | "unavailable";
      readonly detail: string;
    };

/** Does what a form of the shell or of Home asks for. */
export async function actOn(merchant: Merchant, form: FormData): Promise<IntentResult> {
  const { services, shopId, actor } = merchant;
  const parsed = intent.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    return { ok: false, intent: String(form.get("intent")), problem: "invalid", detail: "" };
  }
  const asked = parsed.data;
  switch (asked.intent) {
    case "pause":
      await pauseSending(services, shopId, actor, { scope: asked.scope, reason: asked.reason || null });
      break;
    case "resume":
      await resumeSending(services, shopId, actor);
      break;
    case "prepare-texts": {
      const prepared = await prepareTemplates(services, shopId, actor);
      if (!prepared.ok) return { ...prepared, intent: asked.intent };
      break;
    }
    default:
      await setSetupDismissed(services, shopId, asked.intent === "dismiss-setup");
  }
  return { ok: true, intent: asked.intent };
}
