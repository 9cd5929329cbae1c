import type { Prisma, ShopClient } from "#app/platform/database/index.ts";
import {
  type TemplateBindings,
  type TemplateComponents,
  templateBindings,
  templateComponents,
} from "./components.ts";
import type { Meaning, TemplatePurpose } from "./purposes.ts";

/** A text that may be sent now. */
export interface ChosenTemplate {
  readonly versionId: string;
  readonly name: string;
  /** One of the ready texts', or the merchant's own. */
  readonly purpose: string;
  readonly language: string;
  /** Meta's: it may differ from what we asked for. */
  readonly category: "MARKETING" | "UTILITY";
  readonly components: TemplateComponents;
  readonly bindings: TemplateBindings;
  /** Address that the link button was approved with. */
  readonly linkUrl: string;
}

/** Why there is none: `missing` was never sent to Meta, `pending` waits for Meta, `blocked` may not be sent. */
export type NoTemplate = "missing" | "pending" | "blocked";

/** The person's own language with region, then the language, then the shop's languages in their order. */
export function languageOrder(locale: string | null, shopLanguages: readonly string[]): string[] {
  const own = locale?.replace("-", "_");
  const plain = own?.split("_")[0];
  return [...new Set([...(own ? [own] : []), ...(plain ? [plain] : []), ...shopLanguages, "en"])];
}

type VersionRow = Prisma.TemplateVersionGetPayload<{
  include: { template: { select: { name: true; purpose: true } } };
}>;

function chosen(version: VersionRow): ChosenTemplate {
  return {
    versionId: version.id,
    name: version.template.name,
    purpose: version.template.purpose,
    language: version.language,
    category: version.category === "UTILITY" ? "UTILITY" : "MARKETING",
    components: templateComponents.parse(version.components),
    bindings: templateBindings.parse(version.bindings),
    linkUrl: version.linkUrl ?? "",
  };
}

/** What is known of a person at any time. */
const KNOWN_OF_A_PERSON: readonly Meaning[] = ["first_name", "shop_name"];

/** Whether a text can be sent without a cart, an order or a link to lead to. */
function needsOnlyThePerson({ bindings }: ChosenTemplate): boolean {
  return (
    bindings.header === null &&
    bindings.link === null &&
    bindings.body.every(({ meaning }) => KNOWN_OF_A_PERSON.includes(meaning))
  );
}

/** The approved texts that need nothing but what is known of a person, each in the best language for them. */
export async function textsForAPerson(
  db: ShopClient,
  wabaId: string,
  locale: string | null,
  shopLanguages: readonly string[],
): Promise<ChosenTemplate[]> {
  const versions = await db.templateVersion.findMany({
    where: { wabaId, status: "approved" },
    include: { template: { select: { name: true, purpose: true } } },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const languages = languageOrder(locale, shopLanguages);
  return [...new Set(versions.map(({ templateId }) => templateId))].flatMap((templateId) => {
    const own = versions.filter((version) => version.templateId === templateId);
    const best = languages.flatMap((language) => own.find((one) => one.language === language) ?? [])[0];
    const text = best && chosen(best);
    return text && needsOnlyThePerson(text) ? [text] : [];
  });
}

/** The newest approved text of a purpose in the best language for this person. */
export async function chooseTemplate(
  db: ShopClient,
  purpose: TemplatePurpose,
  wabaId: string,
  locale: string | null,
  shopLanguages: readonly string[],
): Promise<ChosenTemplate | NoTemplate> {
  const versions = await db.templateVersion.findMany({
    where: { wabaId, template: { purpose }, status: { notIn: ["draft"] } },
    include: { template: { select: { name: true, purpose: true } } },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const approved = versions.filter((version) => version.status === "approved");
  for (const language of languageOrder(locale, shopLanguages)) {
    const version = approved.find((one) => one.language === language);
    if (version) return chosen(version);
  }
  if (versions.some((version) => version.status === "pending")) return "pending";
  return versions.length > 0 ? "blocked" : "missing";
}
