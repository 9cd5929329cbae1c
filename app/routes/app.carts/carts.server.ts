import type { Merchant } from "#app/merchant.server.ts";
import { type CartRow, listCarts } from "#app/modules/checkouts/index.ts";
import { CART_STAGES, type CartStage } from "#app/modules/funnel/index.ts";
import { readEdge, writeEdge } from "#app/modules/messages/index.ts";

function toRow({ at, totalMinor, halt, ...row }: CartRow) {
  return {
    ...row,
    at: at.toISOString(),
    totalMinor: totalMinor.toString(),
    halt: {
      why: halt.why,
      until: halt.why === "waits" ? (halt.until?.toISOString() ?? null) : null,
      reason: halt.why === "ended" ? halt.reason : null,
      order:
        halt.why === "bought" && halt.order
          ? {
              name: halt.order.name,
              totalMinor: halt.order.totalMinor.toString(),
              currency: halt.order.currency,
            }
          : null,
    },
  };
}
export type Cart = ReturnType<typeof toRow>;

/** `stage` is a bar of Home's funnel, `after` and `before` the edge of a page. */
export function askedIn(params: URLSearchParams) {
  return {
    stage: CART_STAGES.find((stage) => stage === params.get("stage")) ?? ("left" satisfies CartStage),
    after: readEdge(params.get("after")),
    before: readEdge(params.get("before")),
  };
}

export async function readCarts({ services, shop, now }: Merchant, params: URLSearchParams) {
  const { rows, after, before } = await listCarts(services, shop, askedIn(params), now);
  return { rows: rows.map(toRow), after: after && writeEdge(after), before: before && writeEdge(before) };
}
export type Carts = Awaited<ReturnType<typeof readCarts>>;
