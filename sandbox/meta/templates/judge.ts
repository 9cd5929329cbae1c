import { buttonsOf, type Category, componentOf, type TemplateComponent } from "./template.ts";

/** A text that a tester wants to be rejected. */
const REJECT_ME = "REJECTME";

/** Words that make a reviewer file a text under marketing, in the languages that the sandbox reads. */
const PROMOTIONAL =
  /(?<!\p{L})(discounts?|sale|offers?|coupons?|promo|promotions?|vouchers?|deals?|scont[oi]|saldi|offert[ae]|promozion[ei]|rabatte?|angebote?|gutscheine?|ofertas?|descuentos?|descontos?|remises?|soldes)(?!\p{L})|% ?off(?!\p{L})/iu;

function textOf(components: readonly TemplateComponent[]): string {
  const parts = ["HEADER", "BODY", "FOOTER"].map((type) => componentOf(components, type)?.text ?? "");
  return [...parts, ...buttonsOf(components).map((button) => button.text ?? "")].join("\n");
}

/**
 * The category that a text really has: since 2025-04-09 a promotional UTILITY is filed as MARKETING at once.
 * Source: template categorization.
 */
export function categoryOf(asked: Category, components: readonly TemplateComponent[]): Category {
  return asked === "UTILITY" && PROMOTIONAL.test(textOf(components)) ? "MARKETING" : asked;
}

export interface Rejection {
  readonly reason: "INVALID_FORMAT" | "ABUSIVE_CONTENT" | "SCAM" | "PROMOTIONAL" | "TAG_CONTENT_MISMATCH";
  readonly info: { readonly reason: string; readonly recommendation: string };
}

/** What the review finds wrong, or undefined. */
export function judge(components: readonly TemplateComponent[]): Rejection | undefined {
  const body = componentOf(components, "BODY")?.text ?? "";
  if (/\}\}\s*\{\{/.test(body)) {
    return {
      reason: "INVALID_FORMAT",
      info: {
        reason:
          "Your template has parameters placed next to each other (like {{1}}{{2}}) without text or punctuation between them.",
        recommendation:
          "Separate parameters with descriptive text and ensure each parameter is clearly contextualized.",
      },
    };
  }
  if (textOf(components).includes(REJECT_ME)) {
    return {
      reason: "ABUSIVE_CONTENT",
      info: {
        reason: `Your template has the word ${REJECT_ME}.`,
        recommendation: "Take the word out and submit the template again.",
      },
    };
  }
  return undefined;
}
