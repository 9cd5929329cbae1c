import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { settlePerson } from "#app/modules/messages/index.ts";
import { createNotifier, mailState } from "#app/modules/notifications/index.ts";
import { clearProblem, raiseProblem } from "#app/modules/problems/index.ts";
import { getShop, saveSettings } from "#app/modules/shops/index.ts";
import { DAY, HOUR, MINUTE } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { createMailer, type Mailer } from "#app/platform/mail.ts";
import { createWorld } from "#sandbox/kernel/world.ts";
import { createMailbox, type Mailbox, type ReceivedMail } from "#sandbox/mailbox/index.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

/** What a merchant is told by mail, over a real SMTP connection to the sandbox's mailbox. */

onBothDatabases("a merchant who does not look", (database) => {
  const { play, db, later, metaTells, seconds, wrote } = playShop(database);
  let mailbox: Mailbox;
  let mailer: Mailer | undefined;

  beforeAll(async () => {
    mailbox = await createMailbox(createWorld({ origin: "http://localhost:4000", plan: "plus" }), 0);
    mailer = createMailer({
      SMTP_URL: `smtp://localhost:${mailbox.port}`,
      MAIL_FROM: "Cartwave <cartwave@example.com>",
      APP_URL: "https://cartwave.example.com",
    });
  });
  afterAll(async () => {
    mailer?.close();
    await mailbox.stop();
  });
  beforeEach(async () => {
    mailbox.reset();
    play.services = { ...play.services, mailer };
    await db().shop.updateMany({ data: { email: "anna@casa-aurora.example", locale: "it" } });
  });

  const text = (body: string, more: object = {}) => ({ type: "text", text: { body }, ...more });
  const tell = () => createNotifier(play.services).drain();
  const mails = async () => (await (await mailbox.routes.request("/mails")).json()) as ReceivedMail[];
  const goesDown = (down: boolean) =>
    mailbox.routes.request("/down", { method: "POST", body: JSON.stringify({ down }) });
  const named = (name: string) => (message: object) =>
    metaTells({
      contacts: [{ profile: { name }, wa_id: "393331234567" }],
      messages: [
        { id: `wamid.${name}.${play.now.getTime()}`, from: "393331234567", timestamp: seconds(), ...message },
      ],
    });

  it("gets one mail about the replies of a few minutes, with their words and the way to the answer", async () => {
    play.now = new Date("2026-11-24T01:30:00Z");
    await named("Giulia")(text("È ancora disponibile?"));
    later(MINUTE);
    await wrote(text("La moka da 6"));
    expect(await tell()).toBe(0);
    later(2 * MINUTE);
    expect(await tell()).toBe(1);
    later(HOUR);
    expect(await tell()).toBe(0);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    const { id } = await db().contact.findFirstOrThrow({});
    expect(mail).toMatchObject({
      to: ["anna@casa-aurora.example"],
      subject: "Giulia attende la tua risposta",
      text: expect.stringContaining("“È ancora disponibile?” “La moka da 6”"),
    });
    // What they wrote is not kept a second time.
    expect(await db().mail.findFirst({})).toMatchObject({ state: "sent", subject: "", body: "" });
    expect(mail?.text).toContain(`/apps/test-client/app/messages/thread/${id}`);
  });

  it("never reads a phone number in a subject, though a person may call themselves by it", async () => {
    await named("+39 333 123 4567")(text("Ciao"));
    later(4 * MINUTE);
    await tell();
    expect((await mails()).map(({ subject }) => subject)).toEqual(["Un cliente attende la tua risposta"]);
  });

  it("gets the mail once, later, when the mail server was down for a while", async () => {
    await goesDown(true);
    await wrote(text("C'è qualcuno?"));
    later(3 * MINUTE);
    expect(await tell()).toBe(0);
    const shop = await getShop(play.services, play.shopId);
    expect((await mailState(play.services, shop)).last).toMatchObject({
      state: "queued",
      error: expect.stringContaining("421"),
    });
    later(2 * MINUTE);
    expect(await tell()).toBe(0);
    await goesDown(false);
    later(10 * MINUTE);
    expect(await tell()).toBe(1);
    later(HOUR);
    await tell();
    expect(await mails()).toHaveLength(1);
    expect((await mailState(play.services, shop)).last).toMatchObject({ state: "sent", error: null });
  });

  it("sees which of several addresses the mail server did not take", async () => {
    const { settings, settingsVersion } = await getShop(play.services, play.shopId);
    const emails = ["anna@casa-aurora.example", "left@refused.example"];
    const changed = { ...settings, notifications: { ...settings.notifications, emails } };
    await saveSettings(play.services, play.shopId, "staff:1", changed, settingsVersion);
    await wrote(text("C'è qualcuno?"));
    later(3 * MINUTE);
    expect(await tell()).toBe(1);
    expect(await mails()).toMatchObject([{ to: ["anna@casa-aurora.example"] }]);
    const shop = await getShop(play.services, play.shopId);
    expect((await mailState(play.services, shop)).last).toMatchObject({
      state: "sent",
      error: "left@refused.example",
    });
  });

  it("reads until when the number that was written to can be answered from, whatever other one is open", async () => {
    play.now = new Date("2026-11-24T10:00:00Z");
    await wrote(text("Al primo numero"));
    const { contactId } = await db().inboundMessage.findFirstOrThrow({});
    later(2 * MINUTE);
    await db().inboundMessage.create({
      data: {
        shopId: play.shopId,
        id: newId(),
        wamid: "wamid.other",
        phoneNumberId: "another",
        contactId,
        kind: "text",
        text: "All'altro",
        payload: {},
        state: "answered",
        receivedAt: play.now,
        recordedAt: play.now,
      },
    });
    await db().contact.updateMany({ data: { lastInboundAt: play.now } });
    later(2 * MINUTE);
    await tell();
    const [mail] = await mails();
    expect(mail?.text).toContain("Puoi rispondere a testo libero fino a 25 nov, 11:00:");
  });

  it("is not told of what was answered before the mail was written, nor of a stop", async () => {
    await wrote(text("Grazie"));
    await settlePerson(
      play.services,
      play.shopId,
      "staff:1",
      (await db().contact.findFirstOrThrow({})).id,
      play.now,
    );
    await wrote(text("STOP"));
    later(5 * MINUTE);
    expect(await tell()).toBe(0);
    expect(await mails()).toEqual([]);
  });

  it("is told of a fault once, and again when it comes back", async () => {
    const raise = () =>
      play.services.database.transaction(play.shopId, (tx) =>
        raiseProblem(tx, "meta_channel_stopped", "1", play.now, { detail: "Payment issue" }),
      );
    await raise();
    later(MINUTE);
    await raise();
    expect(await tell()).toBe(1);
    later(HOUR);
    await raise();
    expect(await tell()).toBe(0);
    await play.services.database.transaction(play.shopId, (tx) =>
      clearProblem(tx, "meta_channel_stopped", "1", play.now),
    );
    later(HOUR);
    await raise();
    later(MINUTE);
    expect(await tell()).toBe(1);
    const [first] = await mails();
    expect(first).toMatchObject({
      subject: "I messaggi WhatsApp si sono fermati",
      text: expect.stringContaining("Meta dice: Payment issue"),
    });
  });

  it("is told of several rejected texts in one mail, at the addresses that were set", async () => {
    await db().shop.updateMany({
      data: { locale: "en", settings: { notifications: { emails: ["a@x.example", "b@x.example"] } } },
    });
    for (const name of ["cart_1", "cart_2"]) {
      await play.services.database.transaction(play.shopId, (tx) =>
        raiseProblem(tx, "template_rejected", `${name}:it`, play.now, {
          name,
          language: "it",
          reason: "SCAM",
        }),
      );
    }
    later(MINUTE);
    expect(await tell()).toBe(1);
    const [mail] = await mails();
    expect(mail).toMatchObject({
      to: ["a@x.example", "b@x.example"],
      subject: "A WhatsApp text can't be sent",
    });
    expect(mail?.text).toMatch(/cart_1[\s\S]*cart_2/);
  });

  it("gets nothing that was not wanted, also not afterwards", async () => {
    await db().shop.updateMany({ data: { settings: { notifications: { waitingReply: false } } } });
    await wrote(text("Ciao"));
    later(5 * MINUTE);
    await tell();
    await db().shop.updateMany({ data: { settings: {} } });
    later(MINUTE);
    await createNotifier(play.services).sweep();
    await tell();
    expect(await mails()).toEqual([]);
  });

  it("is told later of what waits, where no address was known or the address was refused", async () => {
    await db().shop.updateMany({ data: { email: null } });
    await wrote(text("C'è qualcuno?"));
    later(5 * MINUTE);
    await tell();
    const refuses: Mailer = {
      send: async () => ({ ok: false, refused: true, detail: "EENVELOPE 550" }),
      close: () => undefined,
    };
    play.services = { ...play.services, mailer: refuses };
    await db().shop.updateMany({ data: { email: "typo@casa-aurora.example" } });
    for (let look = 0; look < 3; look++) {
      await createNotifier(play.services).sweep();
      await tell();
      later(MINUTE);
    }
    expect(await db().mail.findMany({})).toMatchObject([{ state: "gave_up", attempts: 1 }]);
    play.services = { ...play.services, mailer };
    await db().shop.updateMany({ data: { email: "anna@casa-aurora.example" } });
    await createNotifier(play.services).sweep();
    expect(await tell()).toBe(1);
    expect((await mails())[0]?.text).toContain("C'è qualcuno?");
  });

  it("reads in a mail that waited only what waits still, and nothing that was deleted", async () => {
    await goesDown(true);
    await named("Giulia")(text("Ho sbagliato numero, scusi", {}));
    await wrote({ ...text("Il mio codice è 1234"), id: "wamid.secret" });
    later(3 * MINUTE);
    await tell();
    expect(await db().mail.findMany({})).toMatchObject([{ state: "queued", subject: "", body: "" }]);
    await wrote({ type: "revoke", revoke: { original_message_id: "wamid.secret" } });
    await goesDown(false);
    later(5 * MINUTE);
    expect(await tell()).toBe(1);
    const [mail] = await mails();
    expect(mail?.text).toContain("Ho sbagliato numero");
    expect(mail?.text).not.toContain("1234");
  });

  it("gets no mail about what was answered while the mail server was down, and none after uninstalling", async () => {
    await goesDown(true);
    await wrote(text("Ciao"));
    later(3 * MINUTE);
    await tell();
    const { id } = await db().contact.findFirstOrThrow({});
    await settlePerson(play.services, play.shopId, "staff:1", id, play.now);
    await goesDown(false);
    later(HOUR);
    expect(await tell()).toBe(0);
    await goesDown(true);
    await wrote(text("Ancora io"));
    later(HOUR);
    await tell();
    await db().shop.updateMany({ data: { status: "uninstalled" } });
    await goesDown(false);
    later(HOUR);
    expect(await tell()).toBe(0);
    expect(await mails()).toEqual([]);
  });

  it("gets one mail about many, none about what is days old, and the next one not at once", async () => {
    await wrote(text("Da giorni"));
    later(4 * DAY);
    for (let count = 0; count < 12; count++) {
      const from = `39333000${String(count).padStart(4, "0")}`;
      await metaTells({
        messages: [
          { id: `wamid.${play.shopId}.${count}`, from, timestamp: seconds(), ...text(`Numero ${count}`) },
        ],
      });
    }
    later(4 * MINUTE);
    expect(await tell()).toBe(1);
    const [mail] = await mails();
    expect(mail?.subject).toContain("12");
    expect(mail?.text).not.toContain("Da giorni");
    await wrote(text("E adesso?"));
    later(5 * MINUTE);
    expect(await tell()).toBe(0);
    later(10 * MINUTE);
    expect(await tell()).toBe(1);
  });

  it("gets the mail also when the hint was lost, and when two workers look at once", async () => {
    await wrote(text("Ciao"));
    await play.services.database.system.dueShop.deleteMany({ where: { kind: "alert", shopId: play.shopId } });
    later(4 * MINUTE);
    await createNotifier(play.services).sweep();
    await Promise.all([tell(), tell()]);
    expect(await mails()).toHaveLength(1);
  });
});
