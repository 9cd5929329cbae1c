import type { ShopClient } from "#app/platform/database/index.ts";
import {
  type TemplateBindings,
  type TemplateComponents,
  templateBindings,
  templateComponents,
} from "./components.ts";
import type { TemplatePurpose } from "./purposes.ts";

/** A text that may be sent now. */
export interface ChosenTemplate {
  readonly versionId: string;
  readonly name: string;
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
    include: { template: { select: { name: true } } },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const approved = versions.filter((version) => version.status === "approved");
  for (const language of languageOrder(locale, shopLanguages)) {
    const version = approved.find((one) => one.language === language);
    if (!version) continue;
    return {
      versionId: version.id,
      name: version.template.name,
      language: version.language,
      category: version.category === "UTILITY" ? "UTILITY" : "MARKETING",
      components: templateComponents.parse(version.components),
      bindings: templateBindings.parse(version.bindings),
      linkUrl: version.linkUrl ?? "",
    };
  }
  if (versions.some((version) => version.status === "pending")) return "pending";
  return versions.length > 0 ? "blocked" : "missing";
}
