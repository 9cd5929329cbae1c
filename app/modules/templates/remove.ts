import type { Services } from "#app/integrations/services.ts";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { tokenOf } from "#app/modules/numbers/index.ts";
import { clearProblem } from "#app/modules/problems/index.ts";
import type { ShopId } from "#app/platform/ids.ts";

export type RemoveResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly problem: "not_found" | "no_number" | "refused" | "unavailable";
      readonly detail: string;
    };

/** Meta: there is no text of this name. */
const NOT_THERE = 2593002;

/**
 * Deletes a text at Meta, in all its languages. What was sent of it stays in the records, with what it said.
 * Its name can't be used again for 30 days where it was approved (Meta).
 */
export async function removeText(
  services: Pick<Services, "database" | "meta" | "secrets" | "shopTime">,
  shopId: ShopId,
  actor: Actor,
  templateId: string,
): Promise<RemoveResult> {
  const db = services.database.shop(shopId);
  const template = await db.template.findFirst({ where: { id: templateId } });
  if (!template) return { ok: false, problem: "not_found", detail: "" };
  const versions = await db.templateVersion.findMany({
    where: { templateId, status: { not: "replaced" } },
    select: { wabaId: true },
    distinct: ["wabaId"],
  });
  for (const { wabaId } of versions) {
    const number = await db.phoneNumber.findFirst({ where: { wabaId, state: "connected" } });
    const access = number && (await tokenOf(services, shopId, number.phoneNumberId));
    if (!access) return { ok: false, problem: "no_number", detail: "" };
    const deleted = await services.meta.deleteTemplate(wabaId, access.token, template.name);
    if (deleted.ok || deleted.problem.subcode === NOT_THERE) continue;
    const { action, detail } = deleted.problem;
    return { ok: false, problem: action === "retry" ? "unavailable" : "refused", detail };
  }
  const now = services.shopTime.now();
  await services.database.transaction(shopId, async (tx) => {
    const own = await tx.db.templateVersion.findMany({ where: { templateId }, select: { language: true } });
    await tx.db.templateVersion.updateMany({
      where: { templateId },
      data: { status: "replaced", updatedAt: now },
    });
    for (const language of new Set(own.map((one) => one.language)))
      for (const kind of ["template_rejected", "template_paused"] as const)
        await clearProblem(tx, kind, `${template.name}:${language}`, now);
    await appendEvent(tx, {
      kind: "template.deleted",
      subject: `template:${template.name}`,
      actor,
      occurredAt: now,
      recordedAt: now,
    });
  });
  return { ok: true };
}
