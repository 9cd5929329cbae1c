import { beforeEach, expect, it } from "vitest";
import { writeToPerson } from "#app/modules/messages/index.ts";
import { pauseSending, resumeSending } from "#app/modules/shops/index.ts";
import { DAY, HOUR, MINUTE } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { PHONE, playShop } from "./played-shop.ts";

/** Somebody writes when the shop is closed. */

/** A Tuesday, 22:00 in Rome. */
const NIGHT = new Date("2026-11-24T21:00:00Z");

onBothDatabases("an away message", (database) => {
  const { play, db, later, work, metaTells, seconds, wrote } = playShop(database);
  const text = (body: string) => ({ type: "text", text: { body } });
  const away = (settings: object) => db().shop.updateMany({ data: { settings: { away: settings } } });
  const words = () => play.sent.map((call) => (call as { text?: { body: string } }).text?.body);

  beforeEach(async () => {
    await away({ on: true, texts: { en: "", it: "Siamo chiusi, a domani." } });
    await db().shop.updateMany({ data: { locale: "it" } });
    play.now = NIGHT;
  });

  it("is told once in 24 hours in the merchant's words, and the reply waits all the same", async () => {
    await wrote(text("Ci siete?"));
    later(MINUTE);
    await wrote(text("Quanto costa?"));
    await work();
    expect(words()).toEqual(["Siamo chiusi, a domani."]);
    expect(play.sent[0]?.to).toBe(PHONE);
    expect(await db().inboundMessage.count({ where: { state: "waiting" } })).toBe(2);
    expect(await db().message.findFirst({})).toMatchObject({ category: "SERVICE", automationKind: "away" });
    later(DAY);
    await wrote(text("E ora?"));
    await work();
    expect(words()).toHaveLength(2);
  });

  it("is in the person's own language, where it is known", async () => {
    await wrote(text("Hello"));
    await db().contact.updateMany({ data: { locale: "en-GB" } });
    later(DAY);
    await wrote(text("Hello again"));
    await work();
    expect(words().at(-1)).toMatch(/^Thanks for your message/);
  });

  it("is not told while the shop is open, nor where the merchant has not switched it on", async () => {
    play.now = new Date("2026-11-24T10:00:00Z");
    await wrote(text("Buongiorno"));
    await away({ on: false });
    play.now = NIGHT;
    await wrote(text("Buonasera"));
    await work();
    expect(words()).toEqual([]);
  });

  it("is not told to who says stop, nor afterwards", async () => {
    await wrote(text("STOP"));
    later(MINUTE);
    await wrote(text("Ho detto basta"));
    await wrote({ type: "reaction", reaction: { message_id: "wamid.1", emoji: "👎" } });
    await work();
    expect(words()).toEqual([]);
  });

  it("is taken back from who says stop while it waits, and is not sent by a lane that has it already", async () => {
    await pauseSending(play.services, play.shopId, "staff:1", { scope: "all", reason: null });
    await wrote(text("Ciao"));
    later(MINUTE);
    await wrote(text("STOP"));
    const message = await db().message.findFirstOrThrow({});
    expect(message).toMatchObject({ status: "suppressed", reason: "stopped" });
    await db().message.updateMany({ data: { status: "queued", reason: null } });
    await resumeSending(play.services, play.shopId, "staff:1");
    await work();
    expect(words()).toEqual([]);
    expect(await db().message.findFirst({})).toMatchObject({ status: "suppressed", reason: "stopped" });
  });

  it("does not say that nobody is there while somebody talks to them", async () => {
    await away({ on: false });
    await wrote(text("Ci siete?"));
    const { id: contactId } = await db().contact.findFirstOrThrow({});
    await writeToPerson(play.services, play.shopId, "staff:1", {
      contactId,
      draft: newId(),
      words: "Sì",
      seen: play.now,
    });
    await away({ on: true });
    later(10 * MINUTE);
    await wrote(text("Bene"));
    await work();
    expect(words()).toEqual(["Sì"]);
    await metaTells({
      message_echoes: [{ to: PHONE.slice(1), id: "wamid.e", timestamp: seconds(), ...text("Dal telefono") }],
    });
    later(HOUR - MINUTE);
    await wrote(text("Grazie"));
    await work();
    expect(words()).toEqual(["Sì"]);
  });

  it("is dropped when it can't leave soon, as in a pause, and is not told of old news", async () => {
    await pauseSending(play.services, play.shopId, "staff:1", { scope: "all", reason: null });
    await wrote(text("Ci siete?"));
    later(HOUR);
    await resumeSending(play.services, play.shopId, "staff:1");
    await work();
    expect(words()).toEqual([]);
    expect(await db().message.findFirst({})).toMatchObject({ status: "suppressed", reason: "expired" });
    await metaTells({
      messages: [
        {
          id: "wamid.old",
          from: "393339999999",
          timestamp: String(Number(seconds()) - 3_600),
          ...text("Vecchio"),
        },
      ],
    });
    await work();
    expect(words()).toEqual([]);
  });
});
