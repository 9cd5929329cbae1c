import { readFileSync } from "node:fs";
import type { MetaProblem, MetaResult } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { type NumberAccess, senderIn, tokenOf } from "#app/modules/numbers/index.ts";
import { clearProblem } from "#app/modules/problems/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import type { Prisma } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { buildTemplate } from "./build.ts";
import { checkText } from "./check.ts";
import { lifetimeSeconds } from "./lifetime.ts";
import { linkUrlOf } from "./link-base.ts";
import { type TextParts, variablesIn } from "./parts.ts";
import { SAMPLE_PICTURE } from "./prepare.ts";
import { linksOf, meaningsOf, type TemplateCategory, type TemplatePurpose, UNASSIGNED } from "./purposes.ts";
import { STATUS_OF_META } from "./status.ts";

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "env">;

/** Meta takes so many changes of an approved text. Source: Meta, "Template management". */
export const MOST_CHANGES = { aDay: 1, in30Days: 10 } as const;

/**
 * Why a text was not sent to Meta: `stale`, somebody else has changed it meanwhile; `limits`, it breaks one of Meta's
 * limits or names what is not known; `too_often`, an approved text was changed as often as it can be.
 */
export type ChangeProblem =
  | "no_number"
  | "not_found"
  | "waits"
  | "stale"
  | "limits"
  | "too_often"
  | "refused"
  | "unavailable";

export type ChangeResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: ChangeProblem; readonly detail: string };

export interface TextChange {
  readonly templateId: string;
  readonly language: string;
  /** The version that the merchant saw; null where the language is new. */
  readonly basis: string | null;
  readonly parts: TextParts;
}

const refused = (problem: ChangeProblem, detail = ""): ChangeResult => ({ ok: false, problem, detail });

function refusedBy(problem: MetaProblem): ChangeResult {
  return refused(problem.action === "retry" ? "unavailable" : "refused", problem.detail);
}

async function read(services: Needs, shopId: ShopId, change: TextChange, wabaId: string) {
  const db = services.database.shop(shopId);
  const template = await db.template.findFirst({ where: { id: change.templateId } });
  if (!template || template.purpose === UNASSIGNED) return undefined;
  const version = await db.templateVersion.findFirst({
    where: { templateId: template.id, language: change.language, wabaId, status: { not: "replaced" } },
    orderBy: { createdAt: "desc" },
  });
  return { template, version };
}

/** When an approved text in this language was changed in the last 30 days. */
export async function changesOf(
  { database, shopTime }: Pick<Needs, "database" | "shopTime">,
  shopId: ShopId,
  metaTemplateId: string,
): Promise<{ readonly today: number; readonly in30Days: number }> {
  const now = shopTime.now();
  const changes = await database.shop(shopId).templateVersion.findMany({
    where: { metaTemplateId, changesApproved: true, submittedAt: { gt: plus(now, -30 * DAY) } },
    select: { submittedAt: true },
    take: 50,
  });
  const today = changes.filter(({ submittedAt }) => submittedAt && submittedAt > plus(now, -DAY)).length;
  return { today, in30Days: changes.length };
}

/** What stands in it is known when it is sent. */
function isFilled(purpose: TemplatePurpose, parts: TextParts): boolean {
  return (
    variablesIn(parts.body).every((meaning) => meaningsOf(purpose).includes(meaning)) &&
    (parts.link === null || linksOf(purpose).includes(parts.link.kind)) &&
    (parts.header === null || parts.headerText === null)
  );
}

type Built = ReturnType<typeof buildTemplate>;

interface Submission {
  readonly metaTemplateId: string | null;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly ttlSeconds: number | null;
}

/** Puts the text in the place of the one that Meta has, or sends it in as a new language. */
async function submit(
  { meta }: Needs,
  account: NumberAccess,
  { metaTemplateId, name, language, category, ttlSeconds }: Submission,
  { components }: Built,
): Promise<MetaResult<{ id: string; status: string; category: string | undefined }>> {
  const life = ttlSeconds === null ? {} : { message_send_ttl_seconds: ttlSeconds };
  if (metaTemplateId) {
    const edited = await meta.editTemplate(metaTemplateId, account.token, { components, ...life });
    return edited.ok
      ? { ok: true, value: { id: metaTemplateId, status: "PENDING", category: undefined } }
      : edited;
  }
  const created = await meta.createTemplate(account.wabaId, account.token, {
    ...{ name, language, category, parameter_format: "named", components, ...life },
  });
  if (!created.ok) return created;
  const { id, status } = created.value;
  return { ok: true, value: { id, status, category: created.value.category } };
}

