import { readFileSync } from "node:fs";
import type { MetaProblem } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { type NumberAccess, senderIn, tokenOf } from "#app/modules/numbers/index.ts";
import { clearProblem } from "#app/modules/problems/index.ts";
import { getShop, type ShopProfile } from "#app/modules/shops/index.ts";
import type { Prisma } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { buildTemplate } from "./build.ts";
import { READY_LANGUAGES, readyText } from "./library.ts";
import { lifetimeSeconds } from "./lifetime.ts";
import { linkUrlOf } from "./link-base.ts";
import { categoryOf, PURPOSES, type TemplatePurpose } from "./purposes.ts";
import { nameOf, revisionFor } from "./revision.ts";
import { STATUS_OF_META } from "./status.ts";

export type PrepareResult =
  | { readonly ok: true; readonly submitted: number; readonly known: number }
  | {
      readonly ok: false;
      readonly problem: "no_number" | "refused" | "unavailable";
      readonly detail: string;
      readonly submitted: number;
    };

type Needs = Pick<Services, "database" | "meta" | "secrets" | "shopTime" | "env">;

/** The picture that Meta's reviewers see in place of the cart's. */
export const SAMPLE_PICTURE = "public/pictures/cart.jpg";
/** Meta: this name exists in this language already. */
const LANGUAGE_EXISTS = 2388024;
/** Meta: the name is of a text that was deleted, and can't be used yet. */
const BEING_DELETED = 2388023;
const MOST_REVISIONS = 20;

type Account = Pick<NumberAccess, "token" | "wabaId" | "marketingEndpoint">;

interface Wanted {
  readonly purpose: TemplatePurpose;
  readonly language: string;
}

/** Where the buttons of new texts lead, and the revision that their names say. */
interface Links {
  readonly linkUrl: string;
  readonly revision: number;
}

/** The languages of a shop that there are ready texts in; English where there is none. */
export function languagesOf(shop: ShopProfile): string[] {
  const known = shop.settings.languages.filter((language) => READY_LANGUAGES.includes(language));
  return known.length > 0 ? known : ["en"];
}

/** Under which names this account's next texts are sent in. */
async function revisionOf(
  { database }: Needs,
  shop: ShopProfile,
  wabaId: string,
  linkUrl: string,
): Promise<number> {
  const versions = await database.shop(shop.id).templateVersion.findMany({
    where: { wabaId },
    distinct: ["templateId", "linkUrl"],
    select: { linkUrl: true, template: { select: { name: true, purpose: true } } },
  });
  return revisionFor(
    versions.map(({ linkUrl: used, template }) => ({ ...template, linkUrl: used })),
    linkUrl,
  );
}

async function missingTexts(
  { database }: Needs,
  shop: ShopProfile,
  wabaId: string,
  linkUrl: string,
): Promise<Wanted[]> {
  const versions = await database.shop(shop.id).templateVersion.findMany({
    where: {
      wabaId,
      status: { notIn: ["draft", "disabled", "replaced"] },
      // One that was made elsewhere stands for ours, wherever its button leads.
      OR: [{ linkUrl }, { template: { name: { not: { startsWith: "cartwave_" } } } }],
    },
    select: { language: true, template: { select: { purpose: true } } },
  });
  const known = new Set(versions.map(({ language, template }) => `${template.purpose} ${language}`));
  return languagesOf(shop).flatMap((language) =>
    PURPOSES.filter((purpose) => readyText(purpose, language) && !known.has(`${purpose} ${language}`)).map(
      (purpose) => ({ purpose, language }),
    ),
  );
}

/** A template that is at Meta already: submitted by us before, but not recorded. */
async function findAtMeta(services: Needs, account: Account, name: string, language: string) {
  let after: string | undefined;
  for (let page = 0; page < 20; page++) {
    const list = await services.meta.templates(account.wabaId, account.token, after);
    if (!list.ok) return undefined;
    const found = list.value.data.find((one) => one.name === name && one.language === language);
    if (found) {
      const { id, status, category, components } = found;
      return { id, status, category, components };
    }
    after = list.value.paging?.cursors?.after;
    if (!after || !list.value.paging?.next) return undefined;
  }
  return undefined;
}

type Submitted =
  | {
      readonly ok: true;
      readonly name: string;
      readonly id: string;
      readonly status: string;
      readonly category: string | undefined;
      /** Null also where the text was there already: what it was made with is not known. */
      readonly ttlSeconds: number | null;
    }
  | { readonly ok: false; readonly problem: MetaProblem };

