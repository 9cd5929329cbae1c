import { expect, it } from "vitest";
import { previewSubjects } from "#app/modules/automations/index.ts";
import { readersOf } from "#app/modules/checkouts/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { HOUR } from "#app/platform/clock.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

onBothDatabases("what a text can be read with", (database) => {
  const { play, db, later, leaveCart, buy, agree, work } = playShop(database);
  const subjects = async (purpose: "cart_reminder_1" | "order_confirmed" | "conversation_reopen") =>
    previewSubjects(play.services, await getShop(play.services, play.shopId), purpose, ["it", "en"]);

  it("is the last carts, filled as the message is that is sent about them", async () => {
    await agree();
    await leaveCart();
    const [cart] = await subjects("cart_reminder_1");
    expect(cart).toMatchObject({
      ...{ person: "Giulia", order: null, picture: null },
      values: { it: { item_count: "2" }, en: { first_name: "Giulia", shop_name: "Casa Aurora" } },
    });
    later(HOUR);
    await work();
    const { preview } = await db().message.findFirstOrThrow({ where: { automationKind: "cart_recovery" } });
    const { body } = preview as { body: string };
    const said = ["it", "en"].map((language) => cart?.values[language]?.cart_total ?? "?");
    expect(said.some((total) => body.includes(total))).toBe(true);
  });

  it("is the last orders for order news, and nobody for a text that tells of neither", async () => {
    await buy();
    expect(await subjects("order_confirmed")).toMatchObject([
      { person: "Giulia", order: "#1042", values: { it: { order_name: "#1042" } } },
    ]);
    expect(await subjects("conversation_reopen")).toEqual([]);
    expect(await subjects("cart_reminder_1")).toEqual([]);
  });

  it("knows in which languages the last carts were", async () => {
    await leaveCart({ customer_locale: "de-AT" });
    await leaveCart({ token: `other-${play.shopId}`, customer_locale: "pt-BR" });
    const { looked, languages } = await readersOf(play.services, play.shopId);
    expect(looked).toBe(2);
    expect(languages).toEqual(
      expect.arrayContaining([
        { language: "de", count: 1 },
        { language: "pt_BR", count: 1 },
      ]),
    );
  });
});
