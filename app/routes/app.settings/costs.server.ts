import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import {
  accountCurrency,
  type CardFault,
  costsOf,
  removeRateCards,
  saveRateCard,
} from "#app/modules/costs/index.ts";
import { budgetChanged } from "#app/modules/messages/index.ts";
import { getShop, saveSettings } from "#app/modules/shops/index.ts";
import type { SettingsResult } from "./settings.server.ts";

const MICROS = 1_000_000;

/** JSON has no bigint, and its times are text. */
export async function readCosts({ services, shop, now }: Merchant) {
  const { each, from, lines, budget, ...view } = await costsOf(services, shop, now);
  return {
    ...view,
    countryCode: shop.countryCode,
    budget: budget && {
      currency: budget.currency,
      level: budget.level,
      micros: budget.micros.toString(),
      confirmed: budget.confirmed.toString(),
      underWay: budget.underWay.toString(),
      /** As a person types it. */
      amount: String(Number(budget.micros) / MICROS),
    },
    today: now.toISOString(),
    each: { marketing: each.marketing?.toString() ?? null, utility: each.utility?.toString() ?? null },
    from: from.toISOString().slice(0, 10),
    lines: lines.map(({ messages, free, unpriced, amount, ...line }) => ({
      ...line,
      messages: Number(messages),
      free: Number(free),
      unpriced: Number(unpriced),
      amount: amount.toString(),
    })),
  };
}
export type CostsData = Awaited<ReturnType<typeof readCosts>>;

/** Meta's largest card has some fifty lines. */
const LARGEST_CARD = 50_000;

const form = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save-rate-card"),
    text: z.string().max(LARGEST_CARD),
    effectiveFrom: z.string(),
  }),
  z.object({ intent: z.literal("remove-rate-cards") }),
]);

const budgetForm = z.object({
  version: z.coerce.number().int(),
  /** "300", "300.50" or, as Italians write it, "300,50"; empty takes the budget away. */
  amount: z
    .string()
    .trim()
    .transform((text) => text.replace(",", "."))
    .pipe(z.union([z.literal(""), z.string().regex(/^\d{1,9}(\.\d{1,6})?$/)])),
});

/** `intent=save-budget` (version, amount). */
async function saveBudget(merchant: Merchant, data: FormData): Promise<SettingsResult> {
  const { services, shopId, shop, actor } = merchant;
  const intent = "save-budget";
  const refused = (problem: "invalid" | "stale"): SettingsResult => ({
    ok: false,
    intent,
    problem,
    fields: ["amount"],
  });
  const parsed = budgetForm.safeParse(Object.fromEntries(data));
  if (!parsed.success) return refused("invalid");
  const { amount, version } = parsed.data;
  const currency = await accountCurrency(services.database.shop(shopId));
  const monthlyBudget = amount === "" ? null : { micros: Math.round(Number(amount) * MICROS), currency };
  const saved = await saveSettings(services, shopId, actor, { ...shop.settings, monthlyBudget }, version);
  if (!saved.ok) return refused(saved.problem);
  await budgetChanged(services, await getShop(services, shopId));
  return { ok: true, intent };
}

/** What came of a form about costs; `problem` and each `fault` are keys of the screen's words. */
export type CostsResult =
  | { readonly ok: true; readonly intent: string; readonly markets: number }
  | {
      readonly ok: false;
      readonly intent: string;
      readonly problem: "empty" | "header" | "lines" | "day" | "large";
      readonly faults: readonly CardFault[];
    };

/**
 * `intent=save-rate-card` (text, effectiveFrom), `intent=remove-rate-cards` and `intent=save-budget`.
 * @returns undefined for a form that is none of these
 */
export async function actOnCosts(
  merchant: Merchant,
  data: FormData,
): Promise<CostsResult | SettingsResult | undefined> {
  const { services, shopId, actor } = merchant;
  const intent = String(data.get("intent"));
  if (intent === "save-budget") return saveBudget(merchant, data);
  if (intent !== "save-rate-card" && intent !== "remove-rate-cards") return undefined;
  const parsed = form.safeParse(Object.fromEntries(data));
  if (!parsed.success) return { ok: false, intent, problem: "large", faults: [] };
  const asked = parsed.data;
  if (asked.intent === "remove-rate-cards") {
    await removeRateCards(services, shopId, actor);
    return { ok: true, intent, markets: 0 };
  }
  return { intent, ...(await saveRateCard(services, shopId, actor, asked)) };
}
