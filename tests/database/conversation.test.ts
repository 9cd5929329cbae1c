import { expect, it } from "vitest";
import { readThread } from "#app/modules/conversations/index.ts";
import {
  answerReply,
  listReplies,
  readEdge,
  reopenReplies,
  settlePerson,
  writeToPerson,
} from "#app/modules/messages/index.ts";
import { pauseSending, resumeSending } from "#app/modules/shops/index.ts";
import { DAY, HOUR, MINUTE } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { onBothDatabases } from "./harness.ts";
import { PHONE, playShop } from "./played-shop.ts";

/** A shopper and a shop talk to each other. */

onBothDatabases("a conversation", (database) => {
  const { play, db, later, leaveCart, buy, agree, work, metaTells, seconds, status, wrote } =
    playShop(database);

  const contactId = async () => (await db().contact.findFirstOrThrow({})).id;
  const thread = async (before?: string | null) => {
    const found = await readThread(play.services, play.shopId, await contactId(), readEdge(before ?? null));
    if (!found) throw new Error("no thread");
    return found;
  };
  const text = (body: string, more: object = {}) => ({ type: "text", text: { body }, ...more });
  /** As from a page that was read now, or at an earlier time. */
  const write = async (words: string, draft: string = newId(), seen = play.now) =>
    writeToPerson(play.services, play.shopId, "staff:1", {
      contactId: await contactId(),
      draft,
      words,
      seen,
    });
  const answer = (reply: { id: string; seen: Date } | undefined, words: string) => {
    const written = { inboundId: reply?.id ?? "", draft: newId(), words, seen: reply?.seen ?? play.now };
    return answerReply(play.services, play.shopId, "staff:1", written);
  };
  const waiting = () => db().inboundMessage.count({ where: { state: "waiting" } });

  it("holds both sides in order, says what a reply stopped, and has cart and order beside it", async () => {
    await leaveCart();
    await agree();
    later(61 * MINUTE);
    await work();
    later(MINUTE);
    await wrote(text("C'è anche in rosso?"));
    later(MINUTE);
    await write("Sì, da domani");
    later(MINUTE);
    await metaTells({
      message_echoes: [
        {
          from: "390255501234",
          to: PHONE.slice(1),
          id: "wamid.echo",
          timestamp: seconds(),
          ...text("E in blu"),
        },
      ],
    });
    later(MINUTE);
    await wrote({ type: "image", image: { id: "1", caption: "Come questo" } });
    later(MINUTE);
    await buy();
    await work();

    const { entries, lastCart, lastOrder, waiting: waits, openUntil } = await thread();
    expect(entries.map(({ from }) => from)).toEqual(["shop", "person", "shop", "phone", "person", "shop"]);
    expect(entries[0]).toMatchObject({ template: "cart_reminder_1", language: "en", status: "accepted" });
    expect(entries[1]).toMatchObject({
      text: "C'è anche in rosso?",
      stopped: ["cart_recovery"],
      waiting: false,
    });
    expect(entries[2]).toMatchObject({ preview: { body: "Sì, da domani" } });
    expect(entries[3]).toMatchObject({ kind: "text", text: "E in blu" });
    expect(entries[4]).toMatchObject({ kind: "image", text: "Come questo", waiting: true, stopped: [] });
    expect(waits).toBe(true);
    expect(openUntil?.getTime()).toBe(play.now.getTime() - MINUTE + DAY);
    expect(lastCart).toMatchObject({ state: "completed", totalMinor: 8_400n, lines: [{ title: "Moka" }] });
    expect(lastOrder).toMatchObject({ name: "#1042", totalMinor: 8_400n, cancelled: false });
  });

  it("is paged backwards without a message twice or left out", async () => {
    for (let count = 0; count < 55; count++) {
      await wrote(text(`numero ${count}`));
      if (count % 10 === 0) later(MINUTE);
    }
    const newest = await thread();
    const older = await thread(newest.before);
    expect([newest.entries.length, older.entries.length, older.before]).toEqual([40, 15, null]);
    const ids = [...older.entries, ...newest.entries].map(({ id }) => id);
    expect(new Set(ids).size).toBe(55);
  });

  it("takes a word of the shop's also when nothing waits, one for each draft", async () => {
    await wrote(text("Grazie"));
    const draft = newId();
    expect(await write("A te", draft)).toEqual({ ok: true });
    expect(await write("A te", draft)).toEqual({ ok: true });
    later(MINUTE);
    expect(await write("Ancora una cosa")).toEqual({ ok: true });
    await work();
    expect(play.sent.map(({ to }) => to)).toEqual([PHONE, PHONE]);
    expect(await waiting()).toBe(0);
  });

  it("takes free words for 24 hours after the person's last, and not a moment longer", async () => {
    await wrote(text("Ci siete?"));
    later(DAY);
    expect(await write("Eccoci")).toEqual({ ok: false, problem: "window_closed" });
    expect(await waiting()).toBe(1);
    await agree();
    const stranger = await db().contact.create({
      data: {
        shopId: play.shopId,
        id: newId(),
        phone: "+393330000001",
        createdAt: play.now,
        updatedAt: play.now,
      },
    });
    const asked = { contactId: stranger.id, draft: newId(), words: "Ciao", seen: play.now };
    expect(await writeToPerson(play.services, play.shopId, "staff:1", asked)).toEqual({
      ok: false,
      problem: "window_closed",
    });
  });

  it("waits again when somebody takes back that nothing was left to answer", async () => {
    await wrote(text("Grazie"));
    later(MINUTE);
    await wrote(text("mille"));
    later(HOUR);
    const id = await contactId();
    await settlePerson(play.services, play.shopId, "staff:1", id, play.now);
    expect(await waiting()).toBe(0);
    expect((await thread()).settledAt).toEqual(play.now);
    later(MINUTE);
    await reopenReplies(play.services, play.shopId, "staff:2", id);
    expect(await waiting()).toBe(2);
    expect((await thread()).settledAt).toBeNull();
    expect(await db().event.findFirst({ where: { kind: "reply.reopened" } })).toMatchObject({
      actor: "staff:2",
    });
  });

  it("takes back nothing that was answered meanwhile", async () => {
    await wrote(text("Quando arriva?"));
    await settlePerson(play.services, play.shopId, "staff:1", await contactId(), play.now);
    later(MINUTE);
    await wrote(text("Ehi"));
    later(MINUTE);
    const [reply] = (await listReplies(play.services, play.shopId, {})).rows;
    await answer(reply, "Domani");
    later(MINUTE);
    await reopenReplies(play.services, play.shopId, "staff:1", await contactId());
    expect(await waiting()).toBe(0);
  });

  it("leaves waiting what came after the page that the answer was written on", async () => {
    await wrote(text("Quando arriva?"));
    const { seen } = await thread();
    const [reply] = (await listReplies(play.services, play.shopId, {})).rows;
    later(MINUTE);
    await wrote(text("Lascia stare, annullo l'ordine"));
    later(MINUTE);
    expect(await answer(reply, "Domani")).toEqual({ ok: true });
    expect(await waiting()).toBe(1);
    await settlePerson(play.services, play.shopId, "staff:1", await contactId(), seen);
    expect(await waiting()).toBe(1);
    await write("Certo", newId(), (await thread()).seen ?? play.now);
    expect(await waiting()).toBe(0);
  });

  it("lets a reply wait again, and says why, when its answer could not be sent or fails later", async () => {
    await wrote(text("Quando arriva?"));
    await db().inboundMessage.updateMany({ data: { alertedAt: play.now } });
    const draft = newId();
    await write("Domani", draft);
    await pauseSending(play.services, play.shopId, "staff:1", { scope: "all", reason: null });
    later(DAY);
    await resumeSending(play.services, play.shopId, "staff:1");
    await work();
    expect(await db().inboundMessage.findFirst({})).toMatchObject({ state: "waiting", alertedAt: null });
    expect((await listReplies(play.services, play.shopId, {})).rows[0]).toMatchObject({
      failedAnswer: { words: "Domani", reason: "expired" },
    });
    await wrote(text("Allora?"));
    expect(await write("Domani", draft)).toEqual({ ok: true });
    await work();
    expect(play.sent).toHaveLength(1);
    expect(await waiting()).toBe(0);
    await status(play.sent[0], "failed", { errors: [{ code: 131026, title: "Undeliverable" }] });
    expect(await waiting()).toBe(2);
    expect((await thread()).entries.filter(({ from }) => from === "person")).toMatchObject([
      { waiting: true, answerFailed: true },
      { waiting: true, answerFailed: true },
    ]);
  });

  it("is answered from the number that they wrote to last, as long as that number's window is open", async () => {
    const first = (await db().phoneNumber.findFirstOrThrow({})).phoneNumberId;
    const other = `other-${first}`;
    await wrote(text("Ciao"));
    later(HOUR);
    const { facts: _, ...number } = await db().phoneNumber.findFirstOrThrow({});
    await db().phoneNumber.create({ data: { ...number, id: newId(), phoneNumberId: other } });
    // A reaction, though later and at the other number, is no message.
    await wrote({ type: "reaction", reaction: { message_id: "wamid.1", emoji: "👍" } });
    await db().inboundMessage.updateMany({ where: { kind: "reaction" }, data: { phoneNumberId: other } });
    expect(await write("Eccoci")).toEqual({ ok: true });
    expect(await db().message.findMany({})).toMatchObject([{ phoneNumberId: first }]);
    later(DAY - 2 * HOUR);
    await wrote(text("Allora?"));
    await db().inboundMessage.updateMany({ where: { text: "Allora?" }, data: { phoneNumberId: other } });
    await db().inboundMessage.updateMany({ where: { text: "Ciao" }, data: { state: "waiting" } });
    later(2 * HOUR);
    const [old] = (await listReplies(play.services, play.shopId, {})).rows;
    expect(old?.openUntil.getTime()).toBeLessThanOrEqual(play.now.getTime());
    expect(await answer(old, "Domani")).toEqual({ ok: false, problem: "window_closed" });
    expect(await write("Domani")).toEqual({ ok: true });
    expect(await db().message.count({ where: { phoneNumberId: other } })).toBe(1);
  });

  it("sends other words of one form as another message", async () => {
    await wrote(text("Quando arriva?"));
    const draft = newId();
    await write("Domani", draft);
    await write("No, dopodomani", draft);
    await work();
    expect(play.sent).toHaveLength(2);
  });

  it("shows nothing of it to another shop", async () => {
    await wrote(text("Ciao"));
    const id = await contactId();
    const { shopId } = play;
    const other = await db().contact.findFirst({ where: { id } });
    expect(other).not.toBeNull();
    const elsewhere = newId() as typeof shopId;
    expect(await readThread(play.services, elsewhere, id)).toBeUndefined();
  });
});
