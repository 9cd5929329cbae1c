import type { Services } from "#app/integrations/services.ts";
import type { Merchant } from "#app/merchant.server.ts";
import { automationReports, peopleInside, watchedMessages } from "#app/modules/automations/index.ts";
import { CART_STAGES } from "#app/modules/funnel/index.ts";
import { againForecast, failedAlike, whyOf } from "#app/modules/messages/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { readShell } from "#app/routes/app/shell.server.ts";
import {
  readFunnel,
  readHomeFigures,
  readRecovered,
  readSetup,
  readWaiting,
  todayOf,
} from "#app/routes/app._index/home.server.ts";
import { readPeriod } from "#app/routes/app._index/period.ts";
import { readCarts } from "#app/routes/app.carts/carts.server.ts";
import { readAsked } from "#app/routes/app.messages._index/filters.ts";
import { readList } from "#app/routes/app.messages._index/list.server.ts";
import { readDetail } from "#app/routes/app.messages.$id/detail.server.ts";
import { readThreadPage } from "#app/routes/app.messages.thread.$contactId/thread.server.ts";
import { RARE } from "./large-ledger.ts";

/** What a read is about: another one each time, where it is measured. */
export interface Sample {
  readonly messageId: string;
  readonly contactId: string;
  readonly runId: string;
  readonly wamid: string;
  readonly orderName: string;
  readonly firstName: string;
  readonly lastName: string;
  /** E.164. */
  readonly phone: string;
  /** The edge of a page: between now and a year ago. */
  readonly at: Date;
}

/** What one screen reads for one view of it, as its loader does. */
export interface ScreenRead {
  readonly name: string;
  read(merchant: Merchant, sample: Sample): Promise<unknown>;
}

const NIL = "00000000-0000-0000-0000-000000000000";
const edge = (sample: Sample) => `${sample.at.getTime()}-${NIL}`;

function messages(name: string, asked: (sample: Sample) => Readonly<Record<string, string>>): ScreenRead {
  return {
    name: `messages_${name}`,
    read: (merchant, sample) => readList(merchant, readAsked(new URLSearchParams(asked(sample)))),
  };
}

function carts(name: string, asked: (sample: Sample) => Readonly<Record<string, string>>): ScreenRead {
  return {
    name: `carts_${name}`,
    read: (merchant, sample) => readCarts(merchant, new URLSearchParams(asked(sample))),
  };
}

const VIEWS = ["all", "waiting", "not_sent", "failed", "uncertain", "replies"];
const YEAR = { period: "365d" };

const FILTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  automation: { automation: "cart_recovery" },
  automation_rare: { automation: "order_refunded" },
  automation_unused: { automation: "order_cancelled" },
  template: { template: "cart_reminder_1" },
  template_rare: { template: RARE.purpose },
  country: { country: "IT" },
  country_rare: { country: RARE.country },
  country_unused: { country: "BR" },
  category: { category: "MARKETING" },
  category_unused: { category: "SERVICE" },
  reason: { reason: "bought" },
  reason_rare: { reason: RARE.reason },
  two_that_never_meet: { country: "DE", reason: RARE.reason, automation: "order_delivered" },
  number: { number: "number-1" },
  number_unused: { number: "number-2" },
  number_and_text: { number: "number-2", template: "cart_reminder_1" },
  view_and_text: { view: "failed", template: "cart_reminder_1" },
  view_and_country: { view: "failed", country: RARE.country },
};

