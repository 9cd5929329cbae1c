import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";

const withPhone = z.looseObject({
  phone: z.string().nullish(),
  shipping_address: z.looseObject({ phone: z.string().nullish() }).nullish(),
});

function hasPhone(payload: unknown): boolean {
  const parsed = withPhone.safeParse(payload);
  return parsed.success && Boolean(parsed.data.phone ?? parsed.data.shipping_address?.phone);
}

/** Which steps of the story have been seen, in their order. */
export function progressOf({ ledger }: World): boolean[] {
  const told = (name: string) => ledger.list({ kind: "webhook", name: `webhook ${name}` });
  const sent = ledger.list({ system: "meta", name: "messages.send" }).filter(({ status }) => status === 200);
  const bought = told("orders/create").length > 0;
  return [
    told("checkouts/create").length > 0,
    told("checkouts/update").some(({ request }) => hasPhone(request)),
    sent.length > 0,
    sent.length > 0 && bought,
    sent.length > 1 && bought,
  ];
}
