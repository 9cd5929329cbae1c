import { expect, it } from "vitest";
import { selfTestOf } from "#app/modules/self-test/index.ts";
import { MINUTE } from "#app/platform/clock.ts";
import { onBothDatabases } from "./harness.ts";
import { PHONE, playShop } from "./played-shop.ts";

/** The merchant scans the code and sends the word to their own number. */
onBothDatabases("a try of the number", (database) => {
  const { play, db, later, work, wrote } = playShop(database);
  const text = (body: string) => ({ type: "text", text: { body } });
  const seen = async () =>
    selfTestOf(play.services, play.shopId, await db().phoneNumber.findFirstOrThrow({}));

  it("is answered each time, waits for nobody, and shows how far it has come", async () => {
    const { word, url, state } = await seen();
    expect(state).toBe("waiting");
    expect(url).toBe(`https://wa.me/390255501234?text=${encodeURIComponent(word)}`);
    await wrote(text(` ${word.toLowerCase()}`));
    expect(await seen()).toMatchObject({ state: "heard", heardAt: play.now });
    await work();
    expect(play.sent).toMatchObject([{ to: PHONE, text: { body: expect.stringContaining("Casa Aurora") } }]);
    expect(await db().inboundMessage.count({ where: { state: "waiting" } })).toBe(0);
    await db().message.updateMany({ data: { status: "delivered" } });
    expect((await seen()).state).toBe("answered");
    later(MINUTE);
    await wrote(text(word));
    await work();
    expect(play.sent).toHaveLength(2);
    expect((await seen()).state).toBe("heard");
  });

  it("is a reply like any other where the word is another shop's", async () => {
    const { word } = await seen();
    await wrote(text(`${word.slice(0, -1)}0`));
    await work();
    expect(play.sent).toEqual([]);
    expect(await db().inboundMessage.count({ where: { state: "waiting" } })).toBe(1);
    expect((await seen()).state).toBe("waiting");
  });
});