/** Every read of the screens that grow with a shop: Messages, one message, Home, Automations. */
export const SCREEN_READS: readonly ScreenRead[] = [
  ...VIEWS.flatMap((view) => [
    messages(view, () => ({ ...YEAR, view })),
    messages(`${view}_older`, (sample) => ({ ...YEAR, view, after: edge(sample) })),
    messages(`${view}_newer`, (sample) => ({ ...YEAR, view, before: edge(sample) })),
  ]),
  ...Object.entries(FILTERS).flatMap(([name, filter]) => [
    messages(name, () => ({ ...YEAR, ...filter })),
    messages(`${name}_older`, (sample) => ({ ...YEAR, ...filter, after: edge(sample) })),
  ]),
  messages("found_by_wamid", ({ wamid }) => ({ ...YEAR, q: wamid })),
  messages("found_by_wamid_beginning", ({ wamid }) => ({ ...YEAR, q: wamid.slice(0, 16) })),
  messages("found_by_order", ({ orderName }) => ({ ...YEAR, q: orderName })),
  messages("found_by_order_beginning", ({ orderName }) => ({ ...YEAR, q: orderName.slice(0, 3) })),
  messages("found_by_name", ({ firstName, lastName }) => ({ ...YEAR, q: `${firstName} ${lastName}` })),
  messages("found_by_first_name", ({ firstName }) => ({ ...YEAR, q: firstName.slice(0, 3) })),
  messages("found_by_last_name", ({ lastName }) => ({ ...YEAR, q: lastName.toUpperCase() })),
  messages("found_by_phone", ({ phone }) => ({ ...YEAR, q: phone })),
  messages("found_by_phone_beginning", ({ phone }) => ({ ...YEAR, q: phone.slice(0, 7) })),
  messages("found_by_last_digits", ({ phone }) => ({ ...YEAR, q: phone.slice(-4) })),
  messages("found_nothing", () => ({ ...YEAR, q: "Nessuno così" })),
  {
    name: "messages_that_failed_alike",
    async read({ services, shopId, now }) {
      const alike = await failedAlike(services, shopId, new Date(now.getTime() - 365 * 86_400_000));
      return againForecast(services, shopId, alike?.ids ?? []);
    },
  },
  { name: "message", read: (merchant, { messageId }) => readDetail(merchant, messageId) },
  { name: "thread", read: (merchant, { contactId }) => readThreadPage(merchant, contactId, null) },
  {
    name: "thread_older",
    read: (merchant, sample) => readThreadPage(merchant, sample.contactId, edge(sample)),
  },
  {
    name: "why_of_order",
    read: ({ services, shopId }, { orderName }) => whyOf(services, shopId, orderName),
  },
  { name: "run", read: (merchant, { runId }) => readDetail(merchant, runId) },
  { name: "home_funnel", read: (merchant) => readFunnel(merchant) },
  {
    name: "home_figures",
    read: (merchant) =>
      readHomeFigures(merchant, readPeriod(new URLSearchParams("period=90d"), todayOf(merchant))),
  },
  { name: "home_waiting", read: (merchant) => readWaiting(merchant) },
  { name: "home_recovered", read: (merchant) => readRecovered(merchant) },
  ...CART_STAGES.flatMap((stage) => [
    carts(stage, () => ({ stage })),
    carts(`${stage}_older`, (sample) => ({ stage, after: edge(sample) })),
    carts(`${stage}_newer`, (sample) => ({ stage, before: edge(sample) })),
  ]),
  { name: "home_setup", read: (merchant) => readSetup(merchant) },
  { name: "every_screen", read: (merchant) => readShell(merchant) },
  { name: "automations", read: ({ services, shopId }) => automationReports(services, shopId) },
  {
    name: "automation_people",
    read: ({ services, shopId }) => peopleInside(services, shopId, "cart_recovery"),
  },
  {
    name: "automation_watched",
    read: ({ services, shopId }) => watchedMessages(services, shopId, "cart_recovery"),
  },
];

/** The merchant of a shop, as a loader knows them. */
export async function merchantIn(services: Services, shopId: ShopId): Promise<Merchant> {
  return {
    services,
    shopId,
    shop: await getShop(services, shopId),
    actor: "staff:1",
    language: "it",
    t: ((key: string) => key) as unknown as Merchant["t"],
    now: services.shopTime.now(),
  };
}

/** Some messages, runs, orders and people of a shop, from all over its last year. */
export async function samplesOf(
  services: Services,
  shopId: ShopId,
  count: number,
  random: () => number = Math.random,
): Promise<Sample[]> {
  const { sql } = services.database;
  const now = services.shopTime.now();
  const within = () => new Date(now.getTime() - (0.001 + random() * 0.98) * 365 * 86_400_000);
  const rows = await sql<Omit<Sample, "at">>(
    `SELECT m.id AS "messageId", m.contact_id AS "contactId", coalesce(m.enrolment_id, m.id) AS "runId", m.wamid,
       o.name AS "orderName", c.first_name AS "firstName", c.last_name AS "lastName", c.phone
     FROM unnest($2::timestamptz[]) AS t (at)
     CROSS JOIN LATERAL (
       SELECT id, contact_id, enrolment_id, wamid FROM message
       WHERE shop_id = $1::uuid AND stage = 'taken' AND created_at <= t.at
       ORDER BY created_at DESC LIMIT 1
     ) m
     CROSS JOIN LATERAL (
       SELECT name FROM "order" WHERE shop_id = $1::uuid AND placed_at <= t.at ORDER BY placed_at DESC LIMIT 1
     ) o
     JOIN contact c ON c.shop_id = $1::uuid AND c.id = m.contact_id`,
    [shopId, Array.from({ length: count }, within)],
  );
  return rows.map((row) => ({ ...row, at: within() }));
}
