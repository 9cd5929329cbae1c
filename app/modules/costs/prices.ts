import { senderIn } from "#app/modules/numbers/index.ts";
import type { ShopClient, Sql } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { marketOf } from "#contracts/meta/markets.ts";
import { META_RATE_CARDS, type RateCard, type Rates, rateMicros } from "#contracts/meta/rate-card.ts";
import { CARDS_OF_NUMBER } from "./prices.sql.ts";

/** Meta bills in dollars who has not chosen another currency. */
const USUAL_CURRENCY = "USD";

/** Meta's prices on a day, in the currency that an account is billed in. */
export interface Prices {
  /** ISO 4217. */
  readonly currency: string;
  /** Since when they hold ("2026-10-01"), and whether the merchant has uploaded them; null where none are known. */
  readonly card: { readonly effectiveFrom: string; readonly own: boolean } | null;
  /**
   * The price of one delivered message.
   * @param category Meta's, in any case: marketing, marketing_lite, utility, service
   * @returns millionths of `currency`; null where the card has no price for it
   */
  priceOf(recipient: Recipient, category: string): bigint | null;
}

/** Whom a message goes to, as far as its price depends on it. */
export interface Recipient {
  /** ISO 3166. */
  readonly countryCode: string | null;
  /** E.164; a business-scoped id has no area code to look at. */
  readonly recipient: string;
}

/** An uploaded card, or one that comes with Cartwave. */
export interface DatedCard extends RateCard {
  readonly own: boolean;
}

/** The card in force on that day: the latest that has begun, else the earliest known; the merchant's own comes first. */
export function cardInForce(cards: readonly DatedCard[], day: string): DatedCard | undefined {
  const newestFirst = [...cards].sort(
    (left, right) =>
      right.effectiveFrom.localeCompare(left.effectiveFrom) || Number(right.own) - Number(left.own),
  );
  return newestFirst.find(({ effectiveFrom }) => effectiveFrom <= day) ?? newestFirst.at(-1);
}

/** @param cards all known ones of that currency */
export function pricesFrom(cards: readonly DatedCard[], currency: string, day: Date): Prices {
  const card = cardInForce(cards, day.toISOString().slice(0, 10));
  return {
    currency,
    card: card ? { effectiveFrom: card.effectiveFrom, own: card.own } : null,
    priceOf: ({ countryCode, recipient }, category) =>
      card ? rateMicros(card.rates, marketOf(countryCode, recipient), category) : null,
  };
}

const includedCards = (currency: string): DatedCard[] =>
  META_RATE_CARDS.filter((card) => card.currency === currency).map((card) => ({ ...card, own: false }));

/** Every card of a currency, those of Cartwave and the shop's own. Uses rate_card (shop_id, currency, effective_from). */
async function cardsOf(db: ShopClient, currency: string): Promise<DatedCard[]> {
  const uploaded = await db.rateCard.findMany({
    where: { currency },
    orderBy: { effectiveFrom: "desc" },
    take: 50,
  });
  return [
    ...includedCards(currency),
    ...uploaded.map(({ effectiveFrom, rates }) => ({
      currency,
      effectiveFrom: effectiveFrom.toISOString().slice(0, 10),
      rates: rates as Rates,
      own: true,
    })),
  ];
}

/** @param day the shop's local date, as UTC midnight */
export async function pricesIn(db: ShopClient, currency: string, day: Date): Promise<Prices> {
  return pricesFrom(await cardsOf(db, currency), currency, day);
}

/**
 * Prices of messages from a number, in the currency of its account; in dollars where the number is gone.
 * @param day the shop's local date, as UTC midnight
 */
export async function pricesOfNumber(
  sql: Sql,
  shopId: ShopId,
  phoneNumberId: string,
  day: Date,
): Promise<Prices> {
  const rows = await sql<{ currency: string; effectiveFrom: string | null; rates: Rates | null }>(
    CARDS_OF_NUMBER,
    [shopId, phoneNumberId],
  );
  const currency = rows[0]?.currency ?? USUAL_CURRENCY;
  const own = rows.flatMap(({ effectiveFrom, rates }) =>
    effectiveFrom && rates ? [{ currency, effectiveFrom, rates, own: true }] : [],
  );
  return pricesFrom([...includedCards(currency), ...own], currency, day);
}

/** Of no account: nothing has a price. */
export const NO_PRICES: Prices = { currency: "USD", card: null, priceOf: () => null };

/** In what Meta bills the shop: the currency of the account that its number belongs to. */
export async function accountCurrency(db: ShopClient): Promise<string> {
  return (await senderIn(db))?.wabaCurrency ?? USUAL_CURRENCY;
}
