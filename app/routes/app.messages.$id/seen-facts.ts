import type { Formatters } from "#app/i18n/format.ts";
import { languageName, type Translate, textName } from "#app/ui/message-words.ts";

/** What a decision saw, as it was kept. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

const FLAGS = ["bought", "replied", "soldOut", "cancelled", "askedShopify"] as const;
const CARTS = ["open", "completed", "gone"] as const;
const TEXTS = ["ready", "pending", "missing", "blocked"] as const;
/** "cartwave_cart_reminder_1 (it)" */
const NAMED_TEXT = /^(?:cartwave_)?([a-z0-9_]+) \(([A-Za-z_]+)\)$/;

function textFact(text: string, t: Translate): string | undefined {
  const state = TEXTS.find((one) => one === text);
  if (state) return t(`messages:fact.text.${state}`);
  const [, name, language] = NAMED_TEXT.exec(text) ?? [];
  if (!name || !language) return undefined;
  return t("messages:fact.textNamed", {
    text: textName(name, t),
    language: languageName(language, t),
  });
}

/** Minor units and their currency; earlier decisions kept the amount as it was written for the shop. */
function totalFact({ totalMinor, currency, total }: Facts, format: Formatters): string | undefined {
  if (typeof totalMinor === "string" && /^\d+$/.test(totalMinor) && typeof currency === "string")
    return format.money(BigInt(totalMinor), currency);
  return typeof total === "string" ? total : undefined;
}

/** The facts of a decision as a person says them, the weightiest first: "cart still open", "not bought", … */
export function factWords(facts: Facts, t: Translate, format: Formatters): string[] {
  const words: (string | undefined)[] = [];
  const cart = CARTS.find((one) => one === facts.cart);
  if (cart) words.push(t(`messages:fact.cart.${cart}`));
  if (typeof facts.order === "string") words.push(t("messages:fact.order", { order: facts.order }));
  for (const flag of FLAGS) {
    const value = facts[flag];
    if (typeof value === "boolean") words.push(t(`messages:fact.${flag}.${value ? "true" : "false"}`));
  }
  if (typeof facts.consentSince === "string") {
    words.push(t("messages:fact.consentSince", { date: format.date(facts.consentSince) }));
  } else if (facts.consentSince === null) words.push(t("messages:fact.noConsent"));
  const total = totalFact(facts, format);
  if (total) words.push(t("messages:fact.total", { total }));
  if (typeof facts.text === "string") words.push(textFact(facts.text, t));
  if (typeof facts.plannedAt === "string") {
    words.push(t("messages:fact.plannedAt", { at: format.dateTime(facts.plannedAt) }));
  }
  return words.filter((word) => word !== undefined);
}
