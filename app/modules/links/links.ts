import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";

export interface NewLink {
  readonly code: string;
  readonly messageId: string;
  readonly kind: "cart" | "order_status" | "tracking";
  readonly target: string;
  /** Told to the shop's analytics when it is opened; null where the address is opened as it is. */
  readonly campaign: string | null;
}

/** Binds a code to one target for ever. Made in the transaction of its message. */
export async function createLink(tx: Transaction, link: NewLink, now: Date): Promise<void> {
  await tx.db.link.create({ data: { ...link, shopId: tx.shopId, id: newId(), createdAt: now } });
}

/** As {@link createLink}, many at once. */
export async function createLinks(tx: Transaction, links: readonly NewLink[], now: Date): Promise<void> {
  if (links.length === 0) return;
  await tx.db.link.createMany({
    data: links.map((link) => ({ ...link, shopId: tx.shopId, id: newId(), createdAt: now })),
  });
}
