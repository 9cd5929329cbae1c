import type { TemplateView } from "#app/modules/templates/index.ts";

/** Why an automation that is switched on would send nothing now. */
export type Blocked =
  | { readonly why: "no_number" }
  | {
      readonly why: "text_missing" | "text_pending" | "text_refused";
      readonly texts: readonly BlockedText[];
    };

export interface BlockedText {
  readonly purpose: string;
  readonly language: string | null;
}

type TextStatus = Pick<TemplateView, "purpose" | "language" | "status" | "sendable">;

/**
 * A purpose with an approved text in any language can be sent: a person whose language has none gets another.
 * @param purposes the automation's texts, in the order of its steps
 */
export function blockedBy(
  purposes: readonly string[],
  hasNumber: boolean,
  texts: readonly TextStatus[],
): Blocked | null {
  if (!hasNumber) return { why: "no_number" };
  const lacking = purposes.filter(
    (purpose) => !texts.some((text) => text.purpose === purpose && text.sendable),
  );
  if (lacking.length === 0) return null;
  const atMeta = (status: (text: TextStatus) => boolean): BlockedText[] =>
    texts.filter((text) => lacking.includes(text.purpose) && status(text));
  const missing = lacking.filter((purpose) => !texts.some((text) => text.purpose === purpose));
  if (missing.length > 0) {
    return { why: "text_missing", texts: missing.map((purpose) => ({ purpose, language: null })) };
  }
  const pending = atMeta((text) => text.status === "pending");
  const list = pending.length > 0 ? pending : atMeta(() => true);
  return {
    why: pending.length > 0 ? "text_pending" : "text_refused",
    texts: list.map(({ purpose, language }) => ({ purpose, language })),
  };
}
