import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { FIND_PEOPLE, FIND_WAMID } from "./list.sql.ts";

/** Whose rows a search shows. */
export interface Found {
  readonly contactIds: readonly string[];
  /** `order:<gid>`, `checkout:<token>`, … */
  readonly subjects: readonly string[];
  readonly messageIds: readonly string[];
}

type Needs = Pick<PlatformServices, "database">;

/** The last digits of a number are at least so many: fewer would match everybody. */
const LEAST_DIGITS = 3;

async function byWamid({ database }: Needs, shopId: ShopId, wamid: string, from: Date): Promise<Found> {
  const nobody = { contactIds: [], subjects: [] };
  const exact = await database.shop(shopId).message.findFirst({ where: { wamid }, select: { id: true } });
  if (exact) return { ...nobody, messageIds: [exact.id] };
  const begun = await database.sql<{ id: string }>(FIND_WAMID, [shopId, wamid, from]);
  return { ...nobody, messageIds: begun.map(({ id }) => id) };
}

/** An order's messages: about the cart that it came from, itself, its parcels and its refunds. */
async function byOrderName({ database }: Needs, shopId: ShopId, text: string): Promise<string[]> {
  const db = database.shop(shopId);
  const names = text.startsWith("#") ? [text] : [text, `#${text}`];
  const orders = await db.order.findMany({
    where: { name: { in: names } },
    select: { shopifyId: true, checkoutToken: true },
    take: 20,
  });
  if (orders.length === 0) return [];
  const ids = orders.map((order) => order.shopifyId);
  const parcels = await db.fulfillment.findMany({
    where: { orderShopifyId: { in: ids } },
    select: { shopifyId: true },
    take: 200,
  });
  const refunds = await db.refund.findMany({
    where: { orderShopifyId: { in: ids } },
    select: { shopifyId: true },
    take: 200,
  });
  return [
    ...ids.map((id) => `order:${id}`),
    ...orders.flatMap((order) => (order.checkoutToken ? [`checkout:${order.checkoutToken}`] : [])),
    ...parcels.map((parcel) => `fulfillment:${parcel.shopifyId}`),
    ...refunds.map((refund) => `refund:${refund.shopifyId}`),
  ];
}

/** Digits that a number may end in: what is typed with spaces and a country code is meant too. */
export function digitsOf(text: string): string {
  const digits = text.replaceAll(/[\s()./+-]/g, "");
  return /^\d+$/.test(digits) && digits.length >= LEAST_DIGITS ? digits : "";
}

/**
 * Finds the people, orders and messages that a merchant means by a few words: a name, an order's name, the last
 * digits of a number, or Meta's id of a message and its beginning.
 * @param from shop time; Meta's ids are completed among messages since then
 */
export async function search(services: Needs, shopId: ShopId, words: string, from: Date): Promise<Found> {
  const text = words.trim().slice(0, 200);
  if (text.startsWith("wamid.")) return byWamid(services, shopId, text, from);
  const digits = digitsOf(text);
  const name = digits === "" && text.length >= 2 && !text.startsWith("#") ? text.toLowerCase() : "";
  const people =
    name === "" && digits === ""
      ? []
      : await services.database.sql<{ id: string }>(FIND_PEOPLE, [shopId, name, digits]);
  return {
    contactIds: people.map(({ id }) => id),
    subjects: await byOrderName(services, shopId, text),
    messageIds: [],
  };
}
