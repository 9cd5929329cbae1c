/** Texts of one locale: key to text, or to further keys. */
export type Texts = Readonly<Record<string, unknown>>;

/** Locale names as the CLI uploads them; the default one may carry the file's `.default`. */
export type Locales = Readonly<Record<string, Texts>>;

function isDefault(name: string): boolean {
  return name.endsWith(".default");
}

function merge(below: Texts, above: Texts): Texts {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isTexts(value) && isTexts(under) ? merge(under, value) : value;
  }
  return merged;
}

function isTexts(value: unknown): value is Texts {
  return typeof value === "object" && value !== null;
}

/**
 * The texts that a shopper of this locale reads: those of the locale, then of its language, then of the default, key
 * by key; and the locale that most of them come from.
 */
export function textsFor(
  locales: Locales,
  locale: string,
): { readonly locale: string; readonly texts: Texts } {
  const language = locale.split("-")[0] ?? locale;
  const fallback = Object.keys(locales).find(isDefault) ?? (locales.en ? "en" : Object.keys(locales)[0]);
  const chain = [fallback, language, locale].filter(
    (name) => name !== undefined && locales[name] !== undefined,
  );
  const texts = chain.reduce<Texts>((merged, name) => merge(merged, locales[name ?? ""] ?? {}), {});
  const best = chain.at(-1) ?? language;
  return { locale: best.replace(".default", ""), texts };
}

function lookUp(texts: Texts, key: string): unknown {
  return key.split(".").reduce<unknown>((at, part) => (isTexts(at) ? at[part] : undefined), texts);
}

/**
 * `shopify.i18n.translate`: the text of a key, its plural form by `count`, with `{{names}}` replaced. A text if all
 * replacements are texts or numbers, otherwise the list of its parts. A missing key gives the key.
 */
export function translate(
  texts: Texts,
  locale: string,
  key: string,
  replacements: Readonly<Record<string, unknown>> = {},
): string | unknown[] {
  const found = lookUp(texts, key);
  const { count } = replacements;
  const form =
    isTexts(found) && typeof count === "number"
      ? (found[new Intl.PluralRules(locale).select(count)] ?? found.other)
      : found;
  if (typeof form !== "string") return key;
  const parts = form.split(/(\{\{\s*\w+\s*\}\})/).map((part): unknown => {
    const name = /^\{\{\s*(\w+)\s*\}\}$/.exec(part)?.[1];
    return name !== undefined && name in replacements ? replacements[name] : part;
  });
  const plain = parts.every((part) => typeof part === "string" || typeof part === "number");
  return plain ? parts.join("") : parts.filter((part) => part !== "");
}
