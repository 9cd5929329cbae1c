import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import type { AttributionRule } from "./decide.ts";

type Needs = Pick<PlatformServices, "database">;

/** An order and the message it is counted for, or is not, as screens explain it. */
export interface AttributedOrder {
  readonly id: string;
  readonly orderName: string;
  /** gid://shopify/Order/… */
  readonly orderShopifyId: string;
  /** "Giulia R."; null where Shopify told no name. */
  readonly person: string | null;
  readonly currency: string;
  /** What is counted, in minor units: the total without what was refunded. */
  readonly revenueMinor: bigint;
  readonly counted: boolean;
  readonly rule: AttributionRule;
  readonly placedAt: Date;
  readonly tappedAt: Date | null;
  readonly refundedMinor: bigint;
  /** The shop's days when it was decided. */
  readonly attributionDays: number | null;
  readonly messageId: string | null;
  /** Purpose of the message's text. */
  readonly purpose: string | null;
}

function shortName(person: { firstName: string | null; lastName: string | null } | undefined): string | null {
  const first = person?.firstName?.trim();
  const initial = person?.lastName?.trim().slice(0, 1);
  if (!first) return null;
  return initial ? `${first} ${initial}.` : first;
}

interface Facts {
  readonly tappedAt?: unknown;
  readonly attributionDays?: unknown;
}

/** The latest decisions. Uses attribution (shop_id, counted, decided_at). */
export async function latestAttributed(
  services: Needs,
  shopId: ShopId,
  counted: boolean,
  limit: number,
): Promise<AttributedOrder[]> {
  const db = services.database.shop(shopId);
  const rows = await db.attribution.findMany({
    where: { counted },
    orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
    take: limit,
    include: {
      order: true,
      message: { select: { templateVersion: { select: { template: { select: { purpose: true } } } } } },
    },
  });
  const contactIds = rows.flatMap(({ order }) => (order.contactId ? [order.contactId] : []));
  const people = await db.contact.findMany({
    where: { id: { in: contactIds } },
    select: { id: true, firstName: true, lastName: true },
  });
  const byId = new Map(people.map((person) => [person.id, person]));
  return rows.map((row) => {
    const facts = row.facts as Facts;
    return {
      id: row.id,
      orderName: row.order.name,
      orderShopifyId: row.order.shopifyId,
      person: shortName(byId.get(row.order.contactId ?? "")),
      currency: row.currency,
      revenueMinor: row.revenueMinor,
      counted: row.counted,
      rule: row.rule as AttributionRule,
      placedAt: row.order.placedAt,
      tappedAt: typeof facts.tappedAt === "string" ? new Date(facts.tappedAt) : null,
      refundedMinor: row.order.refundedMinor,
      attributionDays: typeof facts.attributionDays === "number" ? facts.attributionDays : null,
      messageId: row.messageId,
      purpose: row.message?.templateVersion?.template.purpose ?? null,
    };
  });
}

/** Beyond this nobody needs the exact figure. */
const MOST_COUNTED = 1_000;

/** How many orders were looked at since then and are not counted. Uses attribution (shop_id, counted, decided_at). */
export function countNotCounted(services: Needs, shopId: ShopId, since: Date): Promise<number> {
  return services.database
    .shop(shopId)
    .attribution.count({ where: { counted: false, decidedAt: { gte: since } }, take: MOST_COUNTED });
}
