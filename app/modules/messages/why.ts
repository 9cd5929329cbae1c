import { DAY, plus } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type MessageDetail, messageDetail } from "./detail.ts";
import { listMessages } from "./queries.ts";

type Needs = Pick<PlatformServices, "database" | "shopTime">;

/** Older ones are found by their id alone. */
const LOOK_BACK_DAYS = 365;
const MOST = 20;

/**
 * What a person wrote, by Meta's id of it: the message that it answers, and the one that answered it.
 * Uses inbound_message (shop_id, wamid).
 */
async function aboutReply(services: Needs, shopId: ShopId, wamid: string) {
  const reply = await services.database.shop(shopId).inboundMessage.findFirst({
    where: { wamid },
    select: { answersMessageId: true, answeredByMessageId: true },
  });
  if (!reply) return undefined;
  const ids = [reply.answersMessageId, reply.answeredByMessageId].flatMap((id) => id ?? []);
  const found = await Promise.all(ids.map((id) => messageDetail(services, shopId, id)));
  return found.flatMap((detail) => detail ?? []);
}

/**
 * The causal chain of a message, or of all messages about an order: what the merchant sees on the message's page.
 * @param what id of a message or a run, Meta's id (wamid) of it or of a reply, an order's name, a person's last digits
 */
export async function whyOf(services: Needs, shopId: ShopId, what: string): Promise<MessageDetail[]> {
  const one = await messageDetail(services, shopId, what);
  if (one) return [one];
  const ofReply = await aboutReply(services, shopId, what);
  if (ofReply) return ofReply;
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
