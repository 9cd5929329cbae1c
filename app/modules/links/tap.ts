import { appendEvent } from "#app/modules/events/index.ts";
import { addFigure } from "#app/modules/figures/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";

/** Writes a tap down: on the link, the message and the shop's figures. @param now shop time of the tap */
export async function recordTap(
  tx: Transaction,
  link: { readonly id: string; readonly messageId: string },
  now: Date,
): Promise<void> {
  const { count } = await tx.db.link.updateMany({
    where: { id: link.id, firstClickedAt: null },
    data: { firstClickedAt: now, clicks: 1 },
  });
  if (count === 0)
    await tx.db.link.updateMany({ where: { id: link.id }, data: { clicks: { increment: 1 } } });
  const message = await tx.db.message.findFirstOrThrow({ where: { id: link.messageId } });
  await tx.db.message.updateMany({
    where: { id: link.messageId, clickedAt: null },
    data: { clickedAt: now, updatedAt: now },
  });
  // Each tap is an event: an order is counted for the last one before it.
  await appendEvent(tx, {
    kind: "link.tapped",
    subject: `message:${link.messageId}`,
    contactId: message.contactId,
    actor: "contact",
    occurredAt: now,
    recordedAt: now,
    causedBy: `message:${link.messageId}`,
  });
  if (count === 0 || message.purpose === "test") return;
  const { timeZone } = await shopIn(tx);
  await addFigure(tx, {
    metric: "clicks",
    at: now,
    timeZone,
    amount: 1n,
    origin: message.automationKind ?? "",
  });
}
