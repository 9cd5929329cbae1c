import { addFigures } from "#app/modules/figures/index.ts";
import type { SqlTransaction } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { TAPPED_LINKS, WRITE_TAPS } from "./links.sql.ts";

/** A shopper has tapped a link. */
export interface Tap {
  readonly shopId: ShopId;
  readonly linkId: string;
  /** Shop time. */
  readonly at: Date;
}

interface TappedLink {
  readonly id: string;
  readonly messageId: string;
  readonly contactId: string;
  readonly isNew: boolean;
  readonly purpose: string;
  readonly origin: string;
  readonly timeZone: string;
}

async function writeIn(tx: SqlTransaction, taps: readonly Tap[]): Promise<void> {
  const ids = [...new Set(taps.map(({ linkId }) => linkId))];
  const links = await tx.sql<TappedLink>(TAPPED_LINKS, [tx.shopId, ids]);
  const byId = new Map(links.map((link) => [link.id, link]));
  // A link that is gone meanwhile has nobody left to count for.
  const known = taps.flatMap(({ linkId, at }) => {
    const link = byId.get(linkId);
    return link ? [{ link, at }] : [];
  });
  if (known.length === 0) return;
  await tx.sql(WRITE_TAPS, [
    tx.shopId,
    known.map(({ link }) => link.id),
    known.map(({ link }) => link.messageId),
    known.map(({ link }) => link.contactId),
    known.map(({ at }) => at),
    known.map(() => newId()),
  ]);
  const firstAt = new Map(known.toReversed().map(({ link, at }) => [link.id, at]));
  await addFigures(
    tx,
    links.flatMap(({ id, isNew, purpose, origin, timeZone }) => {
      const at = firstAt.get(id);
      if (!at || !isNew || purpose === "test") return [];
      return [{ metric: "clicks" as const, at, timeZone, amount: 1n, origin }];
    }),
  );
}

/** Writes taps of one shop down: on their links and messages, in the event log and the shop's figures. */
export function writeTaps(
  { database }: Pick<PlatformServices, "database">,
  shopId: ShopId,
  taps: readonly Tap[],
): Promise<void> {
  return database.sqlTransaction(shopId, (tx) => writeIn(tx, taps));
}
