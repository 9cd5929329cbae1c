import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";

type Needs = Pick<PlatformServices, "database">;

/** Beyond this nobody needs the exact figure, and counting would take time. */
const MOST_COUNTED = 10_000;

/** How many messages wait in the lane, {@link MOST_COUNTED} at most. Uses message (shop_id, stage, created_at, id). */
export function messagesWaiting(services: Needs, shopId: ShopId): Promise<number> {
  return services.database.shop(shopId).message.count({ where: { stage: "queued" }, take: MOST_COUNTED });
}

/** Replies that nobody has answered. */
export interface RepliesWaiting {
  readonly count: number;
  /** Until when the one that runs out first can be answered free-form; null where none can any more. */
  readonly freeFormUntil: Date | null;
  /** Whose that one is. */
  readonly contactId: string | null;
}

/**
 * @param now shop time
 * Uses inbound_message (shop_id, state, received_at). Meta: a free-form answer is allowed for 24 hours.
 */
export async function repliesWaiting(services: Needs, shopId: ShopId, now: Date): Promise<RepliesWaiting> {
  const { inboundMessage } = services.database.shop(shopId);
  const [count, first] = await Promise.all([
    inboundMessage.count({ where: { state: "waiting" }, take: MOST_COUNTED }),
    inboundMessage.findFirst({
      where: { state: "waiting", receivedAt: { gt: plus(now, -DAY) } },
      orderBy: { receivedAt: "asc" },
      select: { receivedAt: true, contactId: true },
    }),
  ]);
  return {
    count,
    freeFormUntil: first ? plus(first.receivedAt, DAY) : null,
    contactId: first?.contactId ?? null,
  };
}
