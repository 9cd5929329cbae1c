import { z } from "zod";
import type { Merchant } from "#app/merchant.server.ts";
import { type CardFault, costsOf, removeRateCards, saveRateCard } from "#app/modules/costs/index.ts";

/** JSON has no bigint, and its times are text. */
export async function readCosts({ services, shop, now }: Merchant) {
  const { each, from, lines, ...view } = await costsOf(services, shop, now);
  return {
    ...view,
    countryCode: shop.countryCode,
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
 * `intent=save-rate-card` (text, effectiveFrom) and `intent=remove-rate-cards`.
 * @returns undefined for a form that is none of these
 */
export async function actOnCosts(merchant: Merchant, data: FormData): Promise<CostsResult | undefined> {
  const { services, shopId, actor } = merchant;
  const intent = String(data.get("intent"));
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
