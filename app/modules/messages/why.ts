import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type MessageDetail, messageDetail } from "./detail.ts";
import { listMessages } from "./queries.ts";

/** Older ones are found by their id alone. */
const LOOK_BACK_DAYS = 365;
const MOST = 20;

/**
 * The causal chain of a message, or of all messages about an order: what the merchant sees on the message's page.
 * @param what id of a message or a run, Meta's id (wamid), an order's name, a person's last digits
 */
export async function whyOf(
  services: Pick<PlatformServices, "database" | "shopTime">,
  shopId: ShopId,
  what: string,
): Promise<MessageDetail[]> {
  const one = await messageDetail(services, shopId, what);
  if (one) return [one];
  const anything = {
    automation: null,
    template: null,
    country: null,
    category: null,
    reason: null,
    number: null,
  };
  const from = plus(services.shopTime.now(), -LOOK_BACK_DAYS * DAY);
  const { rows } = await listMessages(services, shopId, "all", { ...anything, from, search: what }, {});
  const found = await Promise.all(rows.slice(0, MOST).map(({ id }) => messageDetail(services, shopId, id)));
  return found.flatMap((detail) => detail ?? []);
}
