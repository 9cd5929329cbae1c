import type { Language } from "#app/i18n/language.ts";
import type automations from "../i18n/en/automations.json";
import { languageName, type Translate, textName } from "./message-words.ts";
import type { StatusLook } from "./status-badge.tsx";

export type AutomationName = keyof typeof automations.name;
export type ModeName = keyof typeof automations.mode;

/** The cards of the screen, and what stands in them. */
export const GROUPS = {
  sales: ["cart_recovery"],
  status: ["order_confirmed", "order_shipped", "order_out_for_delivery", "order_cancelled", "order_refunded"],
  after: ["order_delivered"],
} as const satisfies Record<string, readonly AutomationName[]>;

export const MODE_LOOK: Readonly<Record<ModeName, StatusLook>> = {
  off: "neutral",
  watching: "watching",
  live: "good",
};

const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = 24 * MINUTES_AN_HOUR;

/** "1 hour", "24 hours", "3 days": in the largest unit that keeps it whole; a day is called 24 hours. */
export function waitWords(minutes: number, language: Language): string {
  const [unit, amount] =
    minutes % MINUTES_A_DAY === 0 && minutes > MINUTES_A_DAY
      ? ["day", minutes / MINUTES_A_DAY]
      : minutes % MINUTES_AN_HOUR === 0
        ? ["hour", minutes / MINUTES_AN_HOUR]
        : ["minute", minutes];
  const format = new Intl.NumberFormat(language, { style: "unit", unit: String(unit), unitDisplay: "long" });
  return format.format(Number(amount));
}

interface Sentenced {
  readonly kind: AutomationName;
  readonly delays: readonly number[] | null;
}

/** What an automation does, in one sentence. */
export function sentenceOf({ kind, delays }: Sentenced, t: Translate, language: Language): string {
  if (kind !== "cart_recovery") return t(`automations:sentence.${kind}`);
  const waits = (delays ?? []).map((minutes, index) =>
    t(index === 0 ? "automations:sentence.first" : "automations:sentence.then", {
      wait: waitWords(minutes, language),
    }),
  );
  return t("automations:sentence.cart", { waits: waits.join(", ") });
}

export interface BlockedWords {
  readonly why: "no_number" | "text_missing" | "text_pending" | "text_refused";
  readonly texts?: readonly { readonly purpose: string; readonly language: string | null }[];
}

/** Why nothing would be sent now, with the texts it hangs on: "Waits for Meta: Cart 1 (Italian). …" */
export function blockedWords(blocked: BlockedWords, t: Translate): string {
  const texts = (blocked.texts ?? []).map(({ purpose, language }) =>
    language ? `${textName(purpose, t)} (${languageName(language, t)})` : textName(purpose, t),
  );
  return t(`automations:blocked.${blocked.why}`, { texts: texts.join(", ") });
}
