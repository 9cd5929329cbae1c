import { expect, it } from "vitest";
import { shopIdOf } from "#app/modules/shops/index.ts";
import {
  beginSignup,
  continueSignup,
  finishSignup,
  lastSignup,
  openSignup,
  type SignupNews,
  sessionWith,
  signupOf,
  type Whereabouts,
} from "#app/modules/signup/index.ts";
import { HOUR, MINUTE, plus, systemClock } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { actOnSignup, takeTicket } from "#app/routes/signup/signup.server.ts";
import type { Ended } from "#sandbox/meta/login/logins.ts";
import { onBothDatabases } from "./harness.ts";
import { playAccount } from "./played-account.ts";

onBothDatabases("a number that is connected by signing in at Meta", (database) => {
  const { account, numbers, addNumber, called } = playAccount(database);
  const actor = "staff:1";
  const begin = (where: Whereabouts = "nowhere") =>
    beginSignup(account.services, account.shopId, actor, where);
  const last = () => lastSignup(account.services, account.shopId, actor);
  const newNumber = () => `+39025550${Math.floor(Math.random() * 900_000) + 100_000}`;

  async function opened(where: Whereabouts = "nowhere") {
    const { ticket } = await begin(where);
    const session = await signupOf(account.services, (await openSignup(account.services, ticket)) ?? "");
    if (!session) throw new Error("the window is not open");
    return session;
  }

  /** What a person does in the dialog, as the browser hands it on. */
  function dialog(ended: Ended): SignupNews {
    const { message, code } = account.sandbox.meta.logins.end(ended);
    const { event, data } = message as { event: string; data: Record<string, string | undefined> };
    return {
      ...{ event, code, wabaId: data.waba_id, phoneNumberId: data.phone_number_id },
      ...{ step: data.current_step, error: data.error_message },
    };
  }

  it("is registered, told of and looked at, as by a token", async () => {
    const number = newNumber();
    const session = await opened();
    const news = dialog({ how: "finish", number, name: "Casa Aurora" });
    const { phoneNumberId = "" } = news;
    expect(await finishSignup(account.services, session, news)).toMatchObject({
      ...{ ending: "connected", phoneNumberId },
    });
    expect(await numbers()).toMatchObject([
      {
        ...{ phoneNumberId, wabaId: news.wabaId, state: "connected", displayPhoneNumber: number },
        facts: { registered: true, webhooks: true, payment: true, verification: "verified" },
      },
    ]);
    expect(account.sandbox.meta.directory.numbers.get(phoneNumberId)?.pin).toMatch(/^\d{6}$/);
    expect(await last()).toMatchObject({ ending: "connected", phoneNumberId });
    expect(
      await account.services.database.shop(account.shopId).event.findFirst({ where: { actor } }),
    ).toMatchObject({ kind: "number.connected" });
  });

  it("stays in the WhatsApp Business app unregistered, also where Meta leaves its id out", async () => {
    const before = called("phone.register").length;
    const session = await opened("business_app");
    const news = dialog({ how: "finish_in_app", number: newNumber(), name: "Casa Aurora" });
    expect(news.phoneNumberId).toBeUndefined();
    expect(await finishSignup(account.services, session, news)).toMatchObject({ ending: "connected" });
    expect(await numbers()).toMatchObject([{ state: "connected", facts: { onBusinessApp: true } }]);
    expect(called("phone.register")).toHaveLength(before);
  });

  it("is waited for where only the account was given", async () => {
    const session = await opened();
    const news = dialog({ how: "finish_without_number", name: "Casa Aurora" });
    const result = await finishSignup(account.services, session, news);
    expect(result).toMatchObject({ ending: "no_number" });
    expect(await last()).toMatchObject({ ending: "no_number" });
    const again = await signupOf(
      account.services,
      sessionWith(account.services, session, result.token ?? ""),
    );
    if (!again) throw new Error("the window is closed");
    expect(await continueSignup(account.services, again, undefined)).toMatchObject({ ending: "no_number" });
    const phoneNumberId = addNumber({ wabaId: news.wabaId ?? "", registered: false });
    expect(await continueSignup(account.services, again, undefined)).toMatchObject({
      ...{ ending: "connected", phoneNumberId },
    });
  });

  it("is chosen where nothing is known of it and the account has several", async () => {
    const session = await opened();
    const news = dialog({ how: "finish", number: newNumber(), name: "Casa Aurora" });
    const second = addNumber({ wabaId: news.wabaId ?? "" });
    const result = await finishSignup(account.services, session, { code: news.code });
    expect(result.ending).toBe("choose");
    expect(result.numbers.map((one) => one.phoneNumberId)).toContain(second);
    const again = { ...session, token: result.token };
    const chosen = { phoneNumberId: second, wabaId: news.wabaId ?? "" };
    expect(await continueSignup(account.services, again, chosen)).toMatchObject({ ending: "connected" });
    expect(await numbers()).toMatchObject([{ phoneNumberId: second }]);
  });

  it("is never one that the token does not reach, whatever the browser says", async () => {
    const session = await opened();
    const { code, phoneNumberId } = dialog({ how: "finish", number: newNumber(), name: "Casa Aurora" });
    const forged = { code, event: "FINISH", wabaId: account.wabaId, phoneNumberId: account.phoneNumberId };
    expect(await finishSignup(account.services, session, forged)).toMatchObject({
      ...{ ending: "connected", phoneNumberId },
    });
    const other = { ...(await opened()), token: "made-up" };
    expect(
      await continueSignup(account.services, other, {
        phoneNumberId: account.phoneNumberId,
        wabaId: account.wabaId,
      }),
    ).toMatchObject({ ending: "refused", reason: "token_invalid" });
  });

  it("is not connected where the merchant leaves off, or Meta reports an error", async () => {
    const session = await opened();
    const left = dialog({ how: "cancel", step: "PHONE_NUMBER_SETUP" });
    expect(await finishSignup(account.services, session, left)).toMatchObject({
      ...{ ending: "cancelled", reason: "PHONE_NUMBER_SETUP" },
    });
    expect(await last()).toMatchObject({ ending: "cancelled", reason: "PHONE_NUMBER_SETUP" });
    const failed = dialog({ how: "error" });
    expect(await finishSignup(account.services, session, failed)).toMatchObject({
      ...{ ending: "failed", detail: "Your business can't add more phone numbers right now." },
    });
    // A window that was just closed says nothing.
    expect(await finishSignup(account.services, session, {})).toMatchObject({ ending: "cancelled" });
    expect(await numbers()).toEqual([]);
  });

  it("needs a code that is not over, and each only once", async () => {
    const session = await opened();
    const late = dialog({ how: "finish", number: newNumber(), name: "Casa Aurora" });
    account.sandbox.meta.logins.expire();
    expect(await finishSignup(account.services, session, late)).toMatchObject({
      ...{ ending: "refused", reason: "code_refused" },
    });
    const news = dialog({ how: "finish", number: newNumber(), name: "Casa Aurora" });
    expect(await finishSignup(account.services, session, news)).toMatchObject({ ending: "connected" });
    const second = await opened();
    expect(await finishSignup(account.services, second, news)).toMatchObject({ reason: "code_refused" });
  });

  it("goes on with the same access where Meta did not answer for a moment", async () => {
    const session = await opened();
    account.sandbox.world.faults.add({ match: "phone_numbers.list", times: 1, code: 2 });
    const news = dialog({ how: "finish", number: newNumber(), name: "Casa Aurora" });
    const result = await finishSignup(account.services, session, news);
    expect(result).toMatchObject({ ending: "refused", reason: "unavailable" });
    const again = { ...session, token: result.token };
    expect(await continueSignup(account.services, again, undefined)).toMatchObject({ ending: "connected" });
  });

  it("is connected in a window that one person can open once, soon, for this shop", async () => {
    const { ticket } = await begin();
    const session = await openSignup(account.services, ticket);
    expect(session).toBeDefined();
    expect(await openSignup(account.services, ticket)).toBeUndefined();
    // Neither stands in for the other.
    expect(await signupOf(account.services, ticket)).toBeUndefined();
    expect(await openSignup(account.services, session ?? "")).toBeUndefined();
    const late = (await begin()).ticket;
    const inThreeMinutes = { now: () => plus(systemClock.now(), 3 * MINUTE) };
    expect(await openSignup({ ...account.services, systemTime: inThreeMinutes }, late)).toBeUndefined();
    const inAnHour = { now: () => plus(systemClock.now(), HOUR) };
    expect(await signupOf({ ...account.services, systemTime: inAnHour }, session ?? "")).toBeUndefined();
    const other = await shopIdOf(account.services, `other-${newId()}.myshopify.com`);
    const moved = `${other}${(session ?? "").slice(other.length)}`;
    expect(await signupOf(account.services, moved)).toBeUndefined();
    expect(await signupOf(account.services, session ?? "")).toMatchObject({ actor, whereabouts: "nowhere" });
  });

  it("is finished by that window alone, and by no other page", async () => {
    const ticket = (await begin()).ticket;
    const cookie = (await takeTicket(account.services, ticket))?.split(";")[0] ?? "";
    const news = dialog({ how: "finish", number: newNumber(), name: "Casa Aurora" });
    const post = (headers: Record<string, string>) =>
      actOnSignup(
        account.services,
        new Request("http://localhost:3000/signup", {
          ...{ method: "POST", headers },
          body: new URLSearchParams({ intent: "finish", event: "FINISH", code: news.code ?? "" }),
        }),
      );
    const origin = new URL(account.services.env.APP_URL).origin;
    for (const headers of [{ cookie }, { cookie, origin: "https://evil.example" }, { origin }])
      expect((await post(headers as Record<string, string>)).answer.ending).toBe("over");
    expect(await numbers()).toEqual([]);
    expect((await post({ cookie, origin })).answer).toMatchObject({ ending: "connected" });
  });

  it("has no use for the window once it is connected", async () => {
    const { ticket } = await begin();
    const cookie = (await openSignup(account.services, ticket)) ?? "";
    const session = await signupOf(account.services, cookie);
    if (!session) throw new Error("the window is not open");
    const news = dialog({ how: "finish", number: newNumber(), name: "Casa Aurora" });
    await finishSignup(account.services, session, news);
    expect(await signupOf(account.services, cookie)).toBeUndefined();
  });
});
