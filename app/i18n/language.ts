/** Languages that the screens are written in; the first stands in for all others. */
export const LANGUAGES = ["en", "it"] as const;
export type Language = (typeof LANGUAGES)[number];

function known(tag: string | null | undefined): Language | undefined {
  const language = tag?.trim().slice(0, 2).toLowerCase();
  return LANGUAGES.find((one) => one === language);
}

export function asLanguage(tag: string | null | undefined): Language {
  return known(tag) ?? LANGUAGES[0];
}

/**
 * The language of the person in the admin: Shopify's `locale` on the document's address, on later requests the
 * Accept-Language that App Bridge sets, which holds the same.
 */
export function languageOf(request: Request): Language {
  const asked = known(new URL(request.url).searchParams.get("locale"));
  if (asked) return asked;
  const accepted = request.headers.get("accept-language") ?? "";
  for (const entry of accepted.split(",")) {
    const language = known(entry.split(";")[0]);
    if (language) return language;
  }
  return LANGUAGES[0];
}
