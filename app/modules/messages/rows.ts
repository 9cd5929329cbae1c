import { contactName, maskPhone, peopleOf, type ShownPerson } from "#app/modules/contacts/index.ts";
import { quietUntil, type ShopProfile, shopIn } from "#app/modules/shops/index.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { isHeldByBudget } from "./budget.ts";
import { pausedCategories } from "./claim.ts";
import { costOfMessage } from "./cost.ts";
import { type LatestDecision, latestDecisions } from "./decided.ts";
import type { MessageStatus } from "./ladder.ts";
import { givenUp } from "./lifetime.ts";
import { readPreview } from "./preview.ts";
import { countedOrders, type OrderResult } from "./results.ts";

/** Why something that is due or queued has not left yet. */
export type Waiting = "paused" | "quiet_hours" | "meta" | "due" | "lane" | (string & {});

/** One row of the merchant's list. */
export interface ListRow {
  readonly id: string;
  /** `run`: an automation's run without a message of its own yet, or ever. */
  readonly source: "message" | "run";
  /** Shop time: when the message was made or the run began. */
  readonly at: Date;
  readonly person: string;
  /** Masked. */
  readonly phone: string;
  readonly picture: string | null;
  /** First words; null for a run. */
  readonly words: string | null;
  /** Automation or purpose. */
  readonly origin: string;
  /** From 0. */
  readonly step: number;
  /** Purpose of the text, null where there is none. */
  readonly template: string | null;
  readonly language: string | null;
  readonly status: MessageStatus | "waiting" | "ended";
  readonly reason: string | null;
  readonly waiting: { readonly why: Waiting; readonly until: Date | null } | null;
  /** An order came between: milliseconds from the cart being left, or until the message would have left. */
  readonly bought: { readonly sinceMs: number | null; readonly beforeMs: number | null } | null;
  /** It failed, and another message was sent in its place. */
  readonly sentAgain: boolean;
  /** Meta has stopped trying to deliver it, after so many milliseconds. */
  readonly givenUpAfterMs: number | null;
  readonly clickedAt: Date | null;
  readonly repliedAt: Date | null;
  readonly order: OrderResult | null;
  readonly cost: { readonly micros: bigint; readonly currency: string; readonly confirmed: boolean } | null;
}

interface Found {
  readonly source: "message" | "run";
  readonly id: string;
  readonly at: Date;
}

function messagesOf(db: ShopClient, ids: readonly string[]) {
  return db.message.findMany({
    where: { id: { in: [...ids] } },
    include: {
      templateVersion: {
        select: { language: true, ttlSeconds: true, template: { select: { purpose: true } } },
      },
    },
  });
}

function runsOf(db: ShopClient, ids: readonly string[]) {
  return db.enrolment.findMany({
    where: { id: { in: [...ids] } },
    include: { automation: { select: { kind: true } } },
  });
}

type MessageRow = Awaited<ReturnType<typeof messagesOf>>[number];
type RunRow = Awaited<ReturnType<typeof runsOf>>[number];

/** What a queued message waits for. */
export function waitingOf(
  message: {
    readonly status: string;
    readonly category: string;
    readonly purpose: string;
    readonly notBefore: Date;
    readonly expiresAt: Date | null;
    readonly errorCode: number | null;
  },
  shop: Pick<ShopProfile, "pause" | "settings" | "timeZone">,
  now: Date,
): ListRow["waiting"] {
  if (message.status !== "queued") return null;
  if (pausedCategories(shop.pause).includes(message.category)) return { why: "paused", until: null };
  if (message.notBefore <= now) return { why: "lane", until: null };
  if (isHeldByBudget(message, shop, now)) return { why: "budget", until: null };
  if (message.errorCode !== null) return { why: "meta", until: message.notBefore };
  const isQuiet =
    message.category === "MARKETING" &&
    quietUntil(now, shop.settings.quietHours, shop.timeZone) !== undefined;
  return { why: isQuiet ? "quiet_hours" : "due", until: message.notBefore };
}

interface Beside {
  readonly shop: ShopProfile;
  readonly now: Date;
  readonly people: Map<string, ShownPerson>;
  readonly orders: Map<string, OrderResult>;
  readonly decided: Map<string, LatestDecision>;
  /** When carts were bought. */
  readonly placed: Map<string, Date>;
  /** Messages that another one was sent in place of. */
  readonly sentAgain: ReadonlySet<string>;
}

