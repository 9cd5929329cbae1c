import { plus, SECOND } from "#app/platform/clock.ts";
import type { Sql } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { ToldBy } from "./timeline.ts";
import { TOLD_BY } from "./told-by.sql.ts";

/** Meta's clock may be ahead of ours, and what it tells are whole seconds. */
const AHEAD_MS = 5 * SECOND;

/** What is looked at of a message. */
interface Reported {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly updatedAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
}

/** Id of a webhook, of `delivery:<id>`. */
export const deliveryIn = (causedBy: string | null | undefined): string | undefined =>
  /^delivery:(.+)$/.exec(causedBy ?? "")?.[1];

/**
 * The webhooks that reported what a message has reached. One is missing where a single group of reports brought a
 * message further than this status, or where so much was reported of the number that it was not looked for to the end.
 */
export async function toldBy(sql: Sql, shopId: ShopId, message: Reported): Promise<ToldBy> {
  const { sentAt, deliveredAt, readAt } = message;
  const reached = Object.entries({ sent: sentAt, delivered: deliveredAt, read: readAt }).flatMap(
    ([status, at]) => (at ? [{ status, since: plus(at, -AHEAD_MS) }] : []),
  );
  if (reached.length === 0) return {};
  const found = await sql<{ status: string; causedBy: string | null }>(TOLD_BY, [
    shopId,
    `number:${message.phoneNumberId}`,
    message.id,
    reached.map(({ status }) => status),
    reached.map(({ since }) => since),
    message.updatedAt,
  ]);
  return Object.fromEntries(
    found.flatMap(({ status, causedBy }) => {
      const delivery = deliveryIn(causedBy);
      return delivery ? [[status, delivery]] : [];
    }),
  );
}
