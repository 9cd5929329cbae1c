import { z } from "zod";
import { type Actor, appendEvent } from "#app/modules/events/index.ts";
import type { Prisma } from "#app/platform/database/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { accountCurrency } from "./prices.ts";
import { type ReadCard, readRateCard } from "./read-card.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

export type SaveCardResult =
  | { readonly ok: true; readonly markets: number }
  | Extract<ReadCard, { ok: false }>
  | { readonly ok: false; readonly problem: "day"; readonly faults: readonly [] };

const day = z.iso.date();

/**
 * Keeps a rate card of Meta's that the merchant has uploaded; another one for the same day is replaced.
 * @param effectiveFrom its first day, "2026-10-01"
 */
export async function saveRateCard(
  services: Needs,
  shopId: ShopId,
  actor: Actor,
  card: { readonly text: string; readonly effectiveFrom: string },
): Promise<SaveCardResult> {
  if (!day.safeParse(card.effectiveFrom).success) return { ok: false, problem: "day", faults: [] };
  const currency = await accountCurrency(services.database.shop(shopId));
  const read = readRateCard(card.text, currency);
  if (!read.ok) return read;
  const now = services.shopTime.now();
  const effectiveFrom = new Date(`${card.effectiveFrom}T00:00:00.000Z`);
  await services.database.transaction(shopId, async (tx) => {
    await tx.db.rateCard.deleteMany({ where: { currency, effectiveFrom } });
    const rates = read.rates as Prisma.InputJsonObject;
    await tx.db.rateCard.create({
      data: { shopId, id: newId(), currency, effectiveFrom, rates, uploadedBy: actor, uploadedAt: now },
    });
    await appendEvent(tx, {
      kind: "rate_card.saved",
      subject: "rate_card",
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { currency, effectiveFrom: card.effectiveFrom, markets: read.markets },
    });
  });
  return { ok: true, markets: read.markets };
}

/** Takes the shop's own cards of the account's currency away: the ones that come with Cartwave hold again. */
export async function removeRateCards(services: Needs, shopId: ShopId, actor: Actor): Promise<void> {
  const currency = await accountCurrency(services.database.shop(shopId));
  const now = services.shopTime.now();
  await services.database.transaction(shopId, async (tx) => {
    const { count } = await tx.db.rateCard.deleteMany({ where: { currency } });
    if (count === 0) return;
    await appendEvent(tx, {
      kind: "rate_card.removed",
      subject: "rate_card",
      actor,
      occurredAt: now,
      recordedAt: now,
      facts: { currency },
    });
  });
}