/**
 * Sends the merchant's own words for a text to Meta. An approved one goes on being sent until Meta has approved the
 * change.
 */
export async function changeText(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  change: TextChange,
): Promise<ChangeResult> {
  const sender = await senderIn(services.database.shop(shopId));
  const account = sender && (await tokenOf(services, shopId, sender.phoneNumberId));
  if (!account) return refused("no_number");
  const known = await read(services, shopId, change, account.wabaId);
  if (!known) return refused("not_found");
  const { template, version } = known;
  if ((version?.id ?? null) !== change.basis) return refused("stale");
  if (version?.status === "pending") return refused("waits");
  const purpose = template.purpose as TemplatePurpose;
  const category = (version?.category ?? template.category) as TemplateCategory;
  const changesApproved = version?.status === "approved";
  if (changesApproved && version.metaTemplateId) {
    const changes = await changesOf(services, shopId, version.metaTemplateId);
    if (changes.today >= MOST_CHANGES.aDay || changes.in30Days >= MOST_CHANGES.in30Days)
      return refused("too_often");
  }
  const linkUrl = linkUrlOf(services.env, await getShop(services, shopId));
  const plain = buildTemplate(change.parts, change.language, linkUrl, undefined);
  const { name } = template;
  const findings = checkText({
    ...{ name, language: change.language, category, parameter_format: "named" },
    components: plain.components,
  });
  if (findings.length > 0 || !isFilled(purpose, change.parts)) return refused("limits", findings[0]?.rule);
  let handle: string | undefined;
  if (change.parts.header) {
    const picture = readFileSync(SAMPLE_PICTURE);
    const uploaded = await services.meta.uploadExample(account.token, picture, "image/jpeg");
    if (!uploaded.ok) return refusedBy(uploaded.problem);
    handle = uploaded.value;
  }
  const built = buildTemplate(change.parts, change.language, linkUrl, handle);
  const ttlSeconds = version ? version.ttlSeconds : lifetimeSeconds(category, account.marketingEndpoint);
  const isDisabled = version?.status === "disabled";
  const metaTemplateId = isDisabled ? null : (version?.metaTemplateId ?? null);
  const submission = { metaTemplateId, name, language: change.language, category, ttlSeconds };
  const sent = await submit(services, account, submission, built);
  if (!sent.ok) return refusedBy(sent.problem);
  const now = services.shopTime.now();
  const status = STATUS_OF_META[sent.value.status] ?? "pending";
  await services.database.transaction(shopId, async (tx) => {
    // A text that was not being sent is no longer there; an approved one is, until this is.
    if (version && !changesApproved)
      await tx.db.templateVersion.updateMany({
        where: { id: version.id },
        data: { status: "replaced", updatedAt: now },
      });
    await tx.db.templateVersion.create({
      data: {
        shopId,
        id: newId(),
        templateId: template.id,
        wabaId: account.wabaId,
        metaTemplateId: sent.value.id,
        language: change.language,
        category: sent.value.category ?? category,
        parameterFormat: "named",
        components: built.components as Prisma.InputJsonArray,
        bindings: built.bindings,
        ttlSeconds,
        linkUrl,
        status,
        changesApproved,
        qualityScore: version?.qualityScore ?? null,
        createdAt: now,
        submittedAt: now,
        decidedAt: status === "pending" ? null : now,
        updatedAt: now,
      },
    });
    await clearProblem(tx, "template_rejected", `${name}:${change.language}`, now);
    if (!changesApproved) await clearProblem(tx, "template_paused", `${name}:${change.language}`, now);
    // Meta may have decided before this was recorded: its list says so.
    await markDue(tx.sql, "texts", shopId, plus(now, RECHECK_MS));
    await appendEvent(tx, {
      kind: "template.submitted",
      subject: `template:${name}`,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { language: change.language, category, changesApproved },
    });
  });
  return { ok: true };
}

/** A decision that came before its text was recorded is looked up so much later. */
const RECHECK_MS = 60_000;
