import type { TemplatePurpose } from "#app/modules/templates/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type CartSettings, purposesOf, readCartSettings } from "./cart-settings.ts";
import { AUTOMATION_KINDS, type AutomationKind, type AutomationMode } from "./kinds.ts";

/** An automation as its row on the screen shows it. */
export interface AutomationView {
  readonly kind: AutomationKind;
  readonly mode: AutomationMode;
  readonly liveSince: Date | null;
  readonly changedBy: string | null;
  readonly version: number;
  /** Of cart recovery; null for order news, which have none. */
  readonly cart: CartSettings | null;
  /** Runs that wait for their next step. */
  readonly waiting: number;
}

/** All automations, also those that were never switched on. */
export async function automationsOf(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
): Promise<AutomationView[]> {
  const db = services.database.shop(shopId);
  const rows = await db.automation.findMany({ take: 50 });
  const counts = await db.enrolment.groupBy({
    by: ["automationId"],
    where: { state: "waiting" },
    _count: { _all: true },
  });
  const waiting = new Map(counts.map((count) => [count.automationId, count._count._all]));
  return AUTOMATION_KINDS.map((kind) => {
    const row = rows.find((one) => one.kind === kind);
    return {
      kind,
      mode: (row?.mode ?? "off") as AutomationMode,
      liveSince: row?.liveSince ?? null,
      changedBy: row?.changedBy ?? null,
      version: row?.version ?? 1,
      cart: kind === "cart_recovery" ? readCartSettings(row?.settings) : null,
      waiting: row ? (waiting.get(row.id) ?? 0) : 0,
    };
  });
}

/** Which automations send texts of a purpose. */
export type TextUsers = Readonly<
  Partial<Record<TemplatePurpose, readonly Pick<AutomationView, "kind" | "mode">[]>>
>;

/** By purpose, the automations whose steps send it. */
export async function textUsers(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
): Promise<TextUsers> {
  const users: Partial<Record<TemplatePurpose, Pick<AutomationView, "kind" | "mode">[]>> = {};
  for (const { kind, mode, cart } of await automationsOf(services, shopId))
    for (const purpose of new Set(purposesOf(kind, cart ?? {})))
      users[purpose] = [...(users[purpose] ?? []), { kind, mode }];
  return users;
}
