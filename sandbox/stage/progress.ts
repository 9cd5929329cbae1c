import { z } from "zod";
import type { LedgerEntry } from "#sandbox/kernel/ledger.ts";
import type { World } from "#sandbox/kernel/world.ts";

const withPhone = z.looseObject({
  phone: z.string().nullish(),
  shipping_address: z.looseObject({ phone: z.string().nullish() }).nullish(),
});
const newText = z.looseObject({ name: z.string(), category: z.string() });
const sentText = z.looseObject({ template: z.looseObject({ name: z.string() }) });

function hasPhone({ request }: LedgerEntry): boolean {
  const parsed = withPhone.safeParse(request);
  return parsed.success && Boolean(parsed.data.phone ?? parsed.data.shipping_address?.phone);
}

/** Which steps of the story have been seen, in their order. */
export function progressOf({ ledger, plan }: World): boolean[] {
  const told = (topic: string) =>
    ledger
      .list({ kind: "webhook", name: `webhook ${topic}` })
      // A later try tells of something that was there before.
      .filter(({ attempt = 0 }) => attempt === 0);
  const answered = (name: string) =>
    ledger.list({ system: "meta", kind: "call", name }).filter(({ status }) => status === 200);

  // Reminders are promotional, order news are not: what the app told Meta of each text.
  const promotional = new Set(
    answered("templates.create").flatMap(({ request }) => {
      const text = newText.safeParse(request);
      return text.success && text.data.category === "MARKETING" ? [text.data.name] : [];
    }),
  );
  const isReminder = ({ request }: LedgerEntry) => {
    const text = sentText.safeParse(request);
    return text.success && promotional.has(text.data.template.name);
  };

  const messages = answered("messages.send");
  const orders = told("orders/create");
  const reminder = messages.find(isReminder);
  const order = reminder && orders.find(({ id }) => id > reminder.id);
  // On basic a first purchase comes before the cart that is left: the thank-you page asks for consent.
  const from = plan === "basic" ? orders[0]?.id : 0;
  return [
    told("checkouts/create").length > 0,
    from !== undefined && told("checkouts/update").some((entry) => entry.id > from && hasPhone(entry)),
    reminder !== undefined,
    order !== undefined,
    order !== undefined && messages.some((message) => message.id > order.id && !isReminder(message)),
  ];
}
