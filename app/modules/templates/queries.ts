import { localDay, readFigures } from "#app/modules/figures/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { TemplatePurpose } from "./purposes.ts";
import { UNASSIGNED } from "./purposes.ts";
import type { VersionStatus } from "./status.ts";

/** Of a version that still means something. */
export type TextStatus = Exclude<VersionStatus, "replaced">;

/** One text in one language, as lists show it. */
export interface TemplateView {
  readonly templateId: string;
  readonly purpose: TemplatePurpose;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: TextStatus;
  /** Whether it can be sent now: also while a change of it is with Meta. */
  readonly sendable: boolean;
  readonly rejectedReason: string | null;
  readonly submittedAt: Date | null;
}

type Database = Pick<PlatformServices, "database">;

function newestVersions(
  { database }: Database,
  shopId: ShopId,
  where: { readonly purpose: object | string },
) {
  return database.shop(shopId).templateVersion.findMany({
    where: { status: { not: "replaced" }, template: where },
    // Not their components: an account may have thousands of texts.
    select: {
      id: true,
      templateId: true,
      language: true,
      category: true,
      status: true,
      qualityScore: true,
      pausedUntil: true,
      rejectedReason: true,
      submittedAt: true,
      template: { select: { name: true, purpose: true } },
    },
    orderBy: { createdAt: "desc" },
    take: 6_000,
  });
}

/** The newest version of each text and language; of those that somebody has said what they are for. */
export async function templatesOf(services: Database, shopId: ShopId): Promise<TemplateView[]> {
  const versions = await newestVersions(services, shopId, { purpose: { not: UNASSIGNED } });
  const keyOf = (version: (typeof versions)[number]) => `${version.template.name} ${version.language}`;
  const sendable = new Set(versions.filter(({ status }) => status === "approved").map(keyOf));
  const seen = new Set<string>();
  return versions.flatMap((version) => {
    const key = keyOf(version);
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      {
        templateId: version.templateId,
        purpose: version.template.purpose as TemplatePurpose,
        name: version.template.name,
        language: version.language,
        category: version.category,
        status: version.status as TextStatus,
        sendable: sendable.has(key),
        rejectedReason: version.rejectedReason,
        submittedAt: version.submittedAt,
      },
    ];
  });
}

/** A text in all its languages, as the list of texts shows it. */
export interface TextRow {
  readonly id: string;
  readonly name: string;
  /** Null: found in the account, nobody has said what it is for. */
  readonly purpose: TemplatePurpose | null;
  readonly category: string;
  readonly languages: readonly {
    readonly language: string;
    readonly status: TextStatus;
    readonly pausedUntil: Date | null;
  }[];
  /** Meta's: the worst of its languages; null where Meta has not said. */
  readonly quality: string | null;
  /** In the last 30 days. */
  readonly delivered: bigint;
  readonly costs: readonly { readonly currency: string; readonly micros: bigint }[];
}

const WORST_FIRST = ["RED", "YELLOW", "GREEN"];

function addUp<Key>(rows: readonly { readonly key: Key; readonly amount: bigint }[]): Map<Key, bigint> {
  const sums = new Map<Key, bigint>();
  for (const { key, amount } of rows) sums.set(key, (sums.get(key) ?? 0n) + amount);
  return sums;
}

/** All texts of a shop, also those that were found in its account. @param now shop time */
export async function textRows(
  services: Database,
  shopId: ShopId,
  now: Date,
  timeZone: string,
): Promise<TextRow[]> {
  const db = services.database.shop(shopId);
  const today = localDay(now, timeZone);
  const [versions, figures, replaced] = await Promise.all([
    newestVersions(services, shopId, { purpose: {} }),
    readFigures(db, plus(today, -29 * DAY), today, ["text_delivered", "text_cost"]),
    // What was sent of a text before it was changed counts as well.
    db.templateVersion.findMany({
      where: { status: "replaced" },
      select: { id: true, templateId: true },
      take: 6_000,
    }),
  ]);
  const textOf = new Map([...versions, ...replaced].map(({ id, templateId }) => [id, templateId]));
  return [...new Set(versions.map(({ templateId }) => templateId))].flatMap((id) => {
    const own = versions.filter(({ templateId }) => templateId === id);
    const [newest] = own;
    if (!newest) return [];
    const newestOfLanguage = [...new Set(own.map(({ language }) => language))].flatMap(
      (language) => own.find((version) => version.language === language) ?? [],
    );
    const ofText = figures.filter(({ origin }) => textOf.get(origin) === id);
    const amounts = (metric: string) =>
      ofText
        .filter((figure) => figure.metric === metric)
        .map(({ currency, amount }) => ({ key: currency, amount }));
    const { purpose, name } = newest.template;
    return [
      {
        id,
        name,
        purpose: purpose === UNASSIGNED ? null : (purpose as TemplatePurpose),
        category: newest.category,
        languages: newestOfLanguage.map(({ language, status, pausedUntil }) => ({
          language,
          status: status as TextStatus,
          pausedUntil,
        })),
        quality: WORST_FIRST.find((score) => own.some(({ qualityScore }) => qualityScore === score)) ?? null,
        delivered: addUp(amounts("text_delivered")).get("") ?? 0n,
        costs: [...addUp(amounts("text_cost"))].map(([currency, micros]) => ({ currency, micros })),
      },
    ];
  });
}
