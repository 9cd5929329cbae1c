import type { Services } from "#app/integrations/services.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import { markDue } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { bindingsFor, demandsOf, type Meant } from "./demands.ts";
import { linkUrlsOf } from "./link-base.ts";
import { categoryOf, hasPicture, linksOf, meaningsOf, type TemplatePurpose, UNASSIGNED } from "./purposes.ts";

/** `meanings`: a variable has none, or one that is not known when such a text is sent. */
export type AdoptProblem = "not_found" | "unfit" | "category" | "picture" | "meanings";

export type AdoptResult = { readonly ok: true } | { readonly ok: false; readonly problem: AdoptProblem };

export interface Adoption extends Meant {
  readonly templateId: string;
  readonly purpose: TemplatePurpose;
  /** What is said where a value is unknown, by language and variable. */
  readonly fallbacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const refused = (problem: AdoptProblem): AdoptResult => ({ ok: false, problem });

/** Says what a text of the account is for and what its variables mean; from then on it is sent. */
export async function adoptText(
  services: Pick<Services, "database" | "shopTime" | "env">,
  shopId: ShopId,
  actor: Actor,
  adoption: Adoption,
): Promise<AdoptResult> {
  const { templateId, purpose, meanings, link, fallbacks } = adoption;
  const now = services.shopTime.now();
  return services.database.transaction(shopId, async (tx) => {
    const template = await tx.db.template.findFirst({ where: { id: templateId, purpose: UNASSIGNED } });
    if (!template) return refused("not_found");
    const isKnown = Object.values(meanings).every((meaning) => meaningsOf(purpose).includes(meaning));
    if (!isKnown || (link !== null && !linksOf(purpose).includes(link))) return refused("meanings");
    const versions = await tx.db.templateVersion.findMany({ where: { templateId }, take: 200 });
    const ours = linkUrlsOf(services.env, await shopIn(tx));
    for (const version of versions) {
      const demands = demandsOf(version);
      if (typeof demands === "string") return refused("unfit");
      if (version.category !== categoryOf(purpose)) return refused("category");
      if (demands.picture && !hasPicture(purpose)) return refused("picture");
      const own = fallbacks[version.language];
      const bindings = bindingsFor(demands, { meanings, link }, version.language, ours, own);
      if (!bindings) return refused("meanings");
      const used = ours.find((linkUrl) => demands.link?.base === `${linkUrl}/l/`);
      await tx.db.templateVersion.updateMany({
        where: { id: version.id },
        data: { bindings, linkUrl: bindings.link?.base ?? used ?? ours[0] ?? null, updatedAt: now },
      });
    }
    await tx.db.template.updateMany({
      where: { id: templateId },
      data: { purpose, preferredAt: now, updatedAt: now },
    });
    await markDue(tx.sql, "enrolment", shopId, now);
    await appendEvent(tx, {
      kind: "template.adopted",
      subject: `template:${template.name}`,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { purpose, meanings, link },
    });
    return { ok: true };
  });
}

/** Of several texts for one purpose, this one is sent from now on. @returns false where there is no such text */
export async function preferText(
  services: Pick<Services, "database" | "shopTime">,
  shopId: ShopId,
  actor: Actor,
  templateId: string,
): Promise<boolean> {
  const now = services.shopTime.now();
  return services.database.transaction(shopId, async (tx) => {
    const template = await tx.db.template.findFirst({
      where: { id: templateId, purpose: { not: UNASSIGNED } },
    });
    if (!template) return false;
    await tx.db.template.updateMany({
      where: { id: templateId },
      data: { preferredAt: now, updatedAt: now },
    });
    await appendEvent(tx, {
      kind: "template.preferred",
      subject: `template:${template.name}`,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { purpose: template.purpose },
    });
    return true;
  });
}
