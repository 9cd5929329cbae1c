import type { Services } from "#app/integrations/services.ts";
import { getShop, type ShopProfile } from "#app/modules/shops/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { buildTemplate } from "./build.ts";
import { templateBindings, templateComponents } from "./components.ts";
import { exampleOf, readyText } from "./library.ts";
import { linkUrlOf } from "./link-base.ts";
import { cartPictureOf } from "./picture.ts";
import { languagesOf } from "./prepare.ts";
import { MEANINGS, type MeaningValues, type TemplatePurpose } from "./purposes.ts";
import type { TextStatus } from "./queries.ts";
import { type MessagePreview, renderTemplate } from "./render.ts";

/** A text in one language as a shopper would read it, with invented values. */
export interface TextSample {
  readonly purpose: TemplatePurpose;
  readonly language: string;
  /** Of the newest version at Meta; `missing` was never sent there. */
  readonly status: TextStatus | "missing";
  readonly preview: MessagePreview;
}

/** Invented values for every variable, in that language. */
export function exampleValues(shop: ShopProfile, language: string): MeaningValues {
  const examples = MEANINGS.map((meaning) => [meaning, exampleOf(meaning, language)] as const);
  return { ...Object.fromEntries(examples), shop_name: shop.name };
}

/** The newest version of each purpose and language at Meta. */
async function newestVersions({ database }: Pick<Services, "database">, shopId: ShopId) {
  const versions = await database.shop(shopId).templateVersion.findMany({
    where: { status: { not: "replaced" } },
    include: { template: { select: { name: true, purpose: true } } },
    orderBy: { createdAt: "asc" },
    take: 500,
  });
  return new Map(versions.map((one) => [`${one.template.purpose} ${one.language}`, one]));
}

/** What these texts read as, in each of the shop's languages that there is a text in. */
export async function textSamples(
  services: Pick<Services, "database" | "env">,
  shopId: ShopId,
  purposes: readonly TemplatePurpose[],
): Promise<TextSample[]> {
  const shop = await getShop(services, shopId);
  const versions = await newestVersions(services, shopId);
  const linkUrl = linkUrlOf(services.env, shop);
  const picture = cartPictureOf(services.env);
  return [...new Set(purposes)].flatMap((purpose) =>
    languagesOf(shop).flatMap((language): TextSample[] => {
      const version = versions.get(`${purpose} ${language}`);
      const ready = readyText(purpose, language);
      const built = version
        ? {
            components: templateComponents.parse(version.components),
            bindings: templateBindings.parse(version.bindings),
          }
        : ready && buildTemplate(ready, language, linkUrl, undefined);
      if (!built) return [];
      const { preview } = renderTemplate(
        { name: version?.template.name ?? purpose, language, ...built },
        { values: exampleValues(shop, language), picture, linkCode: "…" },
      );
      return [{ purpose, language, status: (version?.status ?? "missing") as TextSample["status"], preview }];
    }),
  );
}
