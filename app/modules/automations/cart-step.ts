import { picturesOf } from "#app/modules/catalog/index.ts";
import { type CheckoutRow, readLines } from "#app/modules/checkouts/index.ts";
import { canLeadTo, type TemplatePurpose } from "#app/modules/templates/index.ts";
import { DAY, HOUR, MINUTE, plus, wholeSecond } from "#app/platform/clock.ts";
import { type CartSettings, readCartSettings } from "./cart-settings.ts";
import { type CartFacts, decideCartStep } from "./decide.ts";
import { personFacts, type Run, textFor } from "./run.ts";
import type { StepPlan } from "./step.ts";
import { cartValues } from "./text-values.ts";

/** An accepted marketing message counts, whatever became of it later. */
const SENT_STATUSES = ["accepted", "held", "sent", "delivered", "read", "uncertain"];
const MESSAGE_LIFE_MS = 36 * HOUR;

export function checkoutTokenOf(subject: string): string {
  return subject.replace(/^checkout:/, "");
}

async function boughtByUs({ tx, enrolment, contact }: Run, token: string): Promise<boolean> {
  const orders = await tx.db.order.count({
    where: {
      deletedAt: null,
      OR: [
        { checkoutToken: token },
        { contactId: contact.id, placedAt: { gte: wholeSecond(enrolment.startedAt) } },
      ],
    },
  });
  return orders > 0;
}

async function lastMarketing({ tx, contact, now }: Run): Promise<Date | null> {
  const message = await tx.db.message.findFirst({
    where: {
      contactId: contact.id,
      category: "MARKETING",
      OR: [{ status: { in: SENT_STATUSES } }, { status: "queued" }],
      createdAt: { gte: plus(now, -2 * DAY) },
    },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true, acceptedAt: true },
  });
  return message ? (message.acceptedAt ?? message.createdAt) : null;
}

async function lastRun({ tx, enrolment, contact }: Run): Promise<Date | null> {
  const message = await tx.db.message.findFirst({
    where: {
      contactId: contact.id,
      automationKind: "cart_recovery",
      enrolmentId: { not: enrolment.id },
      status: { in: SENT_STATUSES },
    },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true },
  });
  return message?.createdAt ?? null;
}

/** Whether everything in the cart is known to be gone. */
async function isSoldOut({ tx }: Run, checkout: CheckoutRow): Promise<boolean> {
  const lines = readLines(checkout.lines);
  const ids = [...new Set(lines.flatMap((line) => (line.productId ? [line.productId] : [])))];
  if (lines.length === 0 || ids.length === 0) return false;
  const products = await tx.db.product.findMany({ where: { shopifyId: { in: ids.slice(0, 50) } } });
  const gone = new Set<string>();
  for (const product of products) {
    const variants = product.variants as { id?: string; inventory?: number | null; sellsOut?: boolean }[];
    for (const variant of variants) {
      const sold = product.deletedAt !== null || (variant.sellsOut === true && (variant.inventory ?? 1) <= 0);
      if (sold && variant.id) gone.add(variant.id);
    }
  }
  return lines.every((line) => line.variantId !== null && gone.has(line.variantId));
}

/** When this step was to be decided first, before any quiet hour moved it. */
async function plannedAt(run: Run, checkout: CheckoutRow, settings: CartSettings): Promise<Date> {
  const { tx, enrolment } = run;
  const delay = (settings.steps[enrolment.step]?.delayMinutes ?? 60) * MINUTE;
  if (enrolment.step === 0) return plus(checkout.lastActivityAt, delay);
  const before = await tx.db.decision.findFirst({
    where: { enrolmentId: enrolment.id, outcome: { in: ["sent", "watched"] } },
    orderBy: { decidedAt: "desc" },
  });
  return plus(before?.decidedAt ?? enrolment.startedAt, delay);
}

