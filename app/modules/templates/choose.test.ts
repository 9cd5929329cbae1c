import { describe, expect, it } from "vitest";
import { inBestLanguage } from "./choose.ts";

const inLanguages = (...languages: string[]) => languages.map((language) => ({ language }));

describe("the best language for a person", () => {
  it.each([
    { there: ["en", "it"], locale: "it-IT", shop: ["en"], best: "it" },
    { there: ["pt_BR", "pt_PT"], locale: "pt-PT", shop: [], best: "pt_PT" },
    { there: ["pt_BR", "en"], locale: "pt-PT", shop: ["en"], best: "pt_BR" },
    { there: ["es_MX", "en"], locale: "es", shop: ["en"], best: "es_MX" },
    { there: ["en", "it"], locale: "de", shop: ["it", "en"], best: "it" },
    { there: ["en", "it"], locale: null, shop: ["it"], best: "it" },
    { there: ["en"], locale: "de", shop: ["de"], best: "en" },
    { there: ["it"], locale: "de", shop: ["de"], best: undefined },
  ])("of $there for $locale in a shop of $shop is $best", ({ there, locale, shop, best }) => {
    expect(inBestLanguage(inLanguages(...there), locale, shop)?.language).toBe(best);
  });
});
