import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import {
  type AutomationKind,
  automationReport,
  endRun,
  peopleInside,
  saveCartSettings,
  setAutomationMode,
  watchedMessages,
} from "#app/modules/automations/index.ts";
import { accountCurrency, pricesIn } from "#app/modules/costs/index.ts";
import { localDay } from "#app/modules/figures/index.ts";
import { type TemplatePurpose, textSamples } from "#app/modules/templates/index.ts";
import { isUuid } from "#app/platform/ids.ts";
import { onItsWay } from "#app/routes/app/on-its-way.server.ts";
import { toAutomation } from "#app/ui/automation.server.ts";
import type { SaveAnswer } from "#app/ui/save-section.tsx";
import { editStep, readSettingsForm, writeAmount, writeSteps } from "./settings-form.ts";

/** Texts that a step of cart recovery can send. */
const CART_TEXTS: readonly TemplatePurpose[] = ["cart_reminder_1", "cart_reminder_2"];

async function readPeople({ services, shopId }: Merchant, kind: AutomationKind) {
  const people = await peopleInside(services, shopId, kind);
  return people.map(({ startedAt, dueAt, ...person }) => ({
    ...person,
    startedAt: startedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
  }));
}
export type People = Awaited<ReturnType<typeof readPeople>>;

async function readWatched({ services, shopId }: Merchant, kind: AutomationKind) {
  const watched = await watchedMessages(services, shopId, kind);
  return watched.map(({ at, costMicros, ...message }) => ({
    ...message,
    at: at.toISOString(),
    costMicros: costMicros?.toString() ?? null,
  }));
}
export type Watched = Awaited<ReturnType<typeof readWatched>>;

/** Everything that the page of one automation shows; the people and the texts are on their way. */
export async function readPage(merchant: Merchant, kind: AutomationKind) {
  const { services, shopId, shop, now } = merchant;
  const people = onItsWay(merchant, "people", readPeople(merchant, kind));
  const watched = onItsWay(merchant, "watched", readWatched(merchant, kind));
  const purposes = kind === "cart_recovery" ? CART_TEXTS : [kind];
  const samples = onItsWay(merchant, "samples", textSamples(services, shopId, purposes));
  const report = await automationReport(services, shopId, kind);
  const category = kind === "cart_recovery" ? "MARKETING" : "UTILITY";
  const db = services.database.shop(shopId);
  const prices = await pricesIn(db, await accountCurrency(db), localDay(now, shop.timeZone));
  const each = prices.priceOf({ countryCode: shop.countryCode, recipient: "" }, category);
  const { cart } = report;
  return {
    automation: toAutomation(report, prices.currency),
    samples,
    cart: cart && {
      minimum: writeAmount(cart.minimumMinor, shop.currency),
      oncePerDays: String(cart.oncePerDays),
      steps: writeSteps(cart.steps.map(editStep)),
    },
    quietHours: shop.settings.quietHours,
    countryCode: shop.countryCode,
    /** Of one message to somebody in the shop's own country; null where no price is known. */
    each: { micros: each?.toString() ?? null, currency: prices.currency },
    people,
    watched,
  };
}
export type AutomationPage = Awaited<ReturnType<typeof readPage>>;

const intent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("mode"), mode: z.enum(["off", "watching", "live"]) }),
  z.object({ intent: z.literal("end"), run: z.string().refine(isUuid) }),
]);

async function save({ services, shopId, shop, actor }: Merchant, form: FormData): Promise<SaveAnswer> {
  const { settings, version } = readSettingsForm(form, shop.currency);
  const result = await saveCartSettings(services, shopId, actor, settings, version);
  if (result.ok) return { ok: true };
  return { ok: false, problem: result.problem, fields: Object.keys(result.fields ?? {}) };
}

/**
 * `intent=mode` (mode: off, watching, live) switches; `intent=end` (run) takes one person out; `intent=save` (version,
 * minimum, oncePerDays, steps) saves cart recovery. @returns undefined for a form that is none of these
 */
export async function actOnAutomation(
  merchant: Merchant,
  kind: AutomationKind,
  form: FormData,
): Promise<SaveAnswer | undefined> {
  const { services, shopId, actor } = merchant;
  if (form.get("intent") === "save" && kind === "cart_recovery") return save(merchant, form);
  const parsed = intent.safeParse(Object.fromEntries(form));
  if (!parsed.success) return undefined;
  if (parsed.data.intent === "mode") {
    await setAutomationMode(services, shopId, actor, kind, parsed.data.mode);
    return { ok: true };
  }
  // Ended already, by a purchase or a colleague: what was wanted is so.
  await endRun(services, shopId, parsed.data.run, actor);
  return { ok: true };
}
