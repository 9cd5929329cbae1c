import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { ShopProfile } from "./profile.ts";
import { shopSettings } from "./settings.ts";

export type SaveResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: "stale" | "invalid"; readonly fields?: Record<string, string> };

/** Saves the whole settings; `version` is the one that the form was filled from. */
export async function saveSettings(
  services: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  actor: Actor,
  settings: unknown,
  version: number,
): Promise<SaveResult> {
  const parsed = shopSettings.safeParse(settings);
  if (!parsed.success) {
    const fields = Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]),
    );
    return { ok: false, problem: "invalid", fields };
  }
  const now = services.shopTime.now();
  return services.database.transaction(shopId, async (tx): Promise<SaveResult> => {
    const changed = await tx.db.shop.updateMany({
      where: { settingsVersion: version },
      data: { settings: parsed.data, settingsVersion: version + 1, updatedAt: now },
    });
    if (changed.count === 0) return { ok: false, problem: "stale" };
    await appendEvent(tx, {
      kind: "settings.saved",
      subject: "settings",
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { version: version + 1 },
    });
    return { ok: true };
  });
}

/**
 * Keeps the number that tests go to. Forms that are open stay valid, for none of them holds it: what they save meanwhile
 * is theirs, and the number is asked for again.
 */
export async function rememberTestPhone(
  tx: Transaction,
  shop: ShopProfile,
  testPhone: string,
): Promise<void> {
  if (shop.settings.testPhone === testPhone) return;
  await tx.db.shop.updateMany({
    where: { settingsVersion: shop.settingsVersion },
    data: { settings: { ...shop.settings, testPhone } },
  });
}
