import type { Merchant } from "#app/merchant.server.ts";
import { readFigures } from "#app/modules/figures/index.ts";
import { keptOf, limitOf, usedAllowance } from "#app/modules/messages/index.ts";
import {
  checksOf,
  chooseDefault,
  disconnectNumber,
  type LookResult,
  lookAtNumber,
  type NumberView,
  numbersOf,
  qualityOf,
  type RegisterResult,
  registerNumber,
  verdictOf,
  waitingFor,
} from "#app/modules/numbers/index.ts";
import { openProblems } from "#app/modules/problems/index.ts";
import { shownSelfTest } from "#app/routes/app/self-test.server.ts";

/** JSON knows no infinity: null is no limit. */
const finite = (limit: number) => (Number.isFinite(limit) ? limit : null);

/** The days on which the quality changed, with what happened on them in the whole shop. */
async function readQuality({ services, shopId, shop, now }: Merchant, phoneNumberId: string) {
  const days = await qualityOf(services, shopId, phoneNumberId, now, shop.timeZone);
  const [first, last] = [days[0]?.day ?? now, days.at(-1)?.day ?? now];
  const changed = days.some((day) => day.changed)
    ? await readFigures(services.database.shop(shopId), first, last, ["messages_sent", "optouts"])
    : [];
  const on = (day: Date, metric: string) =>
    changed
      .filter((figure) => figure.metric === metric && figure.day.getTime() === day.getTime())
      .reduce((sum, { amount }) => sum + Number(amount), 0);
  return days.map(({ day, quality, changed: isChanged }) => ({
    day: day.toISOString(),
    quality,
    happened: isChanged ? { sent: on(day, "messages_sent"), stops: on(day, "optouts") } : null,
  }));
}

async function toPage(merchant: Merchant, number: NumberView, numbers: readonly NumberView[]) {
  const { services, shopId, now } = merchant;
  const { phoneNumberId, facts } = number;
  const [allowance, problems, quality, waiting, selfTest] = await Promise.all([
    usedAllowance(services, number.portfolioId, now),
    openProblems(services, shopId),
    readQuality(merchant, phoneNumberId),
    waitingFor(services, shopId, phoneNumberId),
    shownSelfTest(merchant, number),
  ]);
  const limit = limitOf(number.messagingLimit);
  const { used, peak, freesAt } = allowance;
  const stopped = problems.some(
    ({ kind, subject }) => kind === "meta_channel_stopped" && subject === phoneNumberId,
  );
  const others = numbers.filter((one) => one.state === "connected" && one.phoneNumberId !== phoneNumberId);
  return {
    phoneNumberId,
    selfTest,
    isDefault: number.isDefault,
    onBusinessApp: facts?.onBusinessApp === true,
    waiting,
    /** What new messages leave from if this one is disconnected. */
    next: others[0]?.displayPhoneNumber ?? null,
    display: number.displayPhoneNumber,
    verifiedName: number.verifiedName,
    state: number.state,
    verdict: verdictOf({ ...number, stopped, used, limit }, now),
    checks: checksOf(facts, now),
    tokenExpiresAt: facts?.tokenExpiresAt ?? null,
    missingPermissions: facts?.missingPermissions ?? [],
    checkedAt: number.checkedAt?.toISOString() ?? null,
    qualityRating: number.qualityRating,
    days: quality,
    isLimitKnown: number.messagingLimit !== null,
    limit: finite(limit),
    used,
    kept: finite(keptOf({ limit, peak })),
    freesAt: used > 0 ? (freesAt?.toISOString() ?? null) : null,
    throughput: number.throughput,
    marketingEndpoint: number.marketingEndpoint,
  };
}
export type NumberPage = Awaited<ReturnType<typeof toPage>>;

/** @returns undefined where the shop has no such number */
export async function readNumber(merchant: Merchant, phoneNumberId: string): Promise<NumberPage | undefined> {
  const numbers = await numbersOf(merchant.services, merchant.shopId);
  const number = numbers.find((one) => one.phoneNumberId === phoneNumberId);
  return number && toPage(merchant, number, numbers);
}

export type NumberAnswer =
  | { readonly result: LookResult }
  | { readonly registered: RegisterResult }
  | { readonly done: boolean };

/** Does what the page asks for. */
export async function actOnNumber(
  { services, shopId, actor }: Merchant,
  phoneNumberId: string,
  form: FormData,
): Promise<NumberAnswer> {
  switch (form.get("intent")) {
    case "default":
      return { done: await chooseDefault(services, shopId, actor, phoneNumberId) };
    case "disconnect":
      return { done: await disconnectNumber(services, shopId, actor, phoneNumberId) };
    case "register": {
      const typed = String(form.get("pin") ?? "");
      const pin = /^\d{6}$/.test(typed) ? typed : undefined;
      return { registered: await registerNumber(services, shopId, phoneNumberId, pin) };
    }
    default:
      return { result: await lookAtNumber(services, shopId, phoneNumberId) };
  }
}
