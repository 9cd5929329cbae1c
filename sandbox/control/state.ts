import type { World } from "#sandbox/kernel/world.ts";
import type { Chat, Meta } from "#sandbox/meta/index.ts";
import type { Shopify } from "#sandbox/shopify/index.ts";
import { readClock } from "./clock.ts";

function chatSummary(chat: Chat) {
  const arrived = chat.messages.filter(
    (message) => message.from === "person" || message.deliveredAt !== undefined,
  );
  const business = chat.messages.filter((message) => message.from === "business");
  return {
    phoneNumberId: chat.number.id,
    name: chat.number.verifiedName,
    messages: arrived.length,
    unread: business.filter((message) => message.status === "delivered").length,
    taps: business.flatMap((message) => message.tapped),
    replies: arrived.filter((message) => message.from === "person").length,
    blocked: chat.blocked,
    stoppedMarketing: chat.stoppedMarketing,
  };
}

function phones(meta: Meta) {
  const byPerson = new Map<string, { number: string; name: string; chats: object[] }>();
  for (const chat of meta.chats.all()) {
    if (chat.messages.length === 0) continue;
    const { userId, number = userId, profileName: name } = chat.person;
    const phone = byPerson.get(userId) ?? { number, name, chats: [] };
    phone.chats.push(chatSummary(chat));
    byPerson.set(userId, phone);
  }
  return [...byPerson.values()];
}

/** Counts of what the business sent, by status and by purpose of the template. */
function messages(meta: Meta) {
  const statuses: Record<string, number> = {};
  const templates: Record<string, number> = {};
  let inbound = 0;
  for (const chat of meta.chats.all()) {
    for (const message of chat.messages) {
      if (message.from === "person") {
        inbound += 1;
        continue;
      }
      statuses[message.status] = (statuses[message.status] ?? 0) + 1;
      const { name } = message.template ?? {};
      if (name) templates[name] = (templates[name] ?? 0) + 1;
    }
  }
  return { statuses, templates, inbound };
}

function templateStates(meta: Meta) {
  const states: Record<string, number> = {};
  for (const waba of meta.directory.wabas.values()) {
    for (const { status } of meta.templates.of(waba)) states[status] = (states[status] ?? 0) + 1;
  }
  return states;
}

/** What has happened in the world so far, short: for the stage, and for scenarios that wait for something. */
export async function readState(world: World, meta: Meta, shopify: Shopify): Promise<object> {
  const shop = await shopify.controlRoutes.request("/state");
  const connected = [...meta.directory.wabas.values()].some((waba) => waba.subscribedApps.size > 0);
  return {
    ...readClock(world),
    plan: world.plan,
    deployed: world.deployment !== undefined,
    shop: shop.ok ? await shop.json() : null,
    meta: { connected, templates: templateStates(meta), messages: messages(meta) },
    phones: phones(meta),
  };
}
