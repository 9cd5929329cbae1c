import { CART_STAGES, type Funnel } from "#app/modules/funnel/index.ts";
import type { ShopClient } from "#app/platform/database/index.ts";

const SENT = new Set(["accepted", "held", "sent", "delivered", "read", "uncertain"]);

/** The funnel of all days as the rows themselves tell it, cart by cart. */
export async function funnelOfLedger(db: ShopClient): Promise<Funnel> {
  const carts = await db.checkout.findMany({ where: { state: { not: "deleted" } } });
  const messages = await db.message.findMany({ select: { subject: true, status: true } });
  const agreed = await db.consent.findMany({ where: { purpose: "marketing", state: "granted" } });
  const written = new Set(messages.flatMap(({ subject, status }) => (SENT.has(status) ? subject : [])));
  const mayBeWritten = new Set(agreed.map(({ contactId }) => contactId));
  const funnel = { left: 0, phone: 0, consent: 0, written: 0, returned: 0 };
  for (const { token, state, phone, contactId } of carts) {
    const wasWritten = written.has(`checkout:${token}`);
    if (state !== "open" && !wasWritten) continue;
    const consents = phone !== null && contactId !== null && mayBeWritten.has(contactId);
    funnel.left += 1;
    if (wasWritten || phone !== null) funnel.phone += 1;
    if (wasWritten || consents) funnel.consent += 1;
    if (wasWritten) funnel.written += 1;
    if (wasWritten && state === "completed") funnel.returned += 1;
  }
  return funnel;
}

/** The funnel of all days as the figures keep it. */
export async function funnelOfFigures(db: ShopClient): Promise<Funnel> {
  const rows = await db.dailyFigure.findMany({ where: { metric: { startsWith: "carts_" } } });
  const reached = CART_STAGES.map((stage, index) => {
    const names = CART_STAGES.slice(index).map((one) => `carts_${one}`);
    const carts = rows.filter(({ metric }) => names.includes(metric));
    return [stage, carts.reduce((sum, { amount }) => sum + Number(amount), 0)];
  });
  return Object.fromEntries(reached) as Funnel;
}
