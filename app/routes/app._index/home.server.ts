import type { Merchant } from "#app/merchant.server.ts";
import { type AttributedOrder, countNotCounted, latestAttributed } from "#app/modules/attribution/queries.ts";
import { automationsOf } from "#app/modules/automations/index.ts";
import { phoneShare } from "#app/modules/checkouts/phones.ts";
import { isAskedInCheckout } from "#app/modules/consent/surfaces.ts";
import { accountCurrency } from "#app/modules/costs/index.ts";
import { localDay, readFigures } from "#app/modules/figures/index.ts";
import { readFunnel as funnelOf } from "#app/modules/funnel/index.ts";
import { repliesWaiting } from "#app/modules/messages/waiting.ts";
import { numbersOf } from "#app/modules/numbers/index.ts";
import { templatesOf } from "#app/modules/templates/index.ts";
import { DAY, plus } from "#app/platform/clock.ts";
import { shownSelfTest } from "#app/routes/app/self-test.server.ts";
import { readTexts } from "#app/routes/app/texts.server.ts";
import { type Period, readPeriod } from "./period.ts";
import { totalsOf } from "./totals.ts";

const NOT_COUNTED_MS = 30 * DAY;
const ORDERS_SHOWN = 5;

/** The shop's local date. */
export function todayOf({ shop, now }: Merchant): string {
  return localDay(now, shop.timeZone).toISOString().slice(0, 10);
}

export function periodOf(merchant: Merchant, request: Request): Period {
  return readPeriod(new URL(request.url).searchParams, todayOf(merchant));
}

const storeOf = (domain: string) => domain.replace(".myshopify.com", "");

/** Where Shopify's admin keeps the settings of the checkout. */
export function checkoutSettingsOf({ services, shop }: Merchant): string {
  return `${services.env.SHOPIFY_ADMIN_URL}/store/${storeOf(shop.domain)}/settings/checkout`;
}

/** Only Shopify Plus shows an app in the steps of the checkout itself. */
export function asksInCheckout({ shop }: Merchant): boolean {
  return /plus/i.test(shop.planName ?? "");
}

/** Facts of the setup card; null once it is put away. */
export async function readSetup(merchant: Merchant) {
  const { services, shopId, shop } = merchant;
  if (shop.setupDismissedAt) return null;
  const [numbers, texts, automations, phones, asked] = await Promise.all([
    numbersOf(services, shopId),
    readTexts(merchant),
    automationsOf(services, shopId),
    phoneShare(services, shopId),
    isAskedInCheckout(services, shopId),
  ]);
  const number = numbers.find((one) => one.state === "connected");
  return {
    test: number ? await shownSelfTest(merchant, number) : null,
    payment: number?.facts?.payment ?? null,
    connected: number !== undefined,
    displayPhoneNumber: number?.displayPhoneNumber ?? null,
    /** Meta lets an unverified business write to 250 people a day. */
    unverified: number?.messagingLimit === "TIER_250",
    asked,
    asksInCheckout: asksInCheckout(merchant),
    texts: texts.rows,
    textsMissing: texts.missing,
    anyLive: automations.some((one) => one.mode === "live"),
    phones,
    shopifySettings: checkoutSettingsOf(merchant),
  };
}

export function readFunnel({ services, shop, now }: Merchant) {
  return funnelOf(services, shop, now);
}

export async function readHomeFigures({ services, shopId, shop }: Merchant, period: Period) {
  const db = services.database.shop(shopId);
  const currency = await accountCurrency(db);
  const rows = await readFigures(
    db,
    new Date(`${period.before.from}T00:00:00.000Z`),
    new Date(`${period.to}T00:00:00.000Z`),
    ["recovered_sales", "recovered_orders", "message_cost", "consents", "optouts"],
  );
  return {
    sales: totalsOf(rows, "recovered_sales", period, shop.currency),
    orders: totalsOf(rows, "recovered_orders", period, ""),
    cost: totalsOf(rows, "message_cost", period, currency),
    consents: totalsOf(rows, "consents", period, ""),
    optOuts: totalsOf(rows, "optouts", period, ""),
  };
}

export async function readWaiting({ services, shopId, now }: Merchant) {
  const [replies, templates] = await Promise.all([
    repliesWaiting(services, shopId, now),
    templatesOf(services, shopId),
  ]);
  return {
    replies: replies.count,
    freeFormMs: replies.freeFormUntil ? replies.freeFormUntil.getTime() - now.getTime() : null,
    firstContactId: replies.contactId,
    rejectedTexts: templates.filter((text) => text.status === "rejected").length,
  };
}

function toRow(order: AttributedOrder, adminUrl: string, domain: string) {
  const { revenueMinor, refundedMinor, placedAt, tappedAt, ...rest } = order;
  const number = order.orderShopifyId.split("/").at(-1) ?? "";
  return {
    ...rest,
    revenueMinor: revenueMinor.toString(),
    refundedMinor: refundedMinor.toString(),
    placedAt: placedAt.toISOString(),
    tappedAt: tappedAt?.toISOString() ?? null,
    url: `${adminUrl}/store/${storeOf(domain)}/orders/${number}`,
  };
}
export type OrderRow = ReturnType<typeof toRow>;

export async function readRecovered({ services, shopId, shop, now }: Merchant) {
  const [counted, not, notCounted] = await Promise.all([
    latestAttributed(services, shopId, true, ORDERS_SHOWN),
    latestAttributed(services, shopId, false, ORDERS_SHOWN),
    countNotCounted(services, shopId, plus(now, -NOT_COUNTED_MS)),
  ]);
  const row = (order: AttributedOrder) => toRow(order, services.env.SHOPIFY_ADMIN_URL, shop.domain);
  return { counted: counted.map(row), not: not.map(row), notCounted };
}
