import type { Services } from "#app/integrations/services.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import { isUuid } from "#app/platform/ids.ts";
import { partsOfReady } from "./build.ts";
import { changesOf, MOST_CHANGES } from "./change.ts";
import {
  type TemplateBindings,
  type TemplateComponents,
  templateBindings,
  templateComponents,
} from "./components.ts";
import { READY_LANGUAGES, readyText } from "./library.ts";
import { linkUrlOf } from "./link-base.ts";
import { partsOf, type TextParts } from "./parts.ts";
import { type TemplatePurpose, UNASSIGNED } from "./purposes.ts";
import type { TextStatus } from "./queries.ts";

/** A text in one language, with all that its page needs. */
export interface TextOfLanguage {
  readonly language: string;
  readonly versionId: string;
  readonly status: TextStatus;
  readonly category: string;
  readonly parameterFormat: string;
  readonly quality: string | null;
  /** Meta's words; null where it gave none. */
  readonly rejectedReason: string | null;
  readonly rejectedAdvice: string | null;
  readonly pausedUntil: Date | null;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  /** An approved version is sent while this one is with Meta, or was rejected. */
  readonly olderIsSent: boolean;
  /** What can be changed; null for a text that was made elsewhere. */
  readonly parts: TextParts | null;
  /** How often an approved text may still be changed; null where it is not approved. */
  readonly changesLeft: { readonly today: number; readonly in30Days: number } | null;
  /** Null where it has parts that we can't show. */
  readonly components: TemplateComponents | null;
  readonly bindings: TemplateBindings;
}

export interface TextInFull {
  readonly id: string;
  readonly name: string;
  /** Null: found in the account, nobody has said what it is for. */
  readonly purpose: TemplatePurpose | null;
  readonly category: string;
  /** Whether it is the one that is sent for its purpose. */
  readonly isPreferred: boolean;
  /** Other texts for the same purpose that could be sent in its place. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly languages: readonly (TextOfLanguage & { readonly raw: unknown })[];
  /** Languages in which it isn't there yet, with the ready text to begin with. */
  readonly addable: readonly { readonly language: string; readonly parts: TextParts }[];
  readonly linkUrl: string;
}

type Needs = Pick<Services, "database" | "shopTime" | "env">;

type VersionRow = NonNullable<
  Awaited<ReturnType<ReturnType<Needs["database"]["shop"]>["templateVersion"]["findFirst"]>>
>;

async function toLanguage(
  services: Needs,
  shop: ShopProfile,
  versions: readonly VersionRow[],
): Promise<TextInFull["languages"][number] | undefined> {
  const [newest] = versions;
  if (!newest) return undefined;
  const components = templateComponents.safeParse(newest.components).data ?? null;
  const bindings = templateBindings.parse(newest.bindings);
  // What we send in has names for its variables, and a time.
  const isOurs = newest.submittedAt !== null && components !== null && !bindings.positional;
  const changes =
    newest.status === "approved" && isOurs && newest.metaTemplateId
      ? await changesOf(services, shop.id, newest.metaTemplateId)
      : null;
  return {
    language: newest.language,
    versionId: newest.id,
    status: newest.status as TextStatus,
    category: newest.category,
    parameterFormat: newest.parameterFormat,
    quality: newest.qualityScore,
    rejectedReason: newest.rejectedReason,
    rejectedAdvice: newest.rejectedAdvice,
    pausedUntil: newest.pausedUntil,
    submittedAt: newest.submittedAt,
    decidedAt: newest.decidedAt,
    olderIsSent: versions.slice(1).some(({ status }) => status === "approved"),
    parts: isOurs ? partsOf(components, bindings) : null,
    changesLeft: changes && {
      today: Math.max(0, MOST_CHANGES.aDay - changes.today),
      in30Days: Math.max(0, MOST_CHANGES.in30Days - changes.in30Days),
    },
    components,
    bindings,
    raw: newest.components,
  };
}

/** A text of a shop in all its languages, the shop's own first; undefined where there is none of this id. */
export async function readText(
  services: Needs,
  shop: ShopProfile,
  templateId: string,
): Promise<TextInFull | undefined> {
  if (!isUuid(templateId)) return undefined;
  const db = services.database.shop(shop.id);
  const template = await db.template.findFirst({ where: { id: templateId } });
  if (!template) return undefined;
  const isAssigned = template.purpose !== UNASSIGNED;
  const [versions, alike] = await Promise.all([
    db.templateVersion.findMany({
      where: { templateId, status: { not: "replaced" } },
      orderBy: { createdAt: "desc" },
      take: 500,
    }),
    isAssigned
      ? db.template.findMany({
          where: { purpose: template.purpose, versions: { some: { status: "approved" } } },
          take: 50,
        })
      : [],
  ]);
  const place = (language: string) => {
    const at = shop.settings.languages.indexOf(language);
    return at < 0 ? shop.settings.languages.length : at;
  };
  const languages = [...new Set(versions.map(({ language }) => language))].sort(
    (left, right) => place(left) - place(right) || (left < right ? -1 : 1),
  );
  const full = await Promise.all(
    languages.map((language) =>
      toLanguage(
        services,
        shop,
        versions.filter((version) => version.language === language),
      ),
    ),
  );
  const known = full.flatMap((one) => one ?? []);
  if (known.length === 0) return undefined;
  const chosenAt = (one: typeof template) => one.preferredAt?.getTime() ?? 0;
  const isAhead = (other: typeof template) =>
    chosenAt(other) - chosenAt(template) || other.createdAt.getTime() - template.createdAt.getTime();
  const others = alike.filter(({ id }) => id !== templateId);
  const purpose = isAssigned ? (template.purpose as TemplatePurpose) : null;
  const isOurs = known.every(({ parts }) => parts !== null);
  return {
    id: template.id,
    name: template.name,
    purpose,
    category: known[0]?.category ?? template.category,
    isPreferred: others.every((other) => isAhead(other) <= 0),
    others: others.map(({ id, name }) => ({ id, name })),
    languages: known,
    addable:
      purpose && isOurs
        ? READY_LANGUAGES.filter((language) => !languages.includes(language)).flatMap((language) => {
            const ready = readyText(purpose, language);
            return ready ? [{ language, parts: partsOfReady(ready) }] : [];
          })
        : [],
    linkUrl: linkUrlOf(services.env, shop),
  };
}
