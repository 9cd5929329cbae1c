import { z } from "zod";
import type { TemplateAtMeta } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { LOOK_EVERY_MS, tokenOf } from "#app/modules/numbers/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { plus, SECOND } from "#app/platform/clock.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { templateBindings } from "./components.ts";
import { bindingsFor, demandsOf, type Meant } from "./demands.ts";
import { linkUrlsOf } from "./link-base.ts";
import { PURPOSES, UNASSIGNED } from "./purposes.ts";
import { decide, STATUS_OF_META, type VersionStatus, versionAtMeta } from "./status.ts";

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "env" | "log">;

/** 100 texts each; an account has 6,000 at most. */
const MOST_PAGES = 60;
/** A text that was sent in while the list was on its way may be missing in it. */
const YOUNG_MS = 60 * SECOND;

/** All texts of an account, or undefined where Meta did not say all of them. */
async function listOf({ meta }: Needs, wabaId: string, token: string): Promise<TemplateAtMeta[] | undefined> {
  const found: TemplateAtMeta[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const list = await meta.templates(wabaId, token, after);
    if (!list.ok) return undefined;
    found.push(...list.value.data);
    after = list.value.paging?.cursors?.after;
    if (!after || !list.value.paging?.next) return found;
  }
  return undefined;
}

interface Look {
  readonly wabaId: string;
  /** Addresses at which we open links. */
  readonly ours: readonly string[];
  readonly now: Date;
}

const languageOf = (at: TemplateAtMeta) => at.language.replace("-", "_");
const statusOf = (at: TemplateAtMeta): VersionStatus => STATUS_OF_META[at.status] ?? "disabled";
const reasonOf = ({ rejected_reason: reason }: TemplateAtMeta) =>
  reason && reason !== "NONE" ? reason : null;

type Known = NonNullable<Awaited<ReturnType<typeof versionAtMeta>>>;

const readable = z.array(
  z.looseObject({
    type: z.string(),
    format: z.string().optional(),
    text: z.string().optional(),
    buttons: z
      .array(z.looseObject({ type: z.string(), text: z.string().optional(), url: z.string().optional() }))
      .optional(),
  }),
);

/** What of a text people see, so that two can be compared; examples and spaces at the ends are no difference. */
function wordsOf(components: unknown): string {
  const plain = (text: string | undefined) => text?.replaceAll("\r\n", "\n").trim();
  const parts = readable.safeParse(components).data ?? [];
  return JSON.stringify(
    parts.map(({ type, format, text, buttons }) => [
      type,
      format,
      plain(text),
      buttons?.map((button) => [button.type, plain(button.text), button.url]),
    ]),
  );
}

/**
 * A text that was changed at Meta itself. Where its variables mean what they meant it is sent as it is now; else it is
 * not sent until somebody has looked at it.
 */
async function keepChanged(tx: Transaction, version: Known, at: TemplateAtMeta, look: Look): Promise<void> {
  const { ours, now } = look;
  const parameterFormat = at.parameter_format ?? version.parameterFormat;
  const demands = demandsOf({ category: at.category, parameterFormat, components: at.components });
  const isAssigned = version.template.purpose !== UNASSIGNED;
  const known = templateBindings.safeParse(version.bindings).data;
  const meant = meantIn(version.bindings);
  const fallbacks = Object.fromEntries((known?.body ?? []).map((one) => [one.parameter, one.fallback]));
  const bindings =
    isAssigned && meant && typeof demands === "object"
      ? bindingsFor(demands, meant, version.language, ours, fallbacks)
      : undefined;
  if (isAssigned && !bindings) {
    if (version.status === "disabled") return;
    await decide(tx, version, {
      ...{ status: "disabled", reason: null, advice: null, pausedUntil: null },
      ...{ occurredAt: now, now, causedBy: null },
    });
    return;
  }
  const { templateId, wabaId, metaTemplateId, language, ttlSeconds, submittedAt } = version;
  await tx.db.templateVersion.updateMany({
    where: { metaTemplateId, status: { not: "replaced" } },
    data: { status: "replaced", updatedAt: now },
  });
  await tx.db.templateVersion.create({
    data: {
      ...{
        shopId: tx.shopId,
        id: newId(),
        templateId,
        wabaId,
        metaTemplateId,
        language,
        ttlSeconds,
        submittedAt,
      },
      category: at.category,
      parameterFormat: parameterFormat.toLowerCase(),
      components: at.components as Prisma.InputJsonArray,
      bindings: bindings ?? NOTHING_MEANT,
      linkUrl: bindings?.link?.base ?? version.linkUrl,
      qualityScore: at.quality_score?.score ?? version.qualityScore,
      status: "approved",
      decidedAt: now,
      createdAt: now,
      updatedAt: now,
    },
  });
}

