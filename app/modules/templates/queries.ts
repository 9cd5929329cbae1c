import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { TemplatePurpose } from "./purposes.ts";
import type { VersionStatus } from "./status.ts";

/** One text in one language, as lists show it. */
export interface TemplateView {
  readonly purpose: TemplatePurpose;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: VersionStatus;
  readonly rejectedReason: string | null;
  readonly submittedAt: Date | null;
}

/** The newest version of each text and language. */
export async function templatesOf(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
): Promise<TemplateView[]> {
  const versions = await services.database.shop(shopId).templateVersion.findMany({
    include: { template: { select: { name: true, purpose: true } } },
    orderBy: { createdAt: "desc" },
    take: 500,
  });
  const seen = new Set<string>();
  return versions.flatMap((version) => {
    const key = `${version.template.name} ${version.language}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      {
        purpose: version.template.purpose as TemplatePurpose,
        name: version.template.name,
        language: version.language,
        category: version.category,
        status: version.status as VersionStatus,
        rejectedReason: version.rejectedReason,
        submittedAt: version.submittedAt,
      },
    ];
  });
}
