import { z } from "zod";
import { exampleOf, fallbackOf, type ReadyText } from "./library.ts";
import { buildText, type TextParts, type VariableWords } from "./parts.ts";
import { LINK_KINDS, MEANINGS, type Meaning } from "./purposes.ts";

/** From outside: what a form sends of {@link TextParts}. Lengths that Meta refuses are found by the check. */
export const textParts = z.object({
  header: z.enum(["picture"]).nullable(),
  headerText: z.string().max(1_000).nullable(),
  body: z.string().max(10_000),
  footer: z.string().max(1_000).nullable(),
  link: z.object({ label: z.string().max(1_000), kind: z.enum(LINK_KINDS) }).nullable(),
  stop: z.string().max(1_000).nullable(),
  fallbacks: z.partialRecord(z.enum(MEANINGS), z.string().max(200)),
});

/** A ready text as one that can be changed. */
export function partsOfReady(text: ReadyText): TextParts {
  return { ...text, headerText: null, fallbacks: {} };
}

/** What variables are said as in a language; in English where there are no ready texts in it. */
export function wordsOf(language: string): VariableWords {
  const all = (of: (meaning: Meaning, language: string) => string) =>
    Object.fromEntries(MEANINGS.map((meaning) => [meaning, of(meaning, language)])) as Record<
      Meaning,
      string
    >;
  return { examples: all(exampleOf), fallbacks: all(fallbackOf) };
}

/** As {@link buildText}, with the ready words of the language. */
export function buildTemplate(
  text: ReadyText | TextParts,
  language: string,
  linkUrl: string,
  headerHandle: string | undefined,
): ReturnType<typeof buildText> {
  const parts = "fallbacks" in text ? text : partsOfReady(text);
  return buildText(parts, wordsOf(language), linkUrl, headerHandle);
}