/** A text that is known: its status, category and quality are what Meta says. */
async function keepKnown(tx: Transaction, version: Known, at: TemplateAtMeta, look: Look): Promise<void> {
  const { now } = look;
  // Sent in while the list was on its way: the list may tell of the text before.
  if (version.submittedAt && version.submittedAt > plus(now, -YOUNG_MS)) return;
  const isOther = at.components !== undefined && wordsOf(at.components) !== wordsOf(version.components);
  if (isOther && statusOf(at) === "approved") return keepChanged(tx, version, at, look);
  // Somebody changes it at Meta: the approved one is sent meanwhile.
  if (isOther && statusOf(at) === "pending" && version.status === "approved") return;
  const quality = at.quality_score?.score ?? version.qualityScore;
  if (version.category !== at.category || version.qualityScore !== quality)
    await tx.db.templateVersion.updateMany({
      where: { id: version.id },
      data: { category: at.category, qualityScore: quality, updatedAt: now },
    });
  const status = statusOf(at);
  if (status === version.status) return;
  await decide(tx, version, {
    ...{ status, reason: reasonOf(at), advice: null, pausedUntil: null },
    ...{ occurredAt: now, now, causedBy: null },
  });
}

/** What the variables of a text mean in its other languages. */
async function meantBefore(tx: Transaction, templateId: string): Promise<Meant | undefined> {
  const other = await tx.db.templateVersion.findFirst({
    where: { templateId, status: { not: "replaced" } },
    orderBy: { createdAt: "desc" },
  });
  return meantIn(other?.bindings);
}

function meantIn(stored: unknown): Meant | undefined {
  const bindings = templateBindings.safeParse(stored).data;
  if (!bindings) return undefined;
  return {
    meanings: Object.fromEntries(bindings.body.map(({ parameter, meaning }) => [parameter, meaning])),
    link: bindings.link?.kind ?? null,
  };
}

const NOTHING_MEANT = { body: [], positional: false, header: null, link: null, stop: null };
/** Those of ours that are not known here are recorded when the ready texts are sent. */
const OURS = new RegExp(`^cartwave_(${PURPOSES.join("|")})(_\\d+)?$`);

/** A text that was made elsewhere. */
async function keepFound(tx: Transaction, at: TemplateAtMeta, { wabaId, ours, now }: Look): Promise<void> {
  const known = await tx.db.template.findFirst({ where: { name: at.name } });
  if (!known && OURS.test(at.name)) return;
  const language = languageOf(at);
  const parameterFormat = at.parameter_format ?? "POSITIONAL";
  const isAssigned = known && known.purpose !== UNASSIGNED;
  const demands = demandsOf({ category: at.category, parameterFormat, components: at.components });
  const meant = isAssigned ? await meantBefore(tx, known.id) : undefined;
  const bindings =
    meant && typeof demands === "object" ? bindingsFor(demands, meant, language, ours) : undefined;
  // Of a text that is in use, a language whose variables nobody knows is not sent: it is left alone.
  if (isAssigned && !bindings) return;
  const templateId = known?.id ?? newId();
  const { category, name } = at;
  const times = { createdAt: now, updatedAt: now };
  if (!known)
    await tx.db.template.create({
      data: { shopId: tx.shopId, id: templateId, purpose: UNASSIGNED, name, category, ...times },
    });
  const status = statusOf(at);
  await tx.db.templateVersion.create({
    data: {
      shopId: tx.shopId,
      id: newId(),
      templateId,
      wabaId,
      metaTemplateId: at.id,
      language,
      category,
      parameterFormat: parameterFormat.toLowerCase(),
      components: (at.components ?? []) as Prisma.InputJsonArray,
      bindings: bindings ?? NOTHING_MEANT,
      qualityScore: at.quality_score?.score ?? null,
      status,
      rejectedReason: status === "rejected" ? reasonOf(at) : null,
      decidedAt: status === "pending" ? null : now,
      ...times,
    },
  });
}

