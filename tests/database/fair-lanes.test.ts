import { expect, it } from "vitest";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { markDue } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";
import { shopWithReplies } from "./waiting-replies.ts";

const LARGE = 2_500;
const SMALL = 3;

/** A shop with a campaign of thousands, and a shop with three messages, in one process. */
onBothDatabases("lanes beside each other", (database) => {
  const { play } = playShop(database);

  it("makes nobody wait until another shop's campaign is out", async () => {
    const large = (await shopWithReplies(play, LARGE)).shopId;
    const small = (await shopWithReplies(play, SMALL)).shopId;
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
