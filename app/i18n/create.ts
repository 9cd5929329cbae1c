import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "./language.ts";

/** The words of one language: a namespace for each screen, and Polaris' own. */
export type Words = Readonly<Record<string, object>>;

function withItalianMillions(language: Language, words: object): object {
  if (language !== "it") return words;
  const entries = Object.entries(words).flatMap(([key, value]): [string, unknown][] => {
    if (typeof value === "object" && value !== null) return [[key, withItalianMillions(language, value)]];
    // Italian counts whole millions in a form of their own ("1.000.000 di"): in short texts it reads as the plural.
    return key.endsWith("_other")
      ? [
          [key, value],
          [key.replace(/_other$/, "_many"), value],
        ]
      : [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** An i18next of one language, ready at once: all its words are given. */
export function createI18n(language: Language, words: Words): i18n {
  const instance = createInstance();
  const spoken = Object.fromEntries(
    Object.entries(words).map(([screen, texts]) => [
      screen,
      screen === "polaris" ? texts : withItalianMillions(language, texts),
    ]),
  );
  instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: Object.keys(spoken),
    defaultNS: "common",
    resources: { [language]: spoken },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
  return instance;
}
