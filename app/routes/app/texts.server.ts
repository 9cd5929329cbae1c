import type { Merchant } from "#app/merchant.server.ts";
import { languagesOf, PURPOSES, templatesOf } from "#app/modules/templates/index.ts";

/** The shop's texts in the order in which shoppers meet them, its own language first; and how many still lack. */
export async function readTexts({ services, shopId, shop }: Merchant) {
  const languages = languagesOf(shop);
  const place = (language: string) =>
    languages.includes(language) ? languages.indexOf(language) : languages.length;
  const rows = (await templatesOf(services, shopId))
    .map(({ templateId, purpose, language, status, rejectedReason }) => ({
      templateId,
      purpose,
      language,
      status,
      rejectedReason,
    }))
    .sort(
      (left, right) =>
        place(left.language) - place(right.language) ||
        PURPOSES.indexOf(left.purpose) - PURPOSES.indexOf(right.purpose),
    );
  // A rejected one is not missing: it is to be mended.
  const there = new Set(
    rows
      .filter(({ status, language }) => status !== "disabled" && languages.includes(language))
      .map(({ purpose, language }) => `${purpose} ${language}`),
  );
  return { rows, missing: Math.max(0, languages.length * PURPOSES.length - there.size) };
}
