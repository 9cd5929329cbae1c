import type { Language } from "#app/i18n/language.ts";

/** Where shoppers on WhatsApp mostly are: countries with a rate of their own on Meta's card, and Europe. */
const COUNTRIES =
  "AE AR AT BE BG BR CA CH CL CO CZ DE DK EG ES FI FR GB GR HR HU ID IE IL IN IT JP MX MY NG NL NO PE PK PL PT RO SA SE SG SI SK TR UA US ZA".split(
    " ",
  );

/** Countries by their name in the merchant's language, the shop's own first. */
export function countriesFor(language: Language, own: string | null): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: "region" });
  const all = [...new Set([...(own ? [own] : []), ...COUNTRIES])];
  return all
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((left, right) => {
      if (left.value === own || right.value === own) return left.value === own ? -1 : 1;
      return left.label.localeCompare(right.label, language);
    });
}
