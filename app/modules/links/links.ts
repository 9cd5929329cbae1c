import { appendEvent } from "#app/modules/events/index.ts";
import { addFigure } from "#app/modules/figures/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { shopOfCode } from "./code.ts";

export interface NewLink {
  readonly code: string;
  readonly messageId: string;
  readonly kind: "cart" | "order_status" | "tracking";
  readonly target: string;
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

/** Adds what tells the shop's own analytics where the visit came from; what stands in the address stays. */
export function withCampaign(target: string, campaign: string): string {
  const url = new URL(target);
  const values = { utm_source: "whatsapp", utm_medium: "message", utm_campaign: campaign };
  for (const [name, value] of Object.entries(values)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return url.toString();
}

/** Programs that look at a link to draw its preview: nobody has tapped. */
const PREVIEWERS =
  /^whatsapp\/|facebookexternalhit|meta-externalagent|telegrambot|slackbot|twitterbot|linkedinbot|discordbot|googlebot|bingbot|applebot|skypeuripreview/i;

export function isPreviewer(userAgent: string | undefined): boolean {
  return userAgent === undefined || userAgent === "" || PREVIEWERS.test(userAgent);
}

async function recordTap(tx: Transaction, link: { id: string; messageId: string }, now: Date): Promise<void> {
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

/**
 * Where a tapped link leads; the tap is recorded unless a previewer looks.
 * @param records false where this code was tapped too often just now to be believed
 * @returns undefined for a code that we never made
 */
export async function openLink(
  services: Pick<PlatformServices, "database" | "shopTime">,
  code: string,
  userAgent: string | undefined,
  records = true,
): Promise<string | undefined> {
  const shopId = shopOfCode(code);
  if (!shopId) return undefined;
  const link = await services.database.shop(shopId).link.findFirst({ where: { code } });
  if (!link) return undefined;
  if (records && !isPreviewer(userAgent)) {
    const now = services.shopTime.now();
    await services.database.transaction(shopId, (tx) => recordTap(tx, link, now));
  }
  return link.target;
}
