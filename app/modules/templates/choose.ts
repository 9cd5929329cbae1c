import type { Prisma, ShopClient } from "#app/platform/database/index.ts";
import {
  type TemplateBindings,
  type TemplateComponents,
  templateBindings,
  templateComponents,
} from "./components.ts";
import { type Meaning, type TemplatePurpose, UNASSIGNED } from "./purposes.ts";

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

/** Whom a text is for: the person's own language, then the shop's in their order, then English. */
function languageOrder(locale: string | null, shopLanguages: readonly string[]): string[] {
  const own = locale?.replace("-", "_");
  return [...new Set([...(own ? [own] : []), ...shopLanguages, "en"])];
}

const plainOf = (language: string) => language.split("_")[0];

/**
 * The first of these that is in the best language for this person; the same language of another region is nearer than
 * another language: who reads `pt_PT` gets `pt`, else `pt_BR`.
 */
export function inBestLanguage<Version extends { readonly language: string }>(
  versions: readonly Version[],
  locale: string | null,
  shopLanguages: readonly string[],
): Version | undefined {
  for (const wanted of languageOrder(locale, shopLanguages)) {
    const found =
      versions.find(({ language }) => language === wanted) ??
      versions.find(({ language }) => language === plainOf(wanted)) ??
      versions.find(({ language }) => plainOf(language) === plainOf(wanted));
    if (found) return found;
  }
  return undefined;
}

const WITH_TEMPLATE = { template: { select: { name: true, purpose: true, preferredAt: true } } } as const;
type VersionRow = Prisma.TemplateVersionGetPayload<{ include: typeof WITH_TEMPLATE }>;

/** The one that was chosen for its purpose last, else the newest, first. */
function byPreference<Version extends Pick<VersionRow, "createdAt" | "template">>(
  versions: readonly Version[],
): Version[] {
  const chosenAt = ({ template }: Version) => template.preferredAt?.getTime() ?? 0;
  const madeAt = ({ createdAt }: Version) => createdAt.getTime();
  return versions.toSorted((left, right) => chosenAt(right) - chosenAt(left) || madeAt(right) - madeAt(left));
}

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
    where: { wabaId, status: "approved", template: { purpose: { not: UNASSIGNED } } },
    include: WITH_TEMPLATE,
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return [...new Set(versions.map(({ templateId }) => templateId))].flatMap((templateId) => {
    const own = versions.filter((version) => version.templateId === templateId);
    const best = inBestLanguage(own, locale, shopLanguages);
    const text = best && chosen(best);
    return text && needsOnlyThePerson(text) ? [text] : [];
  });
}

/** A text in one language as it can be sent now; undefined where it can't. */
export async function textInLanguage(
  db: ShopClient,
  wabaId: string,
  templateId: string,
  language: string,
): Promise<ChosenTemplate | undefined> {
  const version = await db.templateVersion.findFirst({
    where: { wabaId, templateId, language, status: "approved", template: { purpose: { not: UNASSIGNED } } },
    include: WITH_TEMPLATE,
    orderBy: { createdAt: "desc" },
  });
  return version ? chosen(version) : undefined;
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
    where: { wabaId, template: { purpose }, status: { notIn: ["draft", "replaced"] } },
    include: WITH_TEMPLATE,
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const approved = byPreference(versions.filter((version) => version.status === "approved"));
  const best = inBestLanguage(approved, locale, shopLanguages);
  if (best) return chosen(best);
  if (versions.some((version) => version.status === "pending")) return "pending";
  return versions.length > 0 ? "blocked" : "missing";
}
