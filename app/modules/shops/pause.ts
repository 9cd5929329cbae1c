import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import { markDue } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

/** What stands still: nothing, carts and broadcasts, or order news too. */
export type Pause = "none" | "marketing" | "all";

type Needs = Pick<PlatformServices, "database" | "shopTime" | "signals">;

async function setPause(services: Needs, shopId: ShopId, actor: Actor, pause: Pause, reason: string | null) {
  const now = services.shopTime.now();
  await services.database.transaction(shopId, async (tx) => {
    const paused = pause !== "none";
    await tx.db.shop.updateMany({
      data: {
        paused: pause,
        pausedAt: paused ? now : null,
        pausedBy: paused ? actor : null,
        pauseReason: paused ? reason : null,
        updatedAt: now,
      },
    });
    await appendEvent(tx, {
      kind: paused ? "sending.paused" : "sending.resumed",
      subject: "sending",
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { pause, reason },
    });
    await markDue(tx.sql, "message", shopId, now);
    await markDue(tx.sql, "enrolment", shopId, now);
  });
  services.signals.raise("due");
  services.signals.raise("dispatch");
}

/** Stops sending at once: messages that are not with Meta yet wait. */
export function pauseSending(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  options: { readonly scope: Exclude<Pause, "none">; readonly reason: string | null },
): Promise<void> {
  return setPause(services, shopId, actor, options.scope, options.reason);
}

/** Sends again; what became too old meanwhile is dropped by dispatch, with that reason. */
export function resumeSending(services: Needs, shopId: ShopId, actor: Actor): Promise<void> {
  return setPause(services, shopId, actor, "none", null);
}