async function factsOf(
  run: Run,
  checkout: CheckoutRow | null,
  settings: CartSettings,
  askedShopify: boolean | undefined,
  purpose: TemplatePurpose,
): Promise<{
  facts: CartFacts;
  shown: Record<string, unknown>;
  template: Awaited<ReturnType<typeof textFor>>["template"];
}> {
  const { shop, automation, enrolment, contact } = run;
  const person = await personFacts(run, "marketing");
  const text = await textFor(run, purpose, checkout?.locale ?? null);
  const open = checkout && checkout.state !== "deleted" ? checkout : null;
  const facts: CartFacts = {
    installed: shop.status === "installed",
    switchedOn: automation.mode !== "off",
    person,
    text: text.state,
    hasLink:
      Boolean(open?.recoveryUrl) && (!text.template || canLeadTo(text.template, open?.recoveryUrl ?? null)),
    cart: open ? (open.state === "completed" ? "completed" : "open") : "gone",
    bought: (askedShopify ?? false) || (open ? await boughtByUs(run, open.token) : false),
    shopifyAsked: askedShopify !== undefined,
    repliedSinceStart: contact.lastInboundAt !== null && contact.lastInboundAt > enrolment.startedAt,
    totalMinor: open?.totalMinor ?? 0n,
    minimumMinor: settings.minimumMinor,
    soldOut: open ? await isSoldOut(run, open) : false,
    step: enrolment.step,
    lastRunAt: await lastRun(run),
    oncePerDays: settings.oncePerDays,
    lastMarketingAt: await lastMarketing(run),
    plannedAt: open ? await plannedAt(run, open, settings) : run.now,
    quietHours: shop.settings.quietHours,
    timeZone: shop.timeZone,
  };
  const shown = {
    cart: facts.cart,
    bought: facts.bought,
    askedShopify: facts.shopifyAsked,
    replied: facts.repliedSinceStart,
    consentSince: person.consentSince?.toISOString() ?? null,
    ...(open ? { totalMinor: open.totalMinor.toString(), currency: open.currency } : {}),
    soldOut: facts.soldOut,
    text: text.template ? `${text.template.name} (${text.template.language})` : facts.text,
    plannedAt: facts.plannedAt.toISOString(),
  };
  return { facts, shown, template: text.template };
}

/** Looks at a cart's run and decides its step. @param askedShopify whether it was bought, as Shopify says */
export async function planCartStep(run: Run, askedShopify: boolean | undefined): Promise<StepPlan> {
  const settings = readCartSettings(run.automation.settings);
  const step = settings.steps[run.enrolment.step];
  const token = checkoutTokenOf(run.enrolment.subject);
  const checkout = await run.tx.db.checkout.findFirst({ where: { token } });
  if (!step) return { decision: { outcome: "end", reason: "completed" }, shown: {}, next: undefined };
  const { facts, shown, template } = await factsOf(run, checkout, settings, askedShopify, step.purpose);
  const decision = decideCartStep(facts, run.now);
  const following = settings.steps[run.enrolment.step + 1];
  const next = following ? plus(run.now, following.delayMinutes * MINUTE) : undefined;
  if (decision.outcome !== "send" || !checkout?.recoveryUrl || !template || !facts.person.recipient) {
    return { decision, shown, next };
  }
  const lines = readLines(checkout.lines);
  const pictures = await picturesOf(
    run.tx.db,
    lines.flatMap((line) => line.productId ?? []),
  );
  const picture = lines.map((line) => pictures.get(line.productId ?? "")).find((address) => address);
  return {
    decision,
    shown,
    next,
    message: {
      template,
      recipient: facts.person.recipient,
      purpose: "cart_recovery",
      picture,
      linkTarget: checkout.recoveryUrl,
      campaign: "cart_recovery",
      expiresAt: plus(run.now, MESSAGE_LIFE_MS),
      values: cartValues(checkout, {
        firstName: run.contact.firstName,
        shopName: run.shop.name,
        language: template.language,
      }),
    },
  };
}
