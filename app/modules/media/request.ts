import type { InboundPayload } from "#app/integrations/meta/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId } from "#app/platform/ids.ts";

interface Sent {
  readonly inboundId: string;
  readonly payload: InboundPayload;
  readonly phoneNumberId: string;
}

/** Has the file of a message fetched, if there is one and the person has not deleted it meanwhile. */
export async function requestMedia(tx: Transaction, sent: Sent, now: Date): Promise<void> {
  const { inboundId, payload, phoneNumberId } = sent;
  const { image, video, audio, document, sticker } = payload;
  const metaId = (image ?? video ?? audio ?? document ?? sticker)?.id;
  if (!metaId) return;
  const row = await tx.db.inboundMessage.findFirst({ where: { id: inboundId }, select: { kind: true } });
  if (!row || row.kind === "deleted") return;
  await tx.db.media.create({
    data: {
      shopId: tx.shopId,
      id: newId(),
      inboundId,
      phoneNumberId,
      metaId,
      dueAt: now,
      createdAt: now,
      updatedAt: now,
    },
  });
  await markDue(tx.sql, "media", tx.shopId, now);
}
