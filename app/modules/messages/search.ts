import { type CountryCode, getCountryCallingCode, isSupportedCountry } from "libphonenumber-js/max";
import { getShop } from "#app/modules/shops/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { MESSAGES_BY_WAMID, ORDERS_BY_NAME, PEOPLE_BY_NAME, PEOPLE_BY_PHONE } from "./search.sql.ts";

/** Whose rows a search shows. */
export interface Found {
  readonly contactIds: readonly string[];
  /** `order:<gid>`, `checkout:<token>`, … */
  readonly subjects: readonly string[];
  readonly messageIds: readonly string[];
  /** More fit than are given. */
  readonly tooMany: boolean;
}

type Needs = Pick<PlatformServices, "database">;

/** The last digits of a number are at least so many: fewer would match everybody. */
const LEAST_DIGITS = 3;
const MOST_PEOPLE = 200;
const MOST_ORDERS = 20;

async function byWamid({ database }: Needs, shopId: ShopId, wamid: string): Promise<Found> {
  const begun = await database.sql<{ id: string }>(MESSAGES_BY_WAMID, [shopId, wamid, MOST_PEOPLE + 1]);
  return {
    contactIds: [],
    subjects: [],
    messageIds: begun.slice(0, MOST_PEOPLE).map(({ id }) => id),
    tooMany: begun.length > MOST_PEOPLE,
  };
}

interface OrderFound {
  readonly shopifyId: string;
  readonly checkoutToken: string | null;
}

/** An order's messages: about the cart that it came from, itself, its parcels and its refunds. */
async function subjectsOf({ database }: Needs, shopId: ShopId, orders: readonly OrderFound[]) {
  if (orders.length === 0) return [];
  const db = database.shop(shopId);
  const ids = orders.map((order) => order.shopifyId);
  const ofOrders = { where: { orderShopifyId: { in: ids } }, select: { shopifyId: true }, take: 200 };
  const parcels = await db.fulfillment.findMany(ofOrders);
  const refunds = await db.refund.findMany(ofOrders);
  return [
    ...ids.map((id) => `order:${id}`),
    ...orders.flatMap((order) => (order.checkoutToken ? [`checkout:${order.checkoutToken}`] : [])),
    ...parcels.map((parcel) => `fulfillment:${parcel.shopifyId}`),
    ...refunds.map((refund) => `refund:${refund.shopifyId}`),
  ];
}

const NOTHING: Found = { contactIds: [], subjects: [], messageIds: [], tooMany: false };

/** A name may be one character where that is a syllable or a word; one letter would match a part of everybody. */
const isName = (text: string) =>
  !text.startsWith("#") && (text.length >= 2 || /[\p{Ideographic}\p{Script=Hangul}]/u.test(text));

/** Digits that a number may begin with or end in: what is typed with spaces and a country code is meant too. */
function digitsOf(text: string): string {
  const digits = text.replaceAll(/[\s()./+-]/g, "");
  return /^\d+$/.test(digits) && digits.length >= LEAST_DIGITS ? digits : "";
}

/**
 * What a number in E.164 begins with, if somebody typed its beginning: with the country's code, or as it is dialled
 * at home, with or without the zero in front.
 * @param country ISO 3166 of the shop
 */
function beginningsOf(typed: string, digits: string, country: string | null): string[] {
  if (typed.startsWith("+")) return [`+${digits}`];
  const code = country && isSupportedCountry(country) ? getCountryCallingCode(country as CountryCode) : null;
  const abroad = /^00[1-9]/.test(digits) ? [`+${digits.slice(2)}`] : [];
  const athome = code === null ? [] : [`+${code}${digits}`, `+${code}${digits.replace(/^0/, "")}`];
  return [...new Set([`+${digits}`, ...abroad, ...athome])];
}

/** A number that was typed with a plus is meant from its beginning; other digits may be its last ones, too. */
async function peopleByPhone(services: Needs, shopId: ShopId, typed: string, digits: string) {
  const { countryCode } = await getShop(services, shopId);
  return services.database.sql<{ id: string }>(PEOPLE_BY_PHONE, [
    shopId,
    beginningsOf(typed, digits, countryCode),
    typed.startsWith("+") ? "" : digits,
    MOST_PEOPLE + 1,
  ]);
}

/**
 * Finds the people, orders and messages that a merchant means by a few words: the beginning of a first, last or
 * WhatsApp name, of a number, of an order's name or of Meta's id of a message; or the last digits of a number.
 * Capitals and accents don't count.
 */
export async function search(services: Needs, shopId: ShopId, words: string): Promise<Found> {
  const text = words.trim().replaceAll(/\s+/g, " ").slice(0, 200);
  // PostgreSQL keeps no text with a NUL, so nobody is called that.
  if (text.includes("\0")) return NOTHING;
  if (text.startsWith("wamid.")) return byWamid(services, shopId, text);
  const { sql } = services.database;
  const digits = digitsOf(text);
  const people =
    digits !== ""
      ? await peopleByPhone(services, shopId, text, digits)
      : isName(text)
        ? await sql<{ id: string }>(PEOPLE_BY_NAME, [shopId, text, MOST_PEOPLE + 1])
        : [];
  const names = text.startsWith("#") ? [text] : [`#${text}`, text];
  const orders = await sql<OrderFound>(ORDERS_BY_NAME, [shopId, names, MOST_ORDERS + 1]);
  return {
    contactIds: people.slice(0, MOST_PEOPLE).map(({ id }) => id),
    subjects: await subjectsOf(services, shopId, orders.slice(0, MOST_ORDERS)),
    messageIds: [],
    tooMany: people.length > MOST_PEOPLE || orders.length > MOST_ORDERS,
  };
}
