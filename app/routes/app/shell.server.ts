import type { Merchant } from "#app/merchant.server.ts";
import { messagesWaiting } from "#app/modules/messages/waiting.ts";
import { openProblems } from "#app/modules/problems/index.ts";

/** What every screen shows or needs for showing: the shop's format, faults, and whether sending stands still. */
export async function readShell({ services, shopId, shop, actor, language, now }: Merchant) {
  const [problems, waiting] = await Promise.all([
    openProblems(services, shopId),
    messagesWaiting(services, shopId),
  ]);
  return {
    format: {
      language,
      countryCode: shop.countryCode,
      timeZone: shop.timeZone,
      now: now.toISOString(),
    },
    shop: { name: shop.name, domain: shop.domain, currency: shop.currency },
    pause:
      shop.pause === "none"
        ? null
        : {
            scope: shop.pause,
            since: (shop.pausedAt ?? now).toISOString(),
            byMe: shop.pausedBy === actor,
            reason: shop.pauseReason,
          },
    waiting,
    problems: problems.map((problem) => ({ ...problem, since: problem.since.toISOString() })),
  };
}

export type Shell = Awaited<ReturnType<typeof readShell>>;
