import { describe, expect, it } from "vitest";
import { isStopWord } from "#app/modules/consent/index.ts";
import { categoryOf as filedUnder, judge } from "#sandbox/meta/templates/judge.ts";
import { newTemplate } from "#sandbox/meta/templates/template.ts";
import { validateTemplate } from "#sandbox/meta/templates/validate.ts";
import { buildTemplate } from "./build.ts";
import { fallbackOf, READY_LANGUAGES, readyText } from "./library.ts";
import { variablesIn } from "./parts.ts";
import { categoryOf, PURPOSES } from "./purposes.ts";
import { renderTemplate } from "./render.ts";

const HANDLE = "4::example";

const TEXTS = READY_LANGUAGES.flatMap((language) =>
  PURPOSES.map((purpose) => {
    const text = readyText(purpose, language);
    if (!text) throw new Error(`${purpose} is not written in ${language}`);
    return { purpose, language, text, built: buildTemplate(text, language, "https://shop.example", HANDLE) };
  }),
);

describe.each(TEXTS)("the ready text $purpose in $language", ({ purpose, language, text, built }) => {
  it("is one that Meta takes, in the category that we ask for", () => {
    const category = categoryOf(purpose);
    const template = newTemplate.parse({
      name: `cartwave_${purpose}`,
      language,
      category,
      parameter_format: "named",
      components: built.components,
    });
    expect(() => validateTemplate(template, (handle) => handle === HANDLE)).not.toThrow();
    expect(judge(template.components)).toBeUndefined();
    expect(filedUnder(category, template.components)).toBe(category);
  });

  it("can be stopped where it is marketing, and by the words on its button", () => {
    expect(text.stop !== null).toBe(categoryOf(purpose) === "MARKETING");
    if (text.stop !== null) expect(isStopWord(text.stop), text.stop).toBe(true);
  });

  it("reads whole when nothing is known of the person", () => {
    const { preview } = renderTemplate(
      { name: purpose, language, ...built },
      { values: {}, picture: "https://shop.example/cup.jpg", linkCode: "abc" },
    );
    expect(preview.body).not.toMatch(/[{}]|\s{2}|undefined/);
    for (const meaning of variablesIn(text.body))
      expect(preview.body).toContain(fallbackOf(meaning, language));
  });

  it("says the same things as the English one", () => {
    expect(variablesIn(text.body)).toEqual(variablesIn(readyText(purpose, "en")?.body ?? ""));
  });
});
