import { useMemo, useState } from "react";
import { checkText, type Finding, promotionalWord } from "#app/modules/templates/check.ts";
import { buildText, type TextParts, type VariableWords } from "#app/modules/templates/parts.ts";
import { renderTemplate } from "#app/modules/templates/render.ts";
import type { TextPage } from "./text.server.ts";

/** A language that is written in: of a version, or of a ready text to begin with. */
export interface Written {
  readonly language: string;
  readonly parts: TextParts;
  readonly words: VariableWords;
}

/** What the merchant has written, what Meta would say of it, and how it reads on the phone. */
export function useText(text: TextPage, { language, parts: stored, words }: Written, subjectId: string) {
  const [parts, setParts] = useState(stored);
  const { findings, preview } = useMemo(() => {
    const { components, bindings } = buildText(parts, words, text.linkUrl, undefined);
    const found: Finding[] = checkText({
      ...{ name: text.name, language, category: text.category, parameter_format: "named" },
      components,
    });
    const subject = text.subjects.find(({ id }) => id === subjectId);
    const shown = renderTemplate(
      { name: text.name, language, components, bindings },
      {
        values: subject ? (subject.values[language] ?? {}) : words.examples,
        picture: subject?.picture ?? text.picture,
        linkCode: "…",
      },
    );
    return { findings: found, preview: shown.preview };
  }, [parts, words, language, text, subjectId]);
  const promotion =
    text.category === "UTILITY"
      ? promotionalWord([parts.headerText, parts.body, parts.footer, parts.link?.label])
      : undefined;
  return {
    parts,
    set: (changes: Partial<TextParts>) => setParts((before) => ({ ...before, ...changes })),
    discard: () => setParts(stored),
    dirty: JSON.stringify(parts) !== JSON.stringify(stored),
    findings,
    promotion,
    preview,
  };
}
export type Writing = ReturnType<typeof useText>;
