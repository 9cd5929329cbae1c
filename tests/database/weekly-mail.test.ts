import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addFigures, type Figure } from "#app/modules/figures/index.ts";
import { createNotifier } from "#app/modules/notifications/index.ts";
import { raiseProblem } from "#app/modules/problems/index.ts";
import { getShop, saveSettings } from "#app/modules/shops/index.ts";
import { DAY, HOUR } from "#app/platform/clock.ts";
import { createMailer, type Mailer } from "#app/platform/mail.ts";
import { createWorld } from "#sandbox/kernel/world.ts";
import { createMailbox, type Mailbox, type ReceivedMail } from "#sandbox/mailbox/index.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

/** The sum-up of a week, over a real SMTP connection to the sandbox's mailbox. */

onBothDatabases("the week's sum-up", (database) => {
  const { play, db, later, leaveCart, wrote } = playShop(database);
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
    // Other stories of this database have weeks of their own.
    await play.services.database.system.dueShop.deleteMany({ where: { kind: { in: ["week", "alert"] } } });
    await createNotifier(play.services).sweep();
    await play.services.database.system.dueShop.deleteMany({ where: { shopId: { not: play.shopId } } });
  });

  const tell = () => createNotifier(play.services).drain();
  const mails = async () =>
    ((await (await mailbox.routes.request("/mails")).json()) as ReceivedMail[]).filter(({ subject }) =>
      subject.includes("settimana"),
    );
  const figure = (metric: Figure["metric"], day: string, amount: bigint, currency = "") => ({
    metric,
    at: new Date(`${day}T12:00:00Z`),
    timeZone: "Europe/Rome",
    amount,
    currency,
  });
  const count = (...figures: Figure[]) =>
    play.services.database.transaction(play.shopId, (tx) => addFigures(tx, figures));

  it("comes on Monday at eight, once, with the figures of the seven days before beside the week before", async () => {
    // NOON is a Tuesday.
    await leaveCart();
    await count(
      figure("recovered_sales", "2026-11-23", 60_000n, "EUR"),
      figure("recovered_sales", "2026-11-29", 24_000n, "EUR"),
      figure("recovered_sales", "2026-11-20", 50_000n, "EUR"),
      figure("recovered_sales", "2026-11-30", 99_900n, "EUR"),
      figure("recovered_orders", "2026-11-25", 7n),
      figure("message_cost", "2026-11-25", 3_180_000n, "USD"),
      figure("messages_sent", "2026-11-25", 1_240n),
      figure("messages_delivered", "2026-11-25", 1_200n),
      figure("messages_read", "2026-11-25", 900n),
      figure("clicks", "2026-11-25", 210n),
      figure("consents", "2026-11-25", 41n),
      figure("optouts", "2026-11-25", 2n),
    );
    play.now = new Date("2026-11-30T06:59:00Z");
    await tell();
    expect(await mails()).toEqual([]);
    later(60_000);
    expect(await tell()).toBe(1);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("La tua settimana su WhatsApp: 840,00\u00a0€ recuperati");
    const lines = (mail?.text ?? "").split(/\r?\n/).map((line) => line.replaceAll("\u00a0", " "));
    expect(lines.slice(0, 6)).toEqual([
      "Da lunedì 23 nov a domenica 29 nov:",
      "Vendite recuperate: 840,00 € (la settimana prima: 500,00 €), 7 ordini",
      "Costo Meta: 3,18 $",
      "Messaggi: 1.240 inviati, 1.200 consegnati, 900 letti; 210 tocchi sui tuoi link",
      "Consenso WhatsApp: 41 persone hanno detto sì, 2 stop",
      "Carrelli: 1 lasciati, 1 con telefono, 0 con consenso, 0 contattati, 0 tornati",
    ]);
    expect(mail?.text).toContain("/app?period=own&from=2026-11-23&to=2026-11-29");
    later(HOUR);
    await tell();
    later(5 * DAY);
    await tell();
    expect(await mails()).toHaveLength(1);
  });

  it("says who waits and what is to be mended", async () => {
    await wrote({ type: "text", text: { body: "C'è qualcuno?" } });
    await play.services.database.transaction(play.shopId, (tx) =>
      raiseProblem(tx, "template_paused", "cart_reminder_1", play.now),
    );
    play.now = new Date("2026-11-30T08:00:00Z");
    await tell();
    const [mail] = await mails();
    expect(mail?.text).toContain("Una persona attende la tua risposta:");
    expect(mail?.text).toContain("Meta ha messo in pausa o disabilitato un testo.");
  });

  it("does not come after a week in which nothing happened, and comes after the next one", async () => {
    play.now = new Date("2026-11-30T08:00:00Z");
    await tell();
    expect(await mails()).toEqual([]);
    await count(figure("messages_sent", "2026-12-02", 3n));
    play.now = new Date("2026-12-07T07:00:00Z");
    expect(await tell()).toBe(1);
  });

  it("does not come where the merchant wants none", async () => {
    await count(figure("messages_sent", "2026-11-25", 3n));
    const { settings, settingsVersion } = await getShop(play.services, play.shopId);
    const notifications = { ...settings.notifications, weekly: false };
    await saveSettings(
      play.services,
      play.shopId,
      "staff:1",
      { ...settings, notifications },
      settingsVersion,
    );
    play.now = new Date("2026-11-30T08:00:00Z");
    await tell();
    expect(await mails()).toEqual([]);
  });

  it("is not written a second time where its hint was lost", async () => {
    await count(figure("messages_sent", "2026-11-25", 3n));
    play.now = new Date("2026-11-30T08:00:00Z");
    await tell();
    await play.services.database.system.dueShop.updateMany({
      where: { kind: "week", shopId: play.shopId },
      data: { dueAt: play.now },
    });
    await tell();
    expect(await mails()).toHaveLength(1);
  });
});
