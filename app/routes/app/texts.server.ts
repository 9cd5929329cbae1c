import type { Merchant } from "#app/merchant.server.ts";
import { languagesOf, PURPOSES, templatesOf } from "#app/modules/templates/index.ts";

/** The shop's texts in the order in which shoppers meet them, its own language first; and how many still lack. */
export async function readTexts({ services, shopId, shop }: Merchant) {
  const languages = languagesOf(shop);
  const place = (language: string) =>
    languages.includes(language) ? languages.indexOf(language) : languages.length;
  const rows = (await templatesOf(services, shopId))
    .map(({ purpose, language, status, rejectedReason }) => ({ purpose, language, status, rejectedReason }))
    .sort(
      (left, right) =>
        place(left.language) - place(right.language) ||
        PURPOSES.indexOf(left.purpose) - PURPOSES.indexOf(right.purpose),
    );
  const there = rows.filter((row) => row.status !== "rejected" && languages.includes(row.language)).length;
  return { rows, missing: Math.max(0, languages.length * PURPOSES.length - there) };
}
