import { type ActionFunctionArgs, json } from "@remix-run/node";
import { z } from "zod";
import { merchantOf } from "#app/merchant.server.ts";
import { sendTest } from "#app/modules/test-messages/index.ts";
import { isUuid } from "#app/platform/ids.ts";

const form = z.object({
  draft: z.string().refine(isUuid),
  phone: z.string().max(40),
  templateId: z.string().refine(isUuid).optional(),
  language: z.string().max(10).optional(),
});

/**
 * `POST /app/messages/test` (draft, phone): one of the shop's texts to the merchant's own phone; with `templateId` and
 * `language` that text.
 */
export async function action(args: ActionFunctionArgs) {
  const { services, shopId, actor } = await merchantOf(args);
  const asked = form.safeParse(Object.fromEntries(await args.request.formData()));
  if (!asked.success) throw new Response(null, { status: 400 });
  const { templateId, language, ...test } = asked.data;
  const text = templateId && language ? { templateId, language } : undefined;
  const sent = await sendTest(services, shopId, actor, { ...test, text });
  return json(sent, { status: sent.ok ? 200 : 422 });
}
