import type { Actor } from "#app/modules/events/index.ts";
import type { MessagePreview } from "#app/modules/templates/index.ts";
import type { Prisma, Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";

/** Why a message is sent; its order in the lane follows from it. */
export type MessagePurpose =
  | "order_status"
  | "cart_recovery"
  | "broadcast"
  | "reply"
  /** A person of the shop takes up a conversation again whose service window has closed. */
  | "conversation"
  | "test";

const PRIORITY: Readonly<Record<MessagePurpose, number>> = {
  reply: 0,
  conversation: 0,
  test: 0,
  order_status: 1,
  cart_recovery: 2,
  broadcast: 3,
};

export interface NewMessage {
  readonly id: string;
  /** Shop, purpose, subject, step and contact: one message for each, whatever happens. */
  readonly dedupeKey: string;
  readonly phoneNumberId: string;
  readonly contactId: string;
  /** E.164, or a business-scoped user id. */
  readonly recipient: string;
  readonly countryCode: string | null;
  readonly purpose: MessagePurpose;
  readonly category: "MARKETING" | "UTILITY" | "SERVICE";
  readonly templateVersionId: string | null;
  readonly automationKind: string | null;
  readonly enrolmentId: string | null;
  readonly subject: string | null;
  readonly step: number;
  readonly content: object;
  readonly preview: MessagePreview;
  /** Shop time. */
  readonly notBefore: Date;
  /** Shop time after which it is no longer worth sending. */
  readonly expiresAt: Date | null;
  readonly causedBy: string | null;
  readonly actor: Actor;
}

/** Puts a message into its lane. @returns false where it was there already */
export async function enqueueMessage(tx: Transaction, message: NewMessage, now: Date): Promise<boolean> {
  const { count } = await tx.db.message.createMany({
    data: [
      {
        ...message,
        shopId: tx.shopId,
        content: message.content as Prisma.InputJsonObject,
        preview: { ...message.preview, buttons: message.preview.buttons.map((button) => ({ ...button })) },
        priority: PRIORITY[message.purpose],
        status: "queued",
        createdAt: now,
        updatedAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count > 0) await markDue(tx.sql, "message", tx.shopId, message.notBefore);
  return count > 0;
}
