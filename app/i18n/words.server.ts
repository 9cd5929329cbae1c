import type { i18n } from "i18next";
import { createI18n } from "./create.ts";
import { words as english } from "./en/index.ts";
import { words as italian } from "./it/index.ts";
import type { Language } from "./language.ts";

const spoken: Readonly<Record<Language, i18n>> = {
  en: createI18n("en", english),
  it: createI18n("it", italian),
};

/** The words of a language for rendering on the server; they never change, so that all requests share them. */
export function i18nOf(language: Language): i18n {
  return spoken[language];
}
