import { contactName, peopleOf } from "#app/modules/contacts/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { judge, lookAt } from "./judge.ts";

/** What resuming would do with what waits now. */
export interface ResumeForecast {
  /** Leave at once. */
  readonly leave: number;
  /** Wait on: for a good hour, or a day after the last promotion. */
  readonly later: number;
  readonly tooOld: { readonly count: number; readonly some: readonly { person: string; origin: string }[] };
  /** Are dropped for another reason: bought, stopped, no number. */
  readonly dropped: number;
  /** More wait than were looked at. */
  readonly more: boolean;
}

/** Looked at for each number: beyond it nobody reads the list. */
const MOST_LOOKED_AT = 500;
const NAMED = 5;

/**
 * What would happen if the merchant resumed now: dispatch's own judgement on what waits, without sending. The
 * portfolio's allowance and a month's budget are not asked: they may put off what is said to leave.
 */
export async function resumeForecast(
  services: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
): Promise<ResumeForecast> {
  const { database, shopTime } = services;
  const db = database.shop(shopId);
  const now = shopTime.now();
  const shop = await getShop(services, shopId);
  const numbers = await db.phoneNumber.findMany({ select: { phoneNumberId: true } });
  const looked = await Promise.all(
    numbers.map(({ phoneNumberId }) =>
      lookAt(database, { shopId, phoneNumberId }, { limit: MOST_LOOKED_AT, still: [], inHand: [], now }),
    ),
  );
  const judged = looked.flatMap((found) => judge(found, [], shop, now));
  const count = (verdict: string) => judged.filter((one) => one.verdict.verdict === verdict).length;
  const old = judged.flatMap(({ message, verdict }) =>
    verdict.verdict === "suppress" && verdict.reason === "expired" ? [message] : [],
  );
  const named = old.slice(0, NAMED);
  const people = await peopleOf(
    db,
    named.map(({ contactId }) => contactId),
  );
  return {
    leave: count("send"),
    later: count("wait"),
    tooOld: {
      count: old.length,
      some: named.map(({ contactId, automationKind, purpose }) => {
        const person = people.get(contactId);
        return { person: person ? contactName(person) : "", origin: automationKind ?? purpose };
      }),
    },
    dropped: count("suppress") - old.length,
    more: looked.some((found) => found.length === MOST_LOOKED_AT),
  };
}
