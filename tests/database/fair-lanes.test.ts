import { expect, it } from "vitest";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { markDue } from "#app/platform/due.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

const UNCAPPED = 100_000;
const LARGE = 2_500;
const SMALL = 3;

/** A shop with a campaign of thousands, and a shop with three messages, in one process. */
onBothDatabases("lanes beside each other", (database) => {
  const { play } = playShop(database);

  /** A shop with a number of its own, whose messages to so many people wait. */
  async function shopWithMessages(count: number): Promise<ShopId> {
    const { services, now } = play;
    const shopId = await shopIdOf(services, `fair-${newId()}.myshopify.com`);
    const db = services.database.shop(shopId);
    const phoneNumberId = `number-${shopId}`;
    await db.phoneNumber.create({
      data: {
        shopId,
        id: newId(),
        phoneNumberId,
        wabaId: `waba-${shopId}`,
        displayPhoneNumber: "+39 02 5550 1234",
        wabaCurrency: "USD",
        accessToken: services.secrets.seal("token", shopId, "phone_number.access_token"),
        throughput: UNCAPPED,
        state: "connected",
        connectedAt: now,
        updatedAt: now,
      },
    });
    const people = Array.from({ length: count }, (_, index) => ({
      shopId,
      id: newId(),
      phone: `+39333${String(index).padStart(7, "0")}`,
      countryCode: "IT",
      reachability: "usable",
      createdAt: now,
      updatedAt: now,
    }));
    await db.contact.createMany({ data: people });
    await db.message.createMany({
      data: people.map(({ id: contactId, phone }) => ({
        shopId,
        id: newId(),
        dedupeKey: contactId,
        phoneNumberId,
        contactId,
        recipient: phone,
        countryCode: "IT",
        // An answer to who wrote needs no permission of its own.
        purpose: "reply",
        category: "SERVICE",
        priority: 3,
        content: { type: "text", text: { body: "Ciao" } },
        preview: {},
        status: "queued",
        notBefore: now,
        actor: "system",
        createdAt: now,
        updatedAt: now,
      })),
    });
    await db.contact.updateMany({ data: { lastInboundAt: now } });
    return shopId;
  }

  it("makes nobody wait until another shop's campaign is out", async () => {
    const large = await shopWithMessages(LARGE);
    const small = await shopWithMessages(SMALL);
    const order: ShopId[] = [];
    const { sendMessage } = play.services.meta;
    play.services = {
      ...play.services,
      meta: {
        ...play.services.meta,
        async sendMessage(...call) {
          const { biz_opaque_callback_data: ours } = call[2] as { biz_opaque_callback_data: string };
          order.push(ours.includes(large) ? large : small);
          return sendMessage(...call);
        },
      },
    };
    // The large one is taken up first.
    await markDue(play.services.database.sql, "message", large, new Date(play.now.getTime() - 1_000));
    await markDue(play.services.database.sql, "message", small, play.now);
    await createDispatcher(play.services).drain();
    expect(order.filter((shopId) => shopId === large)).toHaveLength(LARGE);
    expect(order.filter((shopId) => shopId === small)).toHaveLength(SMALL);
    // At most the batch that was in hand, and the next one, are ahead of it.
    expect(order.lastIndexOf(small)).toBeLessThan(LARGE / 2);
  });
});
