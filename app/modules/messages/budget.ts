import {
  budgetOf,
  checkBudget,
  hasRoom,
  isBudgeted,
  nextMonthBegins,
  type Prices,
  spentIn,
} from "#app/modules/costs/index.ts";
import type { ShopProfile } from "#app/modules/shops/index.ts";
import { markDue } from "#app/platform/due.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { IN_OTHER_HANDS, LEAVE_NOW } from "./budget.sql.ts";
import type { GateVerdict } from "./gate.ts";

/** A message as far as a budget asks for it. */
interface Priced {
  readonly id: string;
  readonly purpose: string;
  readonly category: string;
  readonly recipient: string;
  readonly countryCode: string | null;
}

interface Judged {
  readonly message: Priced & { readonly expiresAt: Date | null };
  readonly verdict: GateVerdict;
}

type Needs = Pick<PlatformServices, "database" | "shopTime">;

/** Until when what finds no room waits: the month's turn, or its own end. Raising the budget lets it go before. */
export function heldUntil(expiresAt: Date | null, now: Date, timeZone: string): Date {
  const turn = nextMonthBegins(now, timeZone);
  return expiresAt && expiresAt < turn ? expiresAt : turn;
}

/** Whether a waiting message was put off because the month's budget is used up. */
export function isHeldByBudget(
  message: { readonly purpose: string; readonly notBefore: Date; readonly expiresAt: Date | null },
  shop: Pick<ShopProfile, "settings" | "timeZone">,
  now: Date,
): boolean {
  if (!budgetOf(shop) || !isBudgeted(message.purpose)) return false;
  return message.notBefore.getTime() === heldUntil(message.expiresAt, now, shop.timeZone).getTime();
}

function afterBudget({ message, verdict }: Judged, room: boolean, now: Date, timeZone: string): GateVerdict {
  if (room) return verdict;
  if (verdict.verdict === "send")
    return { verdict: "wait", until: heldUntil(message.expiresAt, now, timeZone) };
  // It has waited for the budget until it was too old.
  return verdict.verdict === "suppress" && verdict.reason === "expired"
    ? { verdict: "suppress", reason: "budget" }
    : verdict;
}

/**
 * Holds back what the month's budget has no room for. Counts what Meta has charged, what is under way, and what is in
 * the hands of this lane and of the shop's others; two lanes that look in the same moment may go over by a batch.
 * @param inHand of this lane, claimed and not recorded yet
 */
export async function withBudget<J extends Judged>(
  services: Needs,
  shop: ShopProfile,
  lane: { readonly phoneNumberId: string; readonly prices: Prices },
  judged: readonly J[],
  inHand: readonly Priced[],
): Promise<readonly J[]> {
  const { prices, phoneNumberId } = lane;
  const budget = budgetOf(shop);
  if (!budget || budget.currency !== prices.currency) return judged;
  if (!judged.some(({ message }) => isBudgeted(message.purpose))) return judged;
  const { database, shopTime } = services;
  const now = shopTime.now();
  const others = await database.sql<Priced>(IN_OTHER_HANDS, [shop.id, phoneNumberId]);
  const known = await spentIn(database.sql, shop, budget.currency, now);
  const priceOf = (message: Priced) => prices.priceOf(message, message.category) ?? 0n;
  const sum = (messages: readonly Priced[]) => messages.reduce((all, one) => all + priceOf(one), 0n);
  let spent = { ...known, underWay: known.underWay + sum(inHand) + sum(others) };
  let stopped = false;
  const decided = judged.map((one) => {
    const room = hasRoom(one.message.purpose, budget, spent);
    stopped ||= !room;
    const verdict = afterBudget(one, room, now, shop.timeZone);
    if (verdict.verdict === "send") spent = { ...spent, underWay: spent.underWay + priceOf(one.message) };
    return { ...one, verdict };
  });
  if (stopped) await database.transaction(shop.id, (tx) => checkBudget(tx, shop, now, spent));
  return decided;
}

/** Lets what waits for the budget be looked at now: it was raised, or taken away. */
export async function budgetChanged(
  services: Pick<PlatformServices, "database" | "shopTime" | "signals">,
  shop: ShopProfile,
): Promise<void> {
  const now = services.shopTime.now();
  await services.database.transaction(shop.id, async (tx) => {
    await checkBudget(tx, shop, now);
    await tx.sql(LEAVE_NOW, [shop.id, now, nextMonthBegins(now, shop.timeZone)]);
    await markDue(tx.sql, "message", shop.id, now);
  });
  services.signals.raise("dispatch");
}