function rowOfMessage(message: MessageRow, { shop, now, people, orders, sentAgain }: Beside): ListRow {
  const preview = readPreview(message.preview);
  return {
    id: message.id,
    source: "message",
    at: message.createdAt,
    person: contactName(people.get(message.contactId)),
    phone: maskPhone(message.recipient.startsWith("+") ? message.recipient : null),
    picture: preview.picture,
    words: preview.body,
    origin: message.automationKind ?? message.purpose,
    step: message.step,
    template: message.templateVersion?.template.purpose ?? null,
    language: message.templateVersion?.language ?? null,
    status: message.status as MessageStatus,
    reason: message.reason,
    waiting: waitingOf(message, shop, now),
    bought: null,
    sentAgain: sentAgain.has(message.id),
    givenUpAfterMs: givenUp(message, message.templateVersion?.ttlSeconds ?? null, now)?.afterMs ?? null,
    clickedAt: message.clickedAt,
    repliedAt: message.repliedAt,
    order: orders.get(message.id) ?? null,
    cost: costOfMessage(message),
  };
}

type RunBought = Pick<RunRow, "endReason" | "subject" | "startedAt">;
type Decided = Pick<LatestDecision, "outcome" | "facts">;

/** When an order of this cart came, seen from the cart and from the message that it made superfluous. */
export function boughtOf(
  run: RunBought,
  latest: Decided | undefined,
  placed: Map<string, Date>,
): ListRow["bought"] {
  if (run.endReason !== "bought") return null;
  const at = placed.get(run.subject);
  if (!at) return null;
  const facts = (latest?.outcome === "ended" ? latest.facts : undefined) as
    | { plannedAt?: string }
    | undefined;
  const planned = facts?.plannedAt ? new Date(facts.plannedAt).getTime() : undefined;
  const before = planned === undefined ? -1 : planned - at.getTime();
  const since = at.getTime() - run.startedAt.getTime();
  return { sinceMs: since >= 0 ? since : null, beforeMs: before >= 0 ? before : null };
}

function rowOfRun(run: RunRow, { people, decided, placed }: Beside): ListRow {
  const latest = decided.get(run.id);
  const person = people.get(run.contactId);
  const postponed = latest?.outcome === "postponed" ? latest.reason : "due";
  return {
    id: run.id,
    source: "run",
    at: run.startedAt,
    person: contactName(person),
    phone: maskPhone(person?.phone ?? null),
    picture: null,
    words: null,
    origin: run.automation.kind,
    step: run.step,
    template: null,
    language: null,
    status: run.state === "waiting" ? "waiting" : "ended",
    reason: run.endReason,
    waiting: run.state === "waiting" ? { why: postponed, until: run.dueAt } : null,
    bought: boughtOf(run, latest, placed),
    sentAgain: false,
    givenUpAfterMs: null,
    clickedAt: null,
    repliedAt: null,
    order: null,
    cost: null,
  };
}

/** When the carts of these runs were bought, by the run's subject. */
export async function placedOrders(db: ShopClient, runs: readonly RunBought[]): Promise<Map<string, Date>> {
  const tokens = runs.flatMap((run) =>
    run.endReason === "bought" && run.subject.startsWith("checkout:") ? [run.subject.slice(9)] : [],
  );
  if (tokens.length === 0) return new Map();
  const orders = await db.order.findMany({
    where: { checkoutToken: { in: tokens } },
    select: { checkoutToken: true, placedAt: true },
  });
  return new Map(orders.map((order) => [`checkout:${order.checkoutToken}`, order.placedAt]));
}

/** Those that another message was sent in place of. Uses message (shop_id, dedupe_key). */
async function sentAgainAmong(db: ShopClient, messages: readonly MessageRow[]): Promise<Set<string>> {
  const keys = messages.filter(({ status }) => status === "failed").map(({ id }) => `again:${id}`);
  if (keys.length === 0) return new Set();
  const found = await db.message.findMany({
    where: { dedupeKey: { in: keys } },
    select: { resendOf: true },
  });
  return new Set(found.flatMap(({ resendOf }) => resendOf ?? []));
}

/** The rows of a page with what they show, in the page's order. */
export async function rowsOf(
  services: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  found: readonly Found[],
): Promise<ListRow[]> {
  const db = services.database.shop(shopId);
  const idsOf = (source: Found["source"]) => found.filter((one) => one.source === source).map(({ id }) => id);
  const shop = await shopIn({ db });
  const messages = await messagesOf(db, idsOf("message"));
  const runs = await runsOf(db, idsOf("run"));
  const beside = {
    shop,
    now: services.shopTime.now(),
    people: await peopleOf(
      db,
      [...messages, ...runs].map(({ contactId }) => contactId),
    ),
    orders: await countedOrders(db, messages),
    decided: await latestDecisions(services, shopId, idsOf("run")),
    placed: await placedOrders(db, runs),
    sentAgain: await sentAgainAmong(db, messages),
  };
  const rows = new Map([
    ...messages.map((one) => [one.id, rowOfMessage(one, beside)] as const),
    ...runs.map((one) => [one.id, rowOfRun(one, beside)] as const),
  ]);
  return found.flatMap(({ id }) => rows.get(id) ?? []);
}
