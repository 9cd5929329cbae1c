import { contactName, maskPhone, peopleOf } from "#app/modules/contacts/index.ts";
import { type CartStage, funnelBegin, stagesFrom } from "#app/modules/funnel/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { CARTS_NEWER, CARTS_OLDER } from "./checkouts.sql.ts";

/** What a cart waits for, or why it went no further. */
export type CartHalt =
  | { readonly why: "no_phone" | "no_consent" | "not_begun" | "watched" | "not_back" | "tapped" }
  | { readonly why: "waits"; readonly until: Date | null }
  | { readonly why: "ended"; readonly reason: string }
  | { readonly why: "bought"; readonly order: CartOrder | null };

interface CartOrder {
  readonly name: string;
  /** gid://shopify/Order/… */
  readonly shopifyId: string;
  readonly totalMinor: bigint;
  readonly currency: string;
}

/** A cart that was left. */
export interface CartRow {
  readonly id: string;
  readonly stage: CartStage;
  /** Shop time of its last activity. */
  readonly at: Date;
  readonly person: string;
  /** Masked. */
  readonly phone: string;
  readonly totalMinor: bigint;
  readonly currency: string;
  readonly halt: CartHalt;
  /** The message about it, else the run: where everything that happened is told. */
  readonly storyId: string | null;
}

interface Found {
  readonly id: string;
  readonly token: string;
  readonly stage: CartStage;
  readonly at: Date;
  readonly contactId: string | null;
  readonly phone: string | null;
  readonly currency: string;
  readonly totalMinor: bigint;
}

interface Edge {
  readonly at: Date;
  readonly id: string;
}

export interface CartPage {
  /** Newest first. */
  readonly rows: readonly CartRow[];
  /** The edges behind which older and newer ones lie; null where there are none. */
  readonly after: Edge | null;
  readonly before: Edge | null;
}

const PAGE_SIZE = 50;
const subjectOf = ({ token }: { readonly token: string }) => `checkout:${token}`;

/** Uses message (shop_id, subject). The newest of each cart. */
async function messagesAbout(db: ShopClient, subjects: readonly string[]) {
  const rows = await db.message.findMany({
    where: { subject: { in: [...subjects] } },
    orderBy: { createdAt: "asc" },
    select: { id: true, subject: true, stage: true, reason: true, notBefore: true, clickedAt: true },
  });
  return new Map(rows.map((row) => [row.subject, row]));
}

/** Uses enrolment (shop_id, automation_id, subject). */
async function runsAbout(db: ShopClient, subjects: readonly string[]) {
  const automation = await db.automation.findFirst({
    where: { kind: "cart_recovery" },
    select: { id: true },
  });
  if (!automation) return new Map();
  const rows = await db.enrolment.findMany({
    where: { automationId: automation.id, subject: { in: [...subjects] } },
    select: { id: true, subject: true, state: true, mode: true, endReason: true, dueAt: true },
  });
  return new Map(rows.map((row) => [row.subject, row]));
}

/** Uses order (shop_id, checkout_token). */
async function ordersFrom(db: ShopClient, tokens: readonly string[]) {
  const rows = await db.order.findMany({
    where: { checkoutToken: { in: [...tokens] }, deletedAt: null },
    orderBy: { placedAt: "asc" },
    select: { checkoutToken: true, name: true, shopifyId: true, totalMinor: true, currency: true },
  });
  return new Map(rows.map(({ checkoutToken, ...order }) => [checkoutToken, order]));
}

type Message = NonNullable<ReturnType<Awaited<ReturnType<typeof messagesAbout>>["get"]>>;
interface Run {
  readonly id: string;
  readonly state: string;
  readonly mode: string;
  readonly endReason: string | null;
  readonly dueAt: Date | null;
}

/** Of somebody who may be written to and was not. */
function beforeWriting(message: Message | undefined, run: Run | undefined): CartHalt {
  if (message?.stage === "queued") return { why: "waits", until: message.notBefore };
  if (message?.reason) return { why: "ended", reason: message.reason };
  if (!run) return { why: "not_begun" };
  if (run.state === "waiting") return { why: "waits", until: run.dueAt };
  if (run.mode === "watching" && run.endReason === "completed") return { why: "watched" };
  return { why: "ended", reason: run.endReason ?? "switched_off" };
}

function haltOf(
  stage: CartStage,
  message: Message | undefined,
  run: Run | undefined,
  order: CartOrder | null,
): CartHalt {
  switch (stage) {
    case "left":
      return { why: "no_phone" };
    case "phone":
      return { why: "no_consent" };
    case "consent":
      return beforeWriting(message, run);
    case "written":
      return { why: message?.clickedAt ? "tapped" : "not_back" };
    case "returned":
      return { why: "bought", order };
  }
}

interface CartsAsked {
  readonly stage: CartStage;
  /** Carts older than this one, or newer; at most one of the two. */
  readonly after?: Edge | undefined;
  readonly before?: Edge | undefined;
}

async function rowsOf(db: ShopClient, found: readonly Found[]): Promise<CartRow[]> {
  const subjects = found.map(subjectOf);
  const [people, messages, runs, orders] = await Promise.all([
    peopleOf(
      db,
      found.flatMap(({ contactId }) => contactId ?? []),
    ),
    messagesAbout(db, subjects),
    runsAbout(db, subjects),
    ordersFrom(
      db,
      found.map(({ token }) => token),
    ),
  ]);
  return found.map((cart): CartRow => {
    const message = messages.get(subjectOf(cart));
    const run = runs.get(subjectOf(cart));
    return {
      id: cart.id,
      stage: cart.stage,
      at: cart.at,
      person: contactName(people.get(cart.contactId ?? "")),
      phone: maskPhone(cart.phone),
      totalMinor: cart.totalMinor,
      currency: cart.currency,
      halt: haltOf(cart.stage, message, run, orders.get(cart.token) ?? null),
      storyId: message?.id ?? run?.id ?? null,
    };
  });
}

/** The carts of the funnel's days that got at least so far: as many as Home counts. */
export async function listCarts(
  services: Pick<PlatformServices, "database">,
  shop: ShopProfile,
  { stage, after, before }: CartsAsked,
  now: Date,
): Promise<CartPage> {
  const edge = before ?? after;
  const found = await services.database.sql<Found>(before ? CARTS_NEWER : CARTS_OLDER, [
    shop.id,
    [...stagesFrom(stage)],
    funnelBegin(shop, now),
    edge?.at ?? null,
    edge?.id ?? null,
    PAGE_SIZE + 1,
  ]);
  const more = found.length > PAGE_SIZE;
  const shown = found.slice(0, PAGE_SIZE);
  if (before) shown.reverse();
  const [first, last] = [shown[0] ?? null, shown.at(-1) ?? null];
  return {
    rows: await rowsOf(services.database.shop(shop.id), shown),
    after: before || more ? last : null,
    before: before ? (more ? first : null) : after ? first : null,
  };
}
