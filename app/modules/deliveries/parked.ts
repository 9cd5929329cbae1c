import type { PlatformServices } from "#app/platform/services.ts";

/** A delivery that was tried often and in vain, without its body. */
export interface ParkedDelivery {
  readonly id: string;
  readonly source: string;
  readonly topic: string;
  readonly shopDomain: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly receivedAt: Date;
}

/** For the person who runs Cartwave: the oldest first, 100 at most. */
export function parkedDeliveries(services: Pick<PlatformServices, "database">): Promise<ParkedDelivery[]> {
  return services.database.system.inboxDelivery.findMany({
    where: { state: "parked" },
    orderBy: { receivedAt: "asc" },
    take: 100,
    select: {
      id: true,
      source: true,
      topic: true,
      shopDomain: true,
      attempts: true,
      error: true,
      receivedAt: true,
    },
  });
}

/** Tries a parked delivery again from the beginning. @returns false if there is none with this id */
export async function replayDelivery(
  services: Pick<PlatformServices, "database" | "systemTime" | "signals">,
  id: string,
): Promise<boolean> {
  const { count } = await services.database.system.inboxDelivery.updateMany({
    where: { id, state: "parked" },
    data: { state: "received", attempts: 0, nextAttemptAt: services.systemTime.now() },
  });
  services.signals.raise("inbox");
  return count > 0;
}
