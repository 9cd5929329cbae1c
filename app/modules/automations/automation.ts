import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { figuresLast } from "#app/modules/figures/index.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type CartSettings, cartSettings, readCartSettings } from "./cart-settings.ts";
import { endWaiting } from "./enrol.ts";
import type { AutomationKind, AutomationMode } from "./kinds.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

/** The row of an automation, made when it is needed first. */
async function rowOf(tx: Transaction, kind: AutomationKind, now: Date) {
  const known = await tx.db.automation.findFirst({ where: { kind } });
  if (known) return known;
  const settings = kind === "cart_recovery" ? cartSettings.parse({}) : {};
  await tx.db.automation.createMany({
    data: [{ shopId: tx.shopId, id: newId(), kind, settings, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  });
  return tx.db.automation.findFirstOrThrow({ where: { kind } });
}

/**
 * Switches an automation. Going live counts from now on only: what is already old gets nothing. Switching off ends
 * what is half-way and takes back what waits.
 */
export async function setAutomationMode(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  kind: AutomationKind,
  mode: AutomationMode,
): Promise<void> {
  const now = services.shopTime.now();
  const change = async (tx: Transaction): Promise<void> => {
    const row = await rowOf(tx, kind, now);
    if (row.mode === mode) return;
    // Who was only watched must not be written to because the mode has changed meanwhile.
    await endWaiting(tx, { automationId: row.id }, "switched_off", now, null);
    await tx.db.automation.updateMany({
      where: { id: row.id },
      data: { mode, liveSince: mode === "off" ? null : now, changedBy: actor, updatedAt: now },
    });
    await appendEvent(tx, {
      kind: `automation.${mode}`,
      subject: `automation:${kind}`,
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { before: row.mode },
    });
  };
  await services.database.transaction(shopId, (tx) => figuresLast(tx, () => change(tx)));
}

export type SaveAutomationResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: "stale" | "invalid"; readonly fields?: Record<string, string> };

/**
 * Saves cart recovery's settings; who is half-way follows the new ones from their next step.
 * @param version the one that the form was filled from
 */
export async function saveCartSettings(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  settings: unknown,
  version: number,
): Promise<SaveAutomationResult> {
  const parsed = cartSettings.safeParse(settings);
  if (!parsed.success) {
    const fields = Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]),
    );
    return { ok: false, problem: "invalid", fields };
  }
  const now = services.shopTime.now();
  return services.database.transaction(shopId, async (tx): Promise<SaveAutomationResult> => {
    const row = await rowOf(tx, "cart_recovery", now);
    const { count } = await tx.db.automation.updateMany({
      where: { id: row.id, version },
      data: {
        settings: parsed.data as Prisma.InputJsonObject,
        version: version + 1,
        changedBy: actor,
        updatedAt: now,
      },
    });
    if (count === 0) return { ok: false, problem: "stale" };
    await appendEvent(tx, {
      kind: "automation.saved",
      subject: "automation:cart_recovery",
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { version: version + 1, before: readCartSettings(row.settings), after: parsed.data },
    });
    return { ok: true };
  });
}

export type { CartSettings };
