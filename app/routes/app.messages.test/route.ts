import { type ActionFunctionArgs, json } from "@remix-run/node";
import { z } from "zod";
import { merchantOf } from "#app/merchant.server.ts";
import { sendTest } from "#app/modules/test-messages/index.ts";
import { isUuid } from "#app/platform/ids.ts";

const form = z.object({ draft: z.string().refine(isUuid), phone: z.string().max(40) });

/** `POST /app/messages/test` (draft, phone): one of the shop's texts to the merchant's own phone. */
export async function action(args: ActionFunctionArgs) {
  const { services, shopId, actor } = await merchantOf(args);
  const asked = form.safeParse(Object.fromEntries(await args.request.formData()));
  if (!asked.success) throw new Response(null, { status: 400 });
  const sent = await sendTest(services, shopId, actor, asked.data);
  return json(sent, { status: sent.ok ? 200 : 422 });
}
