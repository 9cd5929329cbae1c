import type { TFunction } from "i18next";
import type { Formatters } from "#app/i18n/format.ts";
import type messages from "../i18n/en/messages.json";
import type { StatusLook } from "./status-badge.tsx";

/** The list's and the page's words for one message. */
export interface WordedMessage {
  readonly source: "message" | "run";
  readonly origin: string;
  readonly step: number;
  readonly template: string | null;
  readonly language: string | null;
  readonly status: keyof typeof messages.status;
  readonly reason: string | null;
  readonly waiting: { readonly why: string; readonly until: string | null } | null;
  readonly givenUpAfterMs?: number | null;
  readonly bought?: { readonly sinceMs: number | null; readonly beforeMs: number | null } | null;
}

export type Translate = TFunction<["messages", "common", "automations"]>;

const LOOK: Readonly<Record<WordedMessage["status"], StatusLook>> = {
  queued: "waiting",
  waiting: "waiting",
  sending: "waiting",
  accepted: "waiting",
  held: "warning",
  sent: "good",
  delivered: "good",
  read: "good",
  failed: "bad",
  uncertain: "unknown",
  suppressed: "neutral",
  ended: "neutral",
};

export function lookOf(status: WordedMessage["status"]): StatusLook {
  return LOOK[status];
}

/** One of the texts' names, or what was stored where we know none. */
export function textName(purpose: string, t: Translate): string {
  return t(`common:texts.${purpose as "cart_reminder_1"}`, { defaultValue: purpose });
}

/** Kinds of which the words alone say everything. */
const SAID_IN_WORDS = new Set(["text", "button", "interactive"]);

/** What a shopper sent, such as a photo; nothing where their words say it. */
export function kindWords(kind: string, hasWords: boolean, t: TFunction<"messages">): string | null {
  if (hasWords && SAID_IN_WORDS.has(kind)) return null;
  return t(`replies.kind.${kind as "image"}`, { defaultValue: t("replies.kind.other") });
}

export function languageName(language: string, t: Translate): string {
  return t(`common:language.${language as "en"}`, { defaultValue: language.toUpperCase() });
}

/** A language's name within a sentence: English writes it with a capital. */
export function languageInside(language: string, t: Translate, merchants: string): string {
  const name = languageName(language, t);
  return merchants === "en" ? name : name.toLocaleLowerCase(merchants);
}

export function originName(origin: string, t: Translate): string {
  return t(`messages:origin.${origin as "reply"}`, { defaultValue: origin });
}

/** "Cart 1 · Italian", or which automation's which message. */
export function textLine(message: WordedMessage, t: Translate): string {
  const { template, language, origin, step } = message;
  if (template) {
    return [textName(template, t), ...(language ? [languageName(language, t)] : [])].join(" · ");
  }
  return origin === "cart_recovery"
    ? t("messages:stepOf", { origin: originName(origin, t), step: step + 1 })
    : originName(origin, t);
}

export function reasonWords(reason: string, t: Translate): string {
  return t(`messages:reason.${reason as "bought"}`, { defaultValue: t("messages:reason.refused") });
}

const PROPER_NAME = /^(Meta|Shopify|WhatsApp)\b/;

/** A reason inside of a sentence: it begins small, unless with a name. */
export function reasonInside(reason: string, t: Translate): string {
  const words = reasonWords(reason, t);
  return PROPER_NAME.test(words) ? words : `${words.slice(0, 1).toLocaleLowerCase()}${words.slice(1)}`;
}

function boughtWords(
  { sinceMs, beforeMs }: NonNullable<WordedMessage["bought"]>,
  t: Translate,
  format: Formatters,
) {
  if (beforeMs !== null) return t("messages:bought.before", { duration: format.duration(beforeMs) });
  return sinceMs === null ? undefined : t("messages:bought.after", { duration: format.duration(sinceMs) });
}

/** What stands beside the status: until when it waits, or why it was not sent; nothing where the word says all. */
export function statusNote(message: WordedMessage, t: Translate, format: Formatters): string | null {
  const { waiting, reason, bought, status, givenUpAfterMs } = message;
  if (givenUpAfterMs) return t("messages:givenUp", { duration: format.duration(givenUpAfterMs) });
  if (waiting) {
    const values = { until: waiting.until ? format.since(waiting.until) : "" };
    return t(`messages:waiting.${waiting.why as "due"}`, { ...values, defaultValue: "" }) || null;
  }
  if (status === "uncertain" || !reason) return null;
  if (reason === "bought" && bought) return boughtWords(bought, t, format) ?? reasonWords(reason, t);
  return reasonWords(reason, t);
}

export interface Cost {
  readonly micros: string;
  readonly currency: string;
  readonly confirmed: boolean;
}

/** An amount that says that it is an estimate until Meta has confirmed it. */
export function costWords(cost: Cost | null, t: Translate, format: Formatters): string {
  if (!cost) return t("messages:cost.unknown");
  if (cost.confirmed && cost.micros === "0") return t("messages:cost.free");
  const amount = format.cost(cost.micros, cost.currency);
  return cost.confirmed ? amount : t("messages:cost.estimate", { amount });
}
