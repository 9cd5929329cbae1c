import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";

/** Who did it: staff with their Shopify user id, the shopper, a vendor, or Cartwave itself. */
export type Actor = "system" | "shopify" | "meta" | "contact" | `staff:${string}`;

export interface NewEvent {
  /** `checkout.left`, `message.sent`, `consent.granted`, … */
  readonly kind: string;
  /** `order:<gid>`, `checkout:<token>`, `message:<id>`, … */
  readonly subject: string;
  readonly contactId?: string | null;
  readonly actor: Actor;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** What made it happen: `delivery:<id>`, `decision:<id>`, `message:<id>`. */
  readonly causedBy?: string | null;
  readonly facts?: Record<string, unknown>;
}

/** Appends to the shop's event log; nothing in it is ever changed. */
export async function appendEvent(tx: Transaction, event: NewEvent): Promise<string> {
  const id = newId();
  await tx.db.event.create({
    data: {
      shopId: tx.shopId,
      id,
      kind: event.kind,
      subject: event.subject,
      contactId: event.contactId ?? null,
      actor: event.actor,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      causedBy: event.causedBy ?? null,
      facts: (event.facts ?? {}) as Prisma.InputJsonObject,
    },
  });
  return id;
}