/** Texts that Meta no longer has can't be sent. */
async function loseMissing(tx: Transaction, there: ReadonlySet<string>, look: Look): Promise<void> {
  const { wabaId, now } = look;
  const versions = await tx.db.templateVersion.findMany({
    where: { wabaId, status: { in: ["pending", "approved", "paused", "rejected"] } },
    include: { template: true },
    take: 6_000,
  });
  for (const version of versions) {
    const { metaTemplateId, createdAt } = version;
    if (!metaTemplateId || there.has(metaTemplateId) || createdAt > plus(now, -YOUNG_MS)) continue;
    await decide(tx, version, {
      ...{ status: "disabled", reason: null, advice: null, pausedUntil: null },
      ...{ occurredAt: now, now, causedBy: null },
    });
  }
}

/** `unreachable`: Meta did not answer, and nothing was changed. */
export type SyncResult = "synced" | "unreachable" | "no_number";

/**
 * Holds the shop's texts against what Meta has: webhooks are hints, this is the promise. Texts that were made elsewhere
 * are kept as found, to be adopted.
 */
export async function syncTexts(services: Needs, shopId: ShopId): Promise<SyncResult> {
  const { database, shopTime, env } = services;
  const numbers = await database.shop(shopId).phoneNumber.findMany({
    where: { state: "connected" },
    select: { phoneNumberId: true, wabaId: true },
    take: 20,
  });
  const byAccount = new Map(numbers.map(({ wabaId, phoneNumberId }) => [wabaId, phoneNumberId]));
  let result: SyncResult = byAccount.size === 0 ? "no_number" : "synced";
  const ours = linkUrlsOf(env, await getShop(services, shopId));
  for (const [wabaId, phoneNumberId] of byAccount) {
    const access = await tokenOf(services, shopId, phoneNumberId);
    const look: Look = { wabaId, ours, now: shopTime.now() };
    const list = access && (await listOf(services, wabaId, access.token));
    if (!list) {
      result = "unreachable";
      continue;
    }
    for (const at of list)
      await database.transaction(shopId, async (tx) => {
        const version = await versionAtMeta(tx, at.id);
        if (version) await keepKnown(tx, version, at, look);
        else await keepFound(tx, at, look);
      });
    const there = new Set(list.map(({ id }) => id));
    await database.transaction(shopId, (tx) => loseMissing(tx, there, look));
  }
  return result;
}

/**
 * Looks at the texts of the shops whose turn it is.
 * @returns how many shops were looked at
 */
export async function syncDueTexts(services: Needs): Promise<number> {
  const { database, shopTime, log } = services;
  const hints = await readyShops(database.sql, "texts", shopTime.now());
  for (const hint of hints) {
    if (!(await consumeHint(database.sql, "texts", hint))) continue;
    const result = await syncTexts(services, hint.shopId);
    if (result === "unreachable") log.warn({ shopId: hint.shopId }, "texts not looked at");
    if (result !== "no_number")
      await markDue(database.sql, "texts", hint.shopId, plus(shopTime.now(), LOOK_EVERY_MS));
  }
  return hints.length;
}