async function submit(
  services: Needs,
  account: Account,
  wanted: Wanted,
  components: object,
  { linkUrl, revision }: Links,
): Promise<Submitted> {
  const name = nameOf(wanted.purpose, revision);
  const ttlSeconds = lifetimeSeconds(categoryOf(wanted.purpose), account.marketingEndpoint);
  const created = await services.meta.createTemplate(account.wabaId, account.token, {
    name,
    language: wanted.language,
    category: categoryOf(wanted.purpose),
    parameter_format: "named",
    components,
    ...(ttlSeconds === null ? {} : { message_send_ttl_seconds: ttlSeconds }),
  });
  if (created.ok) {
    const { id, status, category } = created.value;
    return { ok: true, name, id, status, category, ttlSeconds };
  }
  const { subcode } = created.problem;
  const next = () =>
    revision < MOST_REVISIONS
      ? submit(services, account, wanted, components, { linkUrl, revision: revision + 1 })
      : created;
  if (subcode === BEING_DELETED) return next();
  if (subcode !== LANGUAGE_EXISTS) return created;
  const found = await findAtMeta(services, account, name, wanted.language);
  if (!found) return created;
  // Ours, if its links lead where ours do; else it is from another time, and ours needs another name.
  const leadsHere = JSON.stringify(found.components ?? "").includes(`${linkUrl}/l/`);
  const hasLinks = JSON.stringify(components).includes(`${linkUrl}/l/`);
  const isUsable = STATUS_OF_META[found.status] !== "disabled" && (leadsHere || !hasLinks);
  return isUsable ? { ok: true, name, ttlSeconds: null, ...found } : next();
}

async function record(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  account: Account,
  wanted: Wanted,
  linkUrl: string,
  built: ReturnType<typeof buildTemplate>,
  submitted: Extract<Submitted, { ok: true }>,
): Promise<void> {
  const now = services.shopTime.now();
  const { name } = submitted;
  const category = submitted.category ?? categoryOf(wanted.purpose);
  await services.database.transaction(shopId, async (tx) => {
    const { wabaId } = account;
    // A second press of the button: the first one's text is there.
    if (await tx.db.templateVersion.findFirst({ where: { wabaId, metaTemplateId: submitted.id } })) return;
    const known = await tx.db.template.findFirst({ where: { name } });
    const templateId = known?.id ?? newId();
    if (!known) {
      await tx.db.template.create({
        data: {
          shopId,
          id: templateId,
          purpose: wanted.purpose,
          name,
          category,
          createdAt: now,
          updatedAt: now,
        },
      });
    }
    const status = STATUS_OF_META[submitted.status] ?? "pending";
    await tx.db.templateVersion.create({
      data: {
        shopId,
        id: newId(),
        templateId,
        wabaId,
        metaTemplateId: submitted.id,
        language: wanted.language,
        category,
        parameterFormat: "named",
        components: built.components as Prisma.InputJsonArray,
        bindings: built.bindings,
        ttlSeconds: submitted.ttlSeconds,
        linkUrl,
        status,
        createdAt: now,
        submittedAt: now,
        decidedAt: status === "pending" ? null : now,
        updatedAt: now,
      },
    });
    await clearProblem(tx, "template_rejected", `${name}:${wanted.language}`, now);
    await appendEvent(tx, {
      kind: "template.submitted",
      subject: `template:${name}`,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { language: wanted.language, category },
    });
  });
}

/**
 * Sends the ready texts that the shop still lacks to Meta, in each of its languages. May be called again: what is
 * there already is left alone, and it goes on where it was interrupted.
 */
export async function prepareTemplates(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
): Promise<PrepareResult> {
  const shop = await getShop(services, shopId);
  const sender = await senderIn(services.database.shop(shopId));
  const account = sender && (await tokenOf(services, shopId, sender.phoneNumberId));
  if (!account) return { ok: false, problem: "no_number", detail: "", submitted: 0 };
  const linkUrl = linkUrlOf(services.env, shop);
  const wanted = await missingTexts(services, shop, account.wabaId, linkUrl);
  const total = languagesOf(shop).length * PURPOSES.length;
  const revision = await revisionOf(services, shop, account.wabaId, linkUrl);
  let headerHandle: string | undefined;
  let submittedCount = 0;
  const stopped = (problem: MetaProblem): PrepareResult => ({
    ok: false,
    problem: problem.action === "retry" ? "unavailable" : "refused",
    detail: problem.detail,
    submitted: submittedCount,
  });
  for (const one of wanted) {
    const text = readyText(one.purpose, one.language);
    if (!text) continue;
    if (text.header && headerHandle === undefined) {
      const uploaded = await services.meta.uploadExample(
        account.token,
        readFileSync(SAMPLE_PICTURE),
        "image/jpeg",
      );
      if (!uploaded.ok) return stopped(uploaded.problem);
      headerHandle = uploaded.value;
    }
    const built = buildTemplate(text, one.language, linkUrl, headerHandle);
    const submitted = await submit(services, account, one, built.components, { linkUrl, revision });
    if (!submitted.ok) return stopped(submitted.problem);
    await record(services, shopId, actor, account, one, linkUrl, built, submitted);
    submittedCount += 1;
  }
  return { ok: true, submitted: submittedCount, known: total - wanted.length };
}
