import { expect, it } from "vitest";
import { connectByToken, registerNumber } from "#app/modules/numbers/index.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { playAccount } from "./played-account.ts";

onBothDatabases("a number that is connected by a token alone", (database) => {
  const { account, db, numbers, addNumber, giveToken, called } = playAccount(database);
  const connect = (request: { token: string; phoneNumberId?: string; wabaId?: string }) =>
    connectByToken(account.services, account.shopId, "staff:1", request);
  const ofNumber = (phoneNumberId: string) => {
    const number = account.sandbox.meta.directory.numbers.get(phoneNumberId);
    if (!number) throw new Error("no such number");
    return number;
  };

  it("is found by what the token was given on, and looked at at once", async () => {
    const { phoneNumberId, wabaId } = account;
    expect(await connect({ token: giveToken() })).toEqual({ ok: true, phoneNumberId });
    expect(await numbers()).toMatchObject([
      {
        ...{ phoneNumberId, wabaId, state: "connected", isDefault: true },
        facts: {
          missingPermissions: [],
          registered: true,
          webhooks: true,
          payment: true,
          onBusinessApp: false,
        },
      },
    ]);
  });

  it("is chosen where the token reaches several", async () => {
    const second = addNumber();
    const token = giveToken();
    const asked = await connect({ token });
    expect(asked).toMatchObject({ ok: false, problem: "choose" });
    if (asked.ok || asked.problem !== "choose") return;
    expect(asked.numbers.map((one) => one.phoneNumberId)).toEqual([account.phoneNumberId, second]);
    expect(await numbers()).toEqual([]);
    expect(await connect({ token, phoneNumberId: second })).toEqual({ ok: true, phoneNumberId: second });
  });

  it("needs the account's id where Meta does not name it", async () => {
    const { phoneNumberId, wabaId } = account;
    const token = giveToken({ granular: false });
    expect(await connect({ token })).toMatchObject({ ok: false, problem: "accounts_unnamed" });
    expect(await connect({ token, wabaId })).toEqual({ ok: true, phoneNumberId });
  });

  it("is not another account's, whatever ids are typed", async () => {
    const token = giveToken();
    const elsewhere = addNumber({ wabaId: `${account.wabaId}9` });
    expect(await connect({ token, wabaId: `${account.wabaId}9` })).toMatchObject({
      problem: "waba_not_found",
    });
    expect(await connect({ token, phoneNumberId: elsewhere, wabaId: account.wabaId })).toMatchObject({
      problem: "number_not_found",
    });
    expect(await connect({ token, phoneNumberId: elsewhere })).toMatchObject({ problem: "number_not_found" });
    expect(await numbers()).toEqual([]);
  });

  it("says which permission the token lacks, and that it is none of Meta's", async () => {
    const token = giveToken({ scopes: ["whatsapp_business_messaging"] });
    expect(await connect({ token })).toMatchObject({
      problem: "permission_missing",
      detail: "whatsapp_business_management",
    });
    expect(await connect({ token: "made-up" })).toMatchObject({ problem: "token_invalid" });
  });

  it("says that there is no number in the account yet", async () => {
    account.sandbox.meta.directory.addWaba("777001", "Empty");
    expect(await connect({ token: giveToken({ wabaIds: ["777001"] }) })).toMatchObject({
      problem: "no_number",
    });
  });

  it("is registered with a PIN that we make and keep sealed", async () => {
    const phoneNumberId = addNumber({ wabaId: `${account.wabaId}1`, registered: false });
    const token = giveToken({ wabaIds: [`${account.wabaId}1`] });
    expect(await connect({ token })).toEqual({ ok: true, phoneNumberId });
    const [number] = await numbers();
    expect(number).toMatchObject({ state: "connected", isDefault: true, facts: { registered: true } });
    const { pin } = ofNumber(phoneNumberId);
    expect(pin).toMatch(/^\d{6}$/);
    const { secrets } = account.services;
    const sealed = number?.registrationPin ?? "";
    expect(secrets.open(sealed, account.shopId, "phone_number.registration_pin")).toBe(pin);
    // Deregistered and connected again, it is the same PIN that Meta asks for.
    ofNumber(phoneNumberId).registered = false;
    expect(await connect({ token })).toEqual({ ok: true, phoneNumberId });
    expect(ofNumber(phoneNumberId).registered).toBe(true);
  });

  it("is connected although its PIN is somebody else's, and registered once that is typed", async () => {
    const phoneNumberId = addNumber({ wabaId: `${account.wabaId}1`, registered: false, pin: "112233" });
    const token = giveToken({ wabaIds: [`${account.wabaId}1`] });
    expect(await connect({ token })).toEqual({ ok: true, phoneNumberId });
    expect(await numbers()).toMatchObject([{ state: "connected", facts: { registered: false } }]);
    const register = (pin?: string) => registerNumber(account.services, account.shopId, phoneNumberId, pin);
    expect(await register()).toMatchObject({ ok: false, problem: "pin_wrong" });
    expect(await register("112233")).toEqual({ ok: true });
    expect(await numbers()).toMatchObject([{ facts: { registered: true } }]);
    ofNumber(phoneNumberId).registered = false;
    expect(await register()).toEqual({ ok: true });
  });

  it("is not registered while it is in use in the WhatsApp Business app", async () => {
    const before = called("phone.register").length;
    const wabaId = `${account.wabaId}1`;
    const phoneNumberId = addNumber({ wabaId, registered: false, onBusinessApp: true });
    expect(await connect({ token: giveToken({ wabaIds: [wabaId] }) })).toEqual({ ok: true, phoneNumberId });
    expect(called("phone.register")).toHaveLength(before);
    expect(await numbers()).toMatchObject([{ facts: { onBusinessApp: true } }]);
  });

  it("belongs to one shop at a time", async () => {
    const token = giveToken();
    expect(await connect({ token })).toMatchObject({ ok: true });
    const other = await shopIdOf(account.services, `other-${newId()}.myshopify.com`);
    expect(await connectByToken(account.services, other, "staff:2", { token })).toMatchObject({
      ok: false,
      problem: "number_taken",
    });
    expect(await db().phoneNumber.count({ where: { state: "connected" } })).toBe(1);
  });
});
