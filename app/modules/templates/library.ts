import type { LinkKind, Meaning, TemplatePurpose } from "./purposes.ts";
import { brazilian } from "./ready/brazilian.ts";
import { dutch } from "./ready/dutch.ts";
import { english } from "./ready/english.ts";
import { french } from "./ready/french.ts";
import { german } from "./ready/german.ts";
import { italian } from "./ready/italian.ts";
import { polish } from "./ready/polish.ts";
import { portuguese } from "./ready/portuguese.ts";
import { spanish } from "./ready/spanish.ts";
import type { ReadyWords } from "./ready/words.ts";

/** One ready text in one language. Variables stand in it as `{{meaning}}`. */
export interface ReadyText {
  /** `picture`: the cart's first product. */
  readonly header: "picture" | null;
  readonly body: string;
  readonly footer: string | null;
  /** Label of the link button, and where it leads. */
  readonly link: { readonly label: string; readonly kind: LinkKind } | null;
  /** Label of the button that stops promotions: every marketing text has one. */
  readonly stop: string | null;
}

/** Of which parts a purpose's text is made, in every language. */
interface Layout {
  readonly reminder: boolean;
  readonly link: {
    readonly label: Exclude<keyof ReadyWords["labels"], "stop">;
    readonly kind: LinkKind;
  } | null;
  readonly stop: boolean;
}

const ORDER: Layout = { reminder: false, link: { label: "order", kind: "order_status" }, stop: false };
const PARCEL: Layout = { reminder: false, link: { label: "parcel", kind: "tracking" }, stop: false };

const LAYOUTS: Readonly<Record<TemplatePurpose, Layout>> = {
  cart_reminder_1: { reminder: true, link: { label: "cart", kind: "cart" }, stop: true },
  cart_reminder_2: { reminder: true, link: { label: "finish", kind: "cart" }, stop: true },
  order_confirmed: ORDER,
  order_shipped: PARCEL,
  order_out_for_delivery: PARCEL,
  order_delivered: ORDER,
  order_cancelled: ORDER,
  order_refunded: ORDER,
  conversation_reopen: { reminder: false, link: null, stop: true },
};

/** By Meta's language codes. Portuguese is written in two ways that readers tell apart at once. */
const WORDS: Readonly<Record<string, ReadyWords>> = {
  en: english,
  it: italian,
  es: spanish,
  fr: french,
  de: german,
  pt_BR: brazilian,
  pt_PT: portuguese,
  nl: dutch,
  pl: polish,
};

/** Languages that there are ready texts in. */
export const READY_LANGUAGES: readonly string[] = Object.keys(WORDS);

/** The ready text of a purpose, or undefined where nobody has written it in this language. */
export function readyText(purpose: TemplatePurpose, language: string): ReadyText | undefined {
  const words = WORDS[language];
  if (!words) return undefined;
  const { reminder, link, stop } = LAYOUTS[purpose];
  return {
    header: reminder ? "picture" : null,
    body: words.bodies[purpose],
    footer: reminder ? words.reminderFooter : null,
    link: link && { label: words.labels[link.label], kind: link.kind },
    stop: stop ? words.labels.stop : null,
  };
}

export function fallbackOf(meaning: Meaning, language: string): string {
  return (WORDS[language] ?? english).fallbacks[meaning];
}

export function exampleOf(meaning: Meaning, language: string): string {
  return (WORDS[language] ?? english).examples[meaning];
}
