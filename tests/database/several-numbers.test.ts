import { expect, it } from "vitest";
import { createScheduler } from "#app/modules/automations/index.ts";
import { createDispatcher } from "#app/modules/messages/index.ts";
import { chooseDefault, connectByToken, disconnectNumber, waitingFor } from "#app/modules/numbers/index.ts";
import { openProblems } from "#app/modules/problems/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { HOUR } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playAccount } from "./played-account.ts";
import { NUMBER, playShop } from "./played-shop.ts";

onBothDatabases("a shop with several numbers", (database) => {
  const { account, numbers, addNumber, giveToken } = playAccount(database);
  const actor = "staff:1";

  async function connectTwo() {
    const second = addNumber();
    const token = giveToken();
    for (const phoneNumberId of [account.phoneNumberId, second])
      expect(
        await connectByToken(account.services, account.shopId, actor, { token, phoneNumberId }),
      ).toMatchObject({ ok: true });
    return { first: account.phoneNumberId, second, token };
  }
  const standing = async () =>
    Object.fromEntries(
      (await numbers()).map((one) => [
        one.phoneNumberId,
        one.isDefault ? `${one.state}, default` : one.state,
      ]),
    );
  const disconnect = (phoneNumberId: string) =>
    disconnectNumber(account.services, account.shopId, actor, phoneNumberId);
  const isSubscribed = () =>
    (account.sandbox.meta.directory.wabas.get(account.wabaId)?.subscribedApps.size ?? 0) > 0;
  const problems = async () => (await openProblems(account.services, account.shopId)).map(({ kind }) => kind);

  it("sends from the first one until another is chosen", async () => {
    const { first, second } = await connectTwo();
    expect(await standing()).toEqual({ [first]: "connected, default", [second]: "connected" });
    expect(await chooseDefault(account.services, account.shopId, actor, second)).toBe(true);
    expect(await standing()).toEqual({ [first]: "connected", [second]: "connected, default" });
    expect(await chooseDefault(account.services, account.shopId, actor, "unknown")).toBe(false);
  });

  it("goes on with another one where the default is disconnected, and Meta tells of that still", async () => {
    const { first, second, token } = await connectTwo();
    expect(await disconnect(first)).toBe(true);
    expect(await disconnect(first)).toBe(false);
    expect(await standing()).toEqual({ [first]: "disconnected", [second]: "connected, default" });
    expect((await numbers()).find((one) => one.phoneNumberId === first)?.accessToken).toBeNull();
    expect(isSubscribed()).toBe(true);
    expect(await problems()).toEqual([]);
    await connectByToken(account.services, account.shopId, actor, { token, phoneNumberId: first });
    expect(await standing()).toEqual({ [first]: "connected", [second]: "connected, default" });
  });

  it("is told that nothing is sent once the last one is gone, and Meta tells nothing more", async () => {
    const token = giveToken();
    await connectByToken(account.services, account.shopId, actor, { token });
    expect(isSubscribed()).toBe(true);
    await disconnect(account.phoneNumberId);
    expect(isSubscribed()).toBe(false);
    expect(await problems()).toEqual(["no_number"]);
    await connectByToken(account.services, account.shopId, actor, { token });
    expect(await standing()).toEqual({ [account.phoneNumberId]: "connected, default" });
    expect(isSubscribed()).toBe(true);
    expect(await problems()).toEqual([]);
  });

  it("leaves a disconnected one to another shop", async () => {
    const token = giveToken();
    await connectByToken(account.services, account.shopId, actor, { token });
    await disconnect(account.phoneNumberId);
    const other = await shopIdOf(account.services, `other-${newId()}.myshopify.com`);
    expect(await connectByToken(account.services, other, "staff:2", { token })).toMatchObject({ ok: true });
    expect(await connectByToken(account.services, account.shopId, actor, { token })).toMatchObject({
      problem: "number_taken",
    });
  });
});

onBothDatabases("a number that was disconnected", (database) => {
  const { play, agree, buy, work, later } = playShop(database);
  const phoneNumberId = () => `${NUMBER}-${play.shopId}`;
  const disconnect = () => disconnectNumber(play.services, play.shopId, "staff:1", phoneNumberId());
  const waiting = () => waitingFor(play.services, play.shopId, phoneNumberId());
  const connect = () =>
    connectByToken(play.services, play.shopId, "staff:1", {
      ...{ token: "token", phoneNumberId: phoneNumberId(), wabaId: `waba-${play.shopId}` },
    });

  it("sends what was in its lane when it is connected again", async () => {
    await agree();
    await buy();
    await createScheduler(play.services).drain();
    expect(await waiting()).toBe(1);
    await disconnect();
    await work();
    expect(play.sent).toHaveLength(0);
    expect(await waiting()).toBe(1);
    await connect();
    await createDispatcher(play.services).drain();
    expect(play.sent).toHaveLength(1);
  });

  it("sends what became due meanwhile, too", async () => {
    await agree();
    await disconnect();
    await buy();
    await work();
    await connect();
    later(HOUR);
    await work();
    expect(play.sent).toHaveLength(1);
  });
});
